import { conversionCode, convertedType } from "./conversion.ts";
import { access, key, type Quoted } from "./names-in-code.ts";
import type { Member, Part } from "./tree.ts";

/** How a file is written. */
export interface Format {
  readonly quoted: Quoted;
  /** One level of indentation. */
  readonly indent: string;
  /** Ends statements: `;` or nothing. */
  readonly end: string;
}

/** Lines are no longer than this where they can be broken. */
const width = 80;

/**
 * The expression that gives the old shape of a value, which is an expression that can be repeated.
 * @param items names for the items of lists, the outermost first; further ones are numbered
 * @param depth levels of indentation around it
 */
export function expressionOf(
  value: string,
  part: Part,
  { format, item, depth }: { readonly format: Format; readonly item: string; readonly depth: number },
): string {
  return written(value, part, { depth, names: namesAfter(item) });

  interface Around {
    readonly depth: number;
    readonly names: readonly string[];
  }

  function written(value: string, { isOptional, isNullable, work }: Part, around: Around): string {
    switch (work.kind) {
      case "kept":
        return value;
      case "converted": {
        const code = conversionCode(work.how, value, format.quoted);
        if (work.how.to === "id" && isOptional && !isNullable) return `${value}?.id`;
        return work.how.to === "value" ? code : guarded(value, code, isOptional, isNullable);
      }
      case "list":
        return mapped(value, work.item, isOptional, isNullable, around);
      case "object": {
        const copy = object(value, work.members, around);
        return isOptional || isNullable ? `${value} && ${copy}` : copy;
      }
    }
  }

  /** What is absent stays absent as it is. */
  function guarded(value: string, code: string, isOptional: boolean, isNullable: boolean): string {
    if (isOptional && isNullable) return `${value} == null ? ${value} : ${code}`;
    if (isOptional) return `${value} === undefined ? undefined : ${code}`;
    return isNullable ? `${value} === null ? null : ${code}` : code;
  }

  function mapped(
    value: string,
    item: Part,
    isOptional: boolean,
    isNullable: boolean,
    { depth, names }: Around,
  ): string {
    const [name = "item", ...rest] = names;
    const code = written(name, item, { depth, names: rest });
    const list = `.map((${name}) => ${code.startsWith("{") ? `(${code})` : code})`;
    if (isNullable) return `${value} && ${value}${list}`;
    return isOptional ? `${value}?${list}` : `${value}${list}`;
  }

  function object(value: string, members: readonly Member[], { depth, names }: Around): string {
    const inner = { depth: depth + 1, names };
    const parts = members.map(({ name, now, part }) => {
      return `${key(name, format.quoted)}: ${written(access(value, now, format.quoted), part, inner)}`;
    });
    const all = [`...${value}`, ...parts];
    const short = `{ ${all.join(", ")} }`;
    if (!short.includes("\n") && depth * format.indent.length + short.length <= width - room) return short;
    const [outer, own] = [format.indent.repeat(depth), format.indent.repeat(depth + 1)];
    return `{\n${all.map((one) => `${own}${one},\n`).join("")}${outer}}`;
  }
}

/** What stands beside an object on its line: `return`, `as Before;`. */
const room = 20;

function namesAfter(first: string): string[] {
  return [first, ...["item", "part", "element", "entry"].filter((name) => name !== first)];
}

/** The type of a value as it is now, as far as it is read. */
export function typeOf(part: Part, format: Format, depth: number): string {
  const { isNullable, work } = part;
  const type = plainType();
  return isNullable ? `${type} | null` : type;

  function plainType(): string {
    switch (work.kind) {
      case "kept":
        return work.type;
      case "converted":
        return convertedType(work.how);
      case "list": {
        const item = typeOf(work.item, format, depth);
        return work.item.isNullable ? `(${item})[]` : `${item}[]`;
      }
      case "object":
        return literal(work.members, format, depth);
    }
  }
}

/** `{ total_amount: number; }`, over several lines. Two members may have come from one. */
function literal(members: readonly Member[], format: Format, depth: number): string {
  const [outer, own] = [format.indent.repeat(depth), format.indent.repeat(depth + 1)];
  const lines = members.map(({ now, part }) => {
    const name = `${key(now, format.quoted)}${part.isOptional ? "?" : ""}`;
    return `${own}${name}: ${typeOf(part, format, depth + 1)}${format.end}\n`;
  });
  return `{\n${[...new Set(lines)].join("")}${outer}}`;
}
