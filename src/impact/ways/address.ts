import type { Text } from "../flow/texts.ts";

/** A base and what comes after it, put together with one slash; a whole URL stands for itself. */
export function joinedAddress(bases: readonly Text[] | undefined, paths: readonly Text[]): readonly Text[] {
  if (bases === undefined) return paths.map(rooted);
  return bases.flatMap((base) =>
    paths.map((path) => ({
      text: /^[a-z]+:\/\//i.test(path.text)
        ? path.text
        : `${base.text.replace(/\/+$/, "")}/${path.text.replace(/^\/+/, "")}`,
      through: [...new Set([...base.through, ...path.through])],
      written: [...base.written, ...path.written],
    })),
  );
}

/** `orders/1` is a path all the same, below a base that nobody knows. */
function rooted(path: Text): Text {
  return /^[\w-]+([/?]|$)/.test(path.text) ? { ...path, text: `/${path.text}` } : path;
}
