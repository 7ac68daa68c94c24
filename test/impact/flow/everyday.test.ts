import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { used } from "../used.ts";

const get = "const order = await (await fetch(`https://api.shop.example/orders/${id}`)).json();";
const list = 'const orders = await (await fetch("https://api.shop.example/orders")).json();';
const load =
  "async function load(id: string) { return (await fetch(`https://api.shop.example/orders/${id}`)).json(); }";
const total = "total → get /orders/{id} response /total";
const id = "id → get /orders/{id} response /id";
const handed = "order → get /orders/{id} handed-on ";
const listed = "total → get /orders response /*/total";

type Case = [string, string, readonly string[]];

const objects: Case[] = [
  ["an object that is returned", `${get} const both = () => ({ order, n }); both().order.total;`, [total]],
  [
    "an object of a type of the team's",
    `interface Kept { order: any } ${get} const kept: Kept = { order }; const print = (it: Kept) => it.order.total; print(kept);`,
    [total],
  ],
  [
    "the name that the team gives is none of the vendor's",
    `${get} const kept = { sum: order.total, id: 1 }; kept.sum; kept.id;`,
    [total],
  ],
  ["a copy with other members", `${get} const next = { ...order, total: 0 }; next.total; next.id;`, [id]],
  ["a copy whose members come last", `${get} const next = { total: 0, ...order }; next.total;`, [total]],
  [
    "a copy that goes elsewhere",
    `${get} send({ ...order, total: 0 });`,
    ["{ ...order, total: 0 } → get /orders/{id} handed-on "],
  ],
  ["Object.assign", `${get} Object.assign({}, order).total; Object.assign(target, order);`, [total, handed]],
  [
    "an object that is filled",
    `${get} const kept: any = {}; kept.order = order; kept.order.total; kept.other.total;`,
    [total],
  ],
  [
    "an object of somebody else's that is filled",
    `${get} function fill(kept: any) { kept.order = order; } fill({});`,
    [handed],
  ],
  [
    "a part of somebody else's object, or a list of his, that is filled",
    `${get} for (const one of others) { one.order = order; one.list.push(order); } const kept = others; kept.push(order);`,
    [handed, "list → get /orders/{id} handed-on ", handed],
  ],
  ["members set at once", `let total: any; let own: any; ${get} ({ total, id: own } = order);`, [total, id]],
  [
    "a member whose name is only known at run time",
    `${get} const { [key]: one } = order;`,
    ["[key] → get /orders/{id} handed-on "],
  ],
  ["the names of members", `${get} Object.keys(order); Object.entries(order);`, [handed, handed]],
  [
    "an object that holds itself",
    `${get} let kept: any = { order }; kept = { kept }; kept = [kept]; kept.order.total;`,
    ["{ kept } → get /orders/{id} handed-on ", "[kept] → get /orders/{id} handed-on ", total],
  ],
];

const maps: Case[] = [
  [
    "members by any name",
    `${get} order.prices.EUR.amount; order.prices[currency].amount;`,
    [
      "prices → get /orders/{id} response /prices",
      "EUR → get /orders/{id} response /prices/*",
      "amount → get /orders/{id} response /prices/*/amount",
      "prices → get /orders/{id} response /prices",
      "amount → get /orders/{id} response /prices/*/amount",
    ],
  ],
  [
    "all members",
    `${get} Object.values(order.prices).map(({ amount }) => amount); for (const [currency, price] of Object.entries(order.prices)) price.amount; Object.keys(order.prices);`,
    [
      "prices → get /orders/{id} response /prices",
      "amount → get /orders/{id} response /prices/*/amount",
      "prices → get /orders/{id} response /prices",
      "amount → get /orders/{id} response /prices/*/amount",
      "prices → get /orders/{id} response /prices",
    ],
  ],
];

