import { createHash } from "node:crypto";
import { canonical } from "../json.ts";
import type { Pin } from "./contract.ts";

/** What belongs together in a pin: pieced together from two, by hand or by a merge, it says what was never so. */
type Sealed = Pick<Pin, "source" | "version" | "sha256" | "contractSha256" | "include">;

/**
 * Binds a contract to the one text that it was made of, in hex. A pin with a sound seal can stand for what is published
 * while the source says that this is still `version`, or the text is still that of `sha256`. The pin of a description of
 * several texts has none: the others may change without the first.
 */
export function sealOf({ source, version, sha256, contractSha256, include }: Sealed): string {
  return createHash("sha256")
    .update(canonical([source, version, sha256, contractSha256, include]))
    .digest("hex");
}

/** Whether a pin has a seal, and nothing that it binds was changed after it. */
export function isSealed(pin: Pin): boolean {
  return pin.seal === sealOf(pin);
}
