import { secret, variable } from "../../config/environment.ts";
import type { Hook } from "../../config/notify.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Note } from "../publication.ts";
import type { Address } from "./post.ts";
import { type Sign, signer } from "./sign.ts";

/** A hook whose address is known, and what its messages are signed with. */
export type Ready = Address & ({ readonly kind: "slack" } | { readonly kind: "webhook"; readonly sign: Sign });

/** What a hook is called: its variable, for its address is a secret. */
export function nameOf({ address }: Hook): string {
  return variable(address) ?? "the hook";
}

/** A hook as the environment has it; or what is wrong, which keeps no other hook from its news. */
export async function ready(hook: Hook, { env }: Runtime): Promise<Ready | Note> {
  const name = nameOf(hook);
  const address = secret(hook.address, env);
  if (address === undefined) return unset(name, name);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const schemes = hook.allowPrivate ? ["https:", "http:"] : ["https:"];
  if (url === undefined || !schemes.includes(url.protocol) || url.username !== "" || url.password !== "") {
    const todo = `set ${name} to a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}, without a user's name`;
    return { ...note(name, `${name} is no address that a hook can have, so it was told nothing.`), todo };
  }
  const to = { url, allowPrivate: hook.allowPrivate };
  if (hook.kind === "slack") return { kind: "slack", ...to };
  const key = secret(hook.secret, env);
  const keyName = variable(hook.secret) ?? "its secret";
  if (key === undefined) return unset(keyName, name);
  const sign = await signer(key);
  if (sign !== undefined) return { kind: "webhook", ...to, sign };
  const todo = `set ${keyName} to whsec_ and the base64 of 24 to 64 random bytes`;
  return {
    ...note(name, `${keyName} is no secret that webhooks can be signed with, so ${name} was told nothing.`),
    todo,
  };
}

/** What becomes of the news that a hook was not told: a warning, and no more than that. */
export function note(name: string, text: string): Note {
  return { level: "warning", text, unsent: name };
}

function unset(missing: string, name: string): Note {
  const todo = `pass it to the step: env: { ${missing}: \${{ secrets.${missing} }} }`;
  return { ...note(name, `${missing} is not set, so the hook ${name} was told nothing.`), todo };
}
