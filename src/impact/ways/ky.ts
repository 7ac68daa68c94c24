import { extendedWay } from "./extended.ts";
import { fetched } from "./fetch.ts";

/** `ky(url, options).json()`, `ky.post(url, { json })`, and clients that `ky.create` and `ky.extend` make. */
export const kyWay = extendedWay({
  module: "ky",
  bases: ["prefixUrl", "prefix", "baseUrl"], // the latter two since version 2
  carrier: () => fetched,
});
