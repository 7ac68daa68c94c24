import { methods } from "./contract.ts";

/** An operation, or a path, as a text names it. */
export interface Mention {
  /** `GET`; absent where the text names a path alone. */
  readonly method?: string;
  /** `https://api.shop.example`, where it is a whole URL. */
  readonly origin?: string;
  /** Parameters in braces, however the text spells them; no query. */
  readonly path: string;
  /** Whether a query follows. */
  readonly isAsked: boolean;
  /** Where it begins, and behind its end. */
  readonly start: number;
  readonly end: number;
}

/** Every `GET /v2/orders/{id}`, path and URL in a text, in their order. */
export function mentionsIn(text: string): Mention[] {
  return [...text.matchAll(named)].map(({ 0: all, 1: method, 2: origin, 3: written = "", index }) => {
    const whole = written.replace(/[.:!?]+$/, "");
    const [path = "", ...asked] = whole.split(/[?#]/);
    return {
      ...(isMethod(method) && { method }),
      ...(origin !== undefined && { origin: origin.toLowerCase() }),
      path: inBraces(path),
      isAsked: asked.length > 0,
      start: isMethod(method) || method === undefined ? index : index + all.indexOf(origin ?? written),
      end: index + all.length - (written.length - whole.length),
    };
  });
}

/** What a method may come with, a URL's beginning, and a path. */
const named =
  /(?:\b([A-Z]{3,7})\b[\s`*]{1,8})?(?:(https?:\/\/[\w.-]{1,200}(?::\d{1,5})?)|(?<![\w/:.#(]))(\/(?=[\w{:<[])(?:[^\s`*"'<>(),;|]|<[\w-]{1,50}>){1,300})/g;

function isMethod(word: string | undefined): word is string {
  return methods.some((method) => method.toUpperCase() === word);
}

/** `:id`, `<id>`, `{{id}}` and `[id]` are `{id}`. */
function inBraces(path: string): string {
  const plain = path.replaceAll(/\{\{(\w+)\}\}/g, "{$1}");
  return plain.replaceAll(/(?<=\/):(\w+)|<([\w-]+)>|(?<=\/)\[([\w-]+)\]/g, (_, colon, angle, square) => {
    return `{${colon ?? angle ?? square}}`;
  });
}