const lists: Case[] = [
  [
    "an answer for each of a list",
    `${load} const all = await Promise.all(ids.map(load)); all[0].total; const more = await Promise.all(ids.map((one) => load(one))); more.map(({ id }) => id);`,
    [id, total],
  ],
  [
    "pages that are collected",
    `const all: any[] = []; for (;;) { ${list} all.push(...orders); if (all.length > n) break; } all[0].total;`,
    [listed],
  ],
  [
    "answers that are collected",
    `const all: any[] = []; ${get} all.push(order); for (const one of all) one.total;`,
    [total],
  ],
  ["a list of somebody else's", `${get} const fill = (all: any[]) => { all.push(order); }; fill(others);`, [handed]],
  ["both of what is sorted", `${list} orders.sort((a, b) => a.total - b.total);`, [listed, listed]],
  [
    "what was reduced before",
    `${list} orders.reduce((most, one) => (one.total > most.total ? one : most)).total;`,
    [listed, listed, listed],
  ],
  [
    "lists of lists",
    `${list} orders.flatMap((one) => one.lines).map(({ sku }) => sku);`,
    ["lines → get /orders response /*/lines", "sku → get /orders response /*/lines/*/sku"],
  ],
  ["Array.from", `${list} Array.from(orders, ({ total }) => total);`, [listed]],
  [
    "a generator",
    `async function* pages() { ${list} yield orders; yield* orders; } for await (const page of pages()) page[0].total;`,
    [listed],
  ],
  ["for await", `${list} for await (const one of orders) one.total;`, [listed]],
];

const functions: Case[] = [
  [
    "a function that is called in another one",
    `${load} async function withRetry<T>(work: () => Promise<T>) { try { return await work(); } catch { return work(); } } (await withRetry(() => load(id))).total;`,
    [total],
  ],
  [
    "a function that is given the value",
    `async function withOrder(use: (order: any) => any) { ${get} return use(order); } withOrder((order) => order.total); (await withOrder((order) => order)).id;`,
    [total, id],
  ],
  [
    "a function that an unknown library calls",
    `${load} queue.add(() => load(id));`,
    ["load(id) → get /orders/{id} handed-on "],
  ],
  [
    "a function that is called here, and handed to others",
    `${load} (await load(id)).total; router.get("/", load);`,
    [total, "(await fetch(`https://api.shop.example/orders/${id}`)).json() → get /orders/{id} handed-on "],
  ],
  [
    "functions in an object",
    `${load} const api = { load, again: load }; (await api.load(id)).total; (await api.again(id)).id;`,
    [total, id],
  ],
  [
    "a promise of the team's",
    `const order: any = await new Promise((resolve) => { fetch("/orders/1").then((r) => r.json()).then((it) => resolve(it)); }); order.total;`,
    [total],
  ],
];

const classes: Case[] = [
  [
    "what a constructor is given",
    `class Order { total: number; constructor(data: any) { this.total = data.total; } } ${get} new Order(order).total;`,
    [total],
  ],
  [
    "a member that a constructor declares",
    `class Order { constructor(private readonly data: any) {} sum() { return this.data.total; } } ${get} new Order(order).sum();`,
    [total],
  ],
  [
    "a private member, and what reads it",
    `class Order { #data: any; constructor(data: any) { this.#data = data; } get customer() { return this.#data.customer; } } ${get} new Order(order).customer.name;`,
    ["customer → get /orders/{id} response /customer", "name → get /orders/{id} response /customer/name"],
  ],
  ["a class that others have written", `${get} new Foreign(order);`, [handed]],
  [
    "a class that takes another value first",
    `class Order { constructor(first: any, data: any) { data.total; first.id; } } ${get} new Order({}, order);`,
    [total],
  ],
];

