import { extendedWay } from "./extended.ts";

/** `got(url, options).json()`, `got.post(url, { json })`, and clients that `got.extend({ prefixUrl })` makes. */
export const gotWay = extendedWay({
  module: "got",
  bases: ["prefixUrl"],
  // `got.paginate(url)` and `got.paginate.all(url)` give the items of all pages.
  others: /^(paginate|all|each)$/,
  carrier(last, option) {
    if (/^(paginate|all|each)$/.test(last)) return { isItems: true };
    if (option("resolveBodyOnly")?.getText() === "true") return { isBody: true };
    return { json: ["json"], body: ["body"], headers: ["headers"], status: ["statusCode", "ok"] };
  },
});
