import type { Dispatcher } from "undici";

/** A handler that does as another one, but for what is given. */
export function around(
  handler: Dispatcher.DispatchHandler,
  instead: Partial<Dispatcher.DispatchHandler>,
): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (...facts) => handler.onRequestStart?.(...facts),
    onRequestUpgrade: (...facts) => handler.onRequestUpgrade?.(...facts),
    onResponseStart: (...facts) => handler.onResponseStart?.(...facts),
    onResponseData: (...facts) => handler.onResponseData?.(...facts),
    onResponseEnd: (...facts) => handler.onResponseEnd?.(...facts),
    onResponseError: (...facts) => handler.onResponseError?.(...facts),
    ...instead,
  };
}
