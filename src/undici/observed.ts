import { type Capture, keepChunk } from "./capture.ts";

/** A handler of either kind; a wrapped one is both. Only what is there is called. */
export interface Handler {
  onRequestStart?(controller: unknown, context: unknown): void;
  onRequestUpgrade?(controller: unknown, status: number, headers: unknown, socket: unknown): void;
  onResponseStart?(controller: unknown, status: number, headers: unknown, message?: string): void;
  onResponseData?(controller: unknown, chunk: Uint8Array): void;
  onResponseEnd?(controller: unknown, trailers: unknown): void;
  onResponseError?(controller: unknown, error: unknown): void;
  onConnect?(abort: unknown, context: unknown): void;
  onError?(error: unknown): void;
  onUpgrade?(status: number, headers: unknown, socket: unknown): void;
  onResponseStarted?(): void;
  onHeaders?(status: number, headers: unknown, resume: unknown, message: string): boolean;
  onData?(chunk: Uint8Array): boolean;
  onComplete?(trailers: unknown): void;
  onBodySent?(chunkSize: number, totalBytes: number): void;
}

/**
 * The same handler, with an ear to what it is told. `ended` is called when the exchange is over, well or not.
 *
 * Handlers of undici 6, which Node 20 brings along for `fetch`, go on being of that kind: undici 7 would give them headers
 * that it has joined (two `set-cookie` as one).
 */
export function observed(handler: Handler, capture: Capture, ended: (capture: Capture) => void): Handler {
  return handler.onHeaders ? observedRaw(handler, capture, ended) : observedParsed(handler, capture, ended);
}

function observedParsed(handler: Handler, capture: Capture, ended: (capture: Capture) => void): Handler {
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade(controller, status, headers, socket) {
      capture.isUpgraded = true;
      ended(capture);
      handler.onRequestUpgrade?.(controller, status, headers, socket);
    },
    onResponseStart(controller, status, headers, message) {
      capture.status = status;
      capture.headers = headers;
      handler.onResponseStart?.(controller, status, headers, message);
    },
    onResponseData(controller, chunk) {
      keepChunk(capture, chunk);
      handler.onResponseData?.(controller, chunk);
    },
    onResponseEnd(controller, trailers) {
      ended(capture);
      handler.onResponseEnd?.(controller, trailers);
    },
    onResponseError(controller, error) {
      capture.error = error;
      ended(capture);
      handler.onResponseError?.(controller, error);
    },
  };
}

function observedRaw(handler: Handler, capture: Capture, ended: (capture: Capture) => void): Handler {
  return {
    onConnect: (abort, context) => handler.onConnect?.(abort, context),
    onUpgrade(status, headers, socket) {
      capture.isUpgraded = true;
      ended(capture);
      handler.onUpgrade?.(status, headers, socket);
    },
    onResponseStarted: () => handler.onResponseStarted?.(),
    onBodySent: (chunkSize, totalBytes) => handler.onBodySent?.(chunkSize, totalBytes),
    onHeaders(status, headers, resume, message) {
      capture.status = status;
      capture.headers = headers;
      return handler.onHeaders?.(status, headers, resume, message) ?? true;
    },
    onData(chunk) {
      keepChunk(capture, chunk);
      return handler.onData?.(chunk) ?? true;
    },
    onComplete(trailers) {
      ended(capture);
      handler.onComplete?.(trailers);
    },
    onError(error) {
      capture.error = error;
      ended(capture);
      if (!handler.onError) throw error; // as undici itself does
      handler.onError(error);
    },
  };
}
