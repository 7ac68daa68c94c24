import type { Shape } from "../sample.ts";
import { bare } from "./tally.ts";

/** No shape has more places. A large API's largest answer has some 2,000. */
const placesLimit = 20_000;

/**
 * A shape with no more than so many places, so that memory is bounded whatever a vendor answers; what lost something
 * below it is marked as `cut`.
 *
 * Places are put in order by a hash of the way to them, none before the one that holds it, and the first ones are kept. They are then among the first of every part as well, so that it does not matter in which order parts are merged,
 * and all counts that are kept are whole.
 */
export function bounded(shape: Shape, limit = placesLimit): Shape {
  if (placesOf(shape) <= limit) return shape;
  const orders: number[] = [];
  collect(shape, root, orders);
  orders.sort((a, b) => a - b);
  return upTo(orders[limit - 1] ?? 0, shape, root);
}

/** How many places a shape has, its own root too. */
export function placesOf(shape: Shape): number {
  return childrenOf(shape).reduce((sum, [, child]) => sum + placesOf(child), 1);
}

function childrenOf({ properties, values, items }: Shape): [name: string, child: Shape][] {
  return [
    ...Object.entries(properties ?? {}).map(([name, child]): [string, Shape] => [`.${name}`, child]),
    ...(values ? [["*", values] as [string, Shape]] : []),
    ...(items ? [["[]", items] as [string, Shape]] : []),
  ];
}

/** Where a place stands: a hash of the way to it, the highest hash on that way, and how deep it is. */
interface Standing {
  readonly hash: number;
  readonly highest: number;
  readonly depth: number;
}

const root: Standing = { hash: 0x811c9dc5, highest: 0, depth: 0 };

/** FNV-1a, and a last mixing for names that differ in their last letter only. */
function below({ hash, highest, depth }: Standing, name: string): Standing {
  let mixed = hash;
  for (let i = 0; i < name.length; i++) mixed = Math.imul(mixed ^ name.charCodeAt(i), 0x01000193);
  const spread = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
  return { hash: spread, highest: Math.max(highest, spread), depth: depth + 1 };
}

/** Highest hash, then depth, then own hash, in the 53 bits that a number has. */
function orderOf({ hash, highest, depth }: Standing): number {
  return (highest >>> 8) * 2 ** 29 + Math.min(depth, 255) * 2 ** 21 + (hash >>> 11);
}

function collect(shape: Shape, standing: Standing, orders: number[]): void {
  orders.push(orderOf(standing));
  for (const [name, child] of childrenOf(shape)) collect(child, below(standing, name), orders);
}

function upTo(last: number, shape: Shape, standing: Standing): Shape {
  const { properties = {}, values, items, ...counts } = shape;
  const kept = (name: string, child: Shape | undefined) => {
    const at = below(standing, name);
    return child && orderOf(at) <= last ? upTo(last, child, at) : undefined;
  };
  const members = Object.entries(properties).flatMap(([name, child]): [string, Shape][] => {
    const member = kept(`.${name}`, child);
    return member ? [[name, member]] : [];
  });
  const each = kept("*", values);
  const item = kept("[]", items);
  const isCut = members.length < Object.keys(properties).length || (values && !each) || (items && !item);
  return {
    ...counts,
    ...(isCut && { cut: true }),
    ...(members.length > 0 && { properties: bare(members) }),
    ...(each && { values: each }),
    ...(item && { items: item }),
  };
}
