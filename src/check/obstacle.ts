import type { Unknown } from "../drift/finding.ts";
import { type CouldNotCheckError, place } from "../errors.ts";

/** What kept a whole half of a check from being done, as something that is not known. */
export function obstacle(error: CouldNotCheckError): Unknown {
  const { what, where, todo = "try again" } = error;
  const text = where ? `${place(where)}: ${what}` : what;
  return { ...causeOf(error), text, todo, steps: [] };
}

/** A source names nothing that exists by our own doing; what is there and cannot be read is the vendor's. */
function causeOf({ code, cause }: CouldNotCheckError): Pick<Unknown, "cause" | "step"> {
  switch (code) {
    case "DP2003":
    case "DP2004":
      return { cause: "request", step: 4 };
    case "DP2005":
      // A system's error is kept as the cause; an answer such as 503 has none.
      return cause === undefined ? { cause: "dependency", step: 5 } : { cause: "network", step: 2 };
    case "DP2006":
      return { cause: "consumer", step: 6 };
    default:
      return { cause: "dependency", step: 5 };
  }
}
