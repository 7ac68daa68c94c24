import type { Cause, Step } from "./diagnosis.ts";

/** What a cause means, for those who read that something is unknown because of it. */
interface Meaning {
  /** The step of triage that finds it. */
  readonly step: Step["step"];
  readonly meaning: string;
  readonly todo: string;
  readonly example: string;
}

/** Why an exchange can fail. All but the last are told as unknown: never drift, never clean. */
export const causeMeanings: Readonly<Record<Cause, Meaning>> = {
  network: {
    step: 2,
    meaning: "No whole answer came over the network.",
    todo: "Look at the phase that failed: the name, the connection, the certificate or the answer. Then try again.",
    example: "The vendor's name does not resolve, or the connection is reset in the middle of a body.",
  },
  authentication: {
    step: 3,
    meaning: "The vendor did not take our credentials, or there were none.",
    todo: "Renew the secret, set the environment variable that holds it, or ask for the scope that is missing.",
    example: "The answer is 401, and the token's `exp` has passed.",
  },
  request: {
    step: 4,
    meaning: "The vendor refuses a request that does not satisfy the pinned contract.",
    todo: "Mend the probe: its evidence names the parameter or the part of the body that does not fit.",
    example: "The answer is 422, and the probe lacks a parameter that the contract requires.",
  },
  dependency: {
    step: 5,
    meaning: "The vendor, or a gateway in front of it, cannot serve just now.",
    todo: "Wait for the vendor's status page to clear; if it stays, tell the vendor.",
    example: "The answer is 503 with a gateway's HTML page.",
  },
  "rate-limit": {
    step: 5,
    meaning: "The vendor's rate limit is used up.",
    todo: 'Lower the vendor\'s "rate", or give it credentials with a higher limit.',
    example: "The answer is 429 with `Retry-After: 3600`.",
  },
  consumer: {
    step: 6,
    meaning: "Our own side is wrong: its configuration, its environment or its code.",
    todo: "Look at the base URL, the proxy and the clock of the machine.",
    example: "The vendor's server has a wrong base path, so every address answers 404.",
  },
  "vendor-change": {
    step: 7,
    meaning: "Nothing else explains it: the request satisfies the pin, and the vendor refuses it or answers otherwise.",
    todo: "Read the finding that it became, and change the code that it reaches.",
    example: "A request that was accepted when the contract was pinned now answers 400.",
  },
};
