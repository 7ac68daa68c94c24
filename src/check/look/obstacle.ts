import type { Unknown } from "../../drift/finding.ts";
import { CouldNotCheckError, DriftpinError, place } from "../../errors.ts";

/**
 * What kept a whole half of a check from being done, as something that is not known.
 * @throws the error itself, where it is none that leaves the rest of the check as it is
 */
export function obstacle(error: unknown): Unknown {
  if (!isObstacle(error)) throw error;
  const { what, where, todo = "try again" } = error;
  return { ...causeOf(error), text: where ? `${place(where)}: ${what}` : what, todo, steps: [] };
}

/** A local file that is not there is as a URL that is not there; other errors of usage end the check. */
function isObstacle(error: unknown): error is DriftpinError {
  return error instanceof CouldNotCheckError || (error instanceof DriftpinError && error.code === "DP2003");
}

/** A source names nothing that exists by our own doing; what is there and cannot be read is the vendor's. */
function causeOf({ code, cause }: DriftpinError): Pick<Unknown, "cause" | "step"> {
  switch (code) {
    case "DP2003":
    case "DP2004":
      return { cause: "request", step: 4 };
    case "DP2011":
      return { cause: "authentication", step: 3 };
    case "DP2005":
      // A system's error is kept as the cause; an answer such as 503 has none.
      return cause === undefined ? { cause: "dependency", step: 5 } : { cause: "network", step: 2 };
    case "DP2006":
    case "DP4101":
    case "DP4102":
    case "DP4103":
    case "DP6208":
      return { cause: "consumer", step: 6 };
    default:
      return { cause: "dependency", step: 5 };
  }
}
