import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Comparison, compare } from "./measure.ts";
import { print, row } from "./table.ts";

const runs = 3;
const driftpin = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const typescript = dirname(dirname(createRequire(import.meta.url).resolve("typescript")));

/** A project of some 97,000 lines of TypeScript, whose package holds its sources. */
const project = { name: "openai", version: "6.49.0" };

/** Prints what it costs to ask the compiler what a vendor broke, beside type-checking the same project. */
export async function printWitness(): Promise<void> {
  print(["", "tsc --noEmit", "driftpin check", "ratio", "peak tsc", "peak driftpin", "ratio"]);
  await withProject(async (folder) => {
    print(row("one file imports it", await compareCheck(folder)));
    const common = join(folder, "src/core/error.ts");
    await writeFile(common, `${await readFile(common, "utf8")}\nexport { orderTotal } from "../shop";\n`);
    print(row("every file can see its types", await compareCheck(folder)));
  });
  console.log(
    `\nMedians of ${runs} whole processes in turn, on the sources of ${project.name} ${project.version} with one module that calls`,
  );
  console.log("a vendor: driftpin check reads the vendor's description from a file. 1.5× is the most that is allowed.");
}

function compareCheck(folder: string): Promise<Comparison> {
  const tsc = [join(typescript, "lib/tsc.js"), "--noEmit", "-p", folder];
  return compare(allowingErrors(tsc), [driftpin, "check", "--config", join(folder, "driftpin.yaml")], runs);
}

/** The compiler ends with 2 where a peer dependency of the project is not installed. */
function allowingErrors(program: readonly string[]): string[] {
  const [script = "", ...rest] = program;
  const run = `process.argv.splice(1, 0, ${JSON.stringify(script)}); process.on("exit", (code) => { if (code === 2) process.exitCode = 0; }); require(${JSON.stringify(script)});`;
  return ["-e", run, "--", ...rest];
}

async function withProject(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "driftpin-bench-"));
  try {
    await install(folder);
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The project's sources, a module that calls a vendor, and a vendor that has drifted since it was pinned. */
async function install(folder: string): Promise<void> {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const run = promisify(execFile);
  const named = `${project.name}@${project.version}`;
  await run(npm, ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--legacy-peer-deps", named]);
  await cp(join(folder, "node_modules", project.name, "src"), join(folder, "src"), { recursive: true });
  await rm(join(folder, "src/tsconfig.json"));
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await symlink(typescript, join(folder, "node_modules/typescript"), "junction");
  await writeFile(join(folder, "src/shop.ts"), adapter);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  await writeFile(join(folder, "driftpin.yaml"), settings);
  await writeFile(join(folder, "shop.json"), JSON.stringify(described({ type: "number" })));
  await run(process.execPath, [driftpin, "pin", "--config", join(folder, "driftpin.yaml")]);
  await writeFile(join(folder, "shop.json"), JSON.stringify(described({ type: ["number", "null"] })));
}

const adapter = `export async function orderTotal(id: string) {
  const order = await (await fetch(\`https://api.shop.example/orders/\${id}\`)).json();
  return order.total.toFixed(2);
}
`;

const configuration = {
  include: ["src"],
  compilerOptions: {
    target: "ES2022",
    lib: ["DOM", "DOM.Iterable", "DOM.AsyncIterable", "ES2022"],
    module: "ESNext",
    moduleResolution: "Bundler",
    strict: true,
    skipLibCheck: true,
    types: [],
  },
};

const settings = `version: 1
vendors:
  shop:
    source: shop.json
    server: https://api.shop.example
    code: ["src/**/*.ts"]
`;

function described(total: object): object {
  const order = { type: "object", required: ["id", "total"], properties: { id: { type: "string" }, total } };
  const answer = { description: "The order", content: { "application/json": { schema: order } } };
  return {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    paths: { "/orders/{id}": { get: { responses: { "200": answer } } } },
  };
}
