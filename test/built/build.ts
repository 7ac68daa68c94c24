import { build } from "tsdown";

/** Builds what users get, once for all tests that spawn it. */
export async function setup(): Promise<void> {
  await build({ logLevel: "error", dts: false }); // declarations take ten seconds, and nothing here reads them
}
