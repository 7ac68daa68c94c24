import type { Description } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import { isObject, type Json } from "../json.ts";
import type { Answer } from "../live/exchange.ts";
import type { Sample } from "../live/sample.ts";
import { answerOf, isPage } from "./answer.ts";
import type { Case } from "./case.ts";
import { isToOtherScheme } from "./symptom.ts";

/** What shows that the requests went to a wrong place. */
export interface WrongPlace {
  readonly certainty: "certain" | "likely";
  readonly text: string;
}

/** Whether the configured base URL is to blame: its scheme, its path, or its host. */
export function wrongPlace(failed: Case, answer: Answer): WrongPlace | undefined {
  const { status, hints = [] } = answer;
  if (isToOtherScheme(failed.sample))
    return { certainty: "certain", text: "the vendor redirects to the other scheme, http or https" };
  if (hints.includes("https")) return { certainty: "certain", text: "the server wants https" };
  const shown = `${status}${isPage(answer) ? ", a page for people" : ""}`;
  if (status === 421 || ([404, 405].includes(status) && failed.sample.server === "other"))
    return { certainty: "likely", text: `the base path is not one that the contract names (${shown})` };
  if (status === 404 && isNothingThere(failed) && !isNamed(failed.sample, failed.pinned))
    return { certainty: "likely", text: `nothing that the contract has is found on this server (${shown})` };
  return undefined;
}

/** Not one of several operations is there: a vendor that takes down all of them at once says so elsewhere too. */
function isNothingThere({ samples }: Case): boolean {
  const operations = new Set(samples.map(({ exchange }) => operationName(exchange.operation)));
  return (
    operations.size > 1 &&
    samples.every((sample) => answerOf(sample)?.status === 404 && sample.published?.known !== false)
  );
}

/** Whether the contract itself names the server that was asked. A relative server is wherever the description was. */
function isNamed({ exchange: { request }, server }: Sample, pinned: Description | undefined): boolean {
  const servers = pinned?.document.servers;
  if (server !== "documented" || !Array.isArray(servers)) return false;
  const { host } = new URL(request.url);
  return servers.some((named: Json) => {
    const url = isObject(named) ? named.url : undefined;
    return typeof url === "string" && (!URL.canParse(url) || new URL(url).host === host);
  });
}
