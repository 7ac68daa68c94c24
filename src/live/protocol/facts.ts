import { caching, vary } from "./caching.ts";
import { certificateChain, certificateEnd, certificateIssuer } from "./certificate.ts";
import { challenge } from "./challenge.ts";
import { charset } from "./charset.ts";
import { contentEncoding } from "./content-encoding.ts";
import { cors } from "./cors.ts";
import { ending } from "./ending.ts";
import { errorEnvelope } from "./error-envelope.ts";
import { httpVersion } from "./http-version.ts";
import { latency } from "./latency.ts";
import { mediaType } from "./media-type.ts";
import { pagination } from "./pagination.ts";
import { rateLimit, rateLimitPolicy } from "./rate-limit.ts";
import { redirect } from "./redirect.ts";
import { server } from "./server.ts";
import { tlsVersion } from "./tls-version.ts";

/** Every fact, in the order in which an answer is read. */
export const facts = [
  httpVersion,
  tlsVersion,
  certificateIssuer,
  certificateChain,
  certificateEnd,
  server,
  redirect,
  challenge,
  mediaType,
  charset,
  contentEncoding,
  errorEnvelope,
  pagination,
  rateLimit,
  rateLimitPolicy,
  caching,
  vary,
  cors,
  ending,
  latency,
] as const;

/** The rules of all facts. */
export const protocolRules = facts.flatMap(({ rules }): readonly (typeof rules)[number][] => rules);