const pages: Case[] = [
  ["props", `const Row = ({ order }: any) => <b>{order.total}</b>; ${get} return <Row order={order} />;`, [total]],
  [
    "props by their name, and those of others",
    `function Row(props: any) { return <b title={props.other.id}>{props.order.total}</b>; } ${get} return <Row order={order} other={n} />;`,
    [total],
  ],
  ["spread props", `const Row = memo(({ total }: any) => <b>{total}</b>); ${get} return <Row {...order} />;`, [total]],
  [
    "children",
    `const Row = ({ children }: any) => children.total; ${get} return <><b>{order.id}</b><Row>{order}</Row></>;`,
    [id, total],
  ],
  ["a component of others", `${get} return <Foreign order={order} />;`, [handed]],
  [
    "a list of them",
    `const Row = ({ order }: any) => <b>{order.total}</b>; ${list} return <ul>{orders.map((one) => <Row key={one.id} order={one} />)}</ul>;`,
    ["id → get /orders response /*/id", listed],
  ],
  [
    "state",
    `${load} const [order, setOrder] = useState<any>(); useEffect(() => { load(id).then(setOrder); }, [id]); return <b>{order?.total}</b>;`,
    [total],
  ],
  [
    "state that is set by hand, and depended on",
    `const [order, setOrder] = React.useState<any>(null); const more = async () => { ${get.replace("order", "loaded")} setOrder(loaded); }; useEffect(() => log(order.total), [order]);`,
    [total],
  ],
  [
    "state made of what was there before",
    `const [orders, setOrders] = useState<any[]>([]); const more = async () => { ${get} setOrders((before) => [...before, order]); }; const sum = useMemo(() => orders[0].total, [orders]);`,
    [total],
  ],
  [
    "state of something else",
    `const [order, setOther] = useOther(); ${get.replace("order", "loaded")} setOther(loaded); order.total;`,
    ["loaded → get /orders/{id} handed-on "],
  ],
  [
    "callbacks",
    `const load = useCallback(async () => (await fetch("/orders/1")).json(), []); (await load()).total;`,
    [total],
  ],
];

test.each<Case>([...objects, ...maps, ...lists, ...functions, ...classes, ...pages])(
  "%s",
  async (_, code, expected) => {
    const whole = `export async function run(id: string, n: number) { ${code} }`;
    expect(await used("", { "src/code.tsx": whole })).toEqual(expected);
  },
);

/** The real one, whose types say which schema they are of. */
async function withZod(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await symlink(join(import.meta.dirname, "../../../node_modules"), join(folder, "node_modules"));
}

const parse = 'Order.parse(await (await fetch("https://api.shop.example/orders/1")).json());';

test.each<Case>([
  [
    "the type of a schema, wherever it is read through",
    `const Order = z.object({ total: z.number(), customer: z.object({ name: z.string() }) }); type Order = z.infer<typeof Order>; export const { total: first } = ${parse} export const sum = ({ total }: Order) => total; export const name = (order: Order) => order.customer.name;`,
    [
      ...[total, total, "customer → get /orders/{id} response /customer"],
      ...["customer → get /orders/{id} response /customer", "name → get /orders/{id} response /customer/name"],
      ...["name → get /orders/{id} response /customer/name", total],
    ],
  ],
  [
    "the type of a schema that others are made of",
    `const Base = z.object({ total: z.number() }); const Order = Base.extend({ id: z.string() }); const Invoice = Base.extend({ due: z.string() }); export const { id } = ${parse} export const due = (invoice: z.infer<typeof Invoice>) => invoice.total;`,
    [
      "id → get /orders/{id} response /id",
      "total → get /orders/{id} response /total",
      "id → get /orders/{id} response /id",
    ],
  ],
  [
    "the type of a schema that checks something else",
    "const Basket = z.object({ total: z.number() }); export const sum = (basket: z.infer<typeof Basket>) => basket.total;",
    [],
  ],
])("zod: %s", async (_, code, expected) => {
  expect((await used(`import { z } from "zod"; ${code}`, {}, withZod)).sort()).toEqual(expected.toSorted());
});
