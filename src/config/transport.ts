import { z } from "zod";
import type { Timeouts } from "../runtime/index.ts";
import { duration } from "./units.ts";

const tenSeconds = 10_000;

/** How many waits of the default length fit into all that one probe may take: some tries, with what each waits for. */
const waits = 6;

const limits = z.strictObject({
  connect: duration.optional().meta({ description: "For a connection, with its TLS handshake." }),
  headers: duration.optional().meta({ description: "For the headers of an answer." }),
  body: duration.optional().meta({ description: "For more of a body." }),
  total: duration.optional().meta({ description: "For one probe in all, tries and waits included." }),
});

/** How long single waits may be, and one probe in all; milliseconds once parsed. */
export const timeout = z
  .union([duration, limits])
  .meta({ description: "For connecting, for headers, for more of a body; or each on its own. Default of each: 10s." })
  .transform((given) => {
    const { connect, headers, body, total } = typeof given === "number" ? {} : given;
    const timeoutMs = typeof given === "number" ? given : tenSeconds;
    const timeouts: Timeouts = { connectMs: connect, headersMs: headers, bodyMs: body };
    return { timeoutMs, timeouts, totalMs: total ?? waits * timeoutMs };
  });

const budgets = z.strictObject({
  probe: duration.prefault("10s").meta({ description: "For one probe." }),
  vendor: duration.prefault("60s").meta({ description: "For all probes of a run." }),
});

/** How long to wait where the vendor asks for it; milliseconds once parsed. */
export const wait = z
  .union([duration, budgets])
  .meta({ description: "At most so long to wait for a rate limit to be reset: for one probe; or probe and vendor." })
  .transform((given) =>
    typeof given === "number"
      ? { probeMs: given, vendorMs: 6 * given }
      : { probeMs: given.probe, vendorMs: given.vendor },
  );
