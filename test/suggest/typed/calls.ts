/** What an operation answers with when all is well, as JSON. */
export type Answer<O> = O extends { responses: infer R } ? Media<R[Extract<keyof R, Fine>]> : never;
type Fine = 200 | 201 | 202 | 203 | 206 | "2XX" | "default";

/** What it takes as JSON. */
type Body<O> = O extends { requestBody?: infer B } ? Media<NonNullable<B>> : never;

type Media<T> = T extends { content: infer C } ? C[keyof C] : never;

/** The headers that it cannot do without. */
type Headers<O> = O extends { parameters: { header: infer H } } ? { headers: Needed<H> } : unknown;
type Needed<H> = { [K in keyof H as undefined extends H[K] ? never : K]: H[K] };

/** A text that was made from a value. */
export type Written<T> = string & { readonly [value]: T };
declare const value: unique symbol;

/** `fetch`'s second argument in a call of an operation. */
export type Init<Method extends string, O> = Omit<RequestInit, "method" | "body"> &
  (Method extends "GET" ? { method?: "GET" | "get" } : { method: Method | Lowercase<Method> }) &
  ([Body<O>] extends [never] ? unknown : { body: Written<Body<O>> }) &
  Headers<O>;

/** What `fetch` gives for it. */
export type Fetched<O> = Promise<Omit<Response, "json"> & { json(): Promise<Answer<O>> }>;

/** The arguments after the address in a call with axios, and what it gives. */
export type Sent<Method extends string, O> = [Body<O>] extends [never]
  ? Method extends "POST" | "PUT" | "PATCH"
    ? [data?: unknown, config?: Config<O>]
    : [config?: Config<O>]
  : [data: Body<O>, config?: Config<O>];
type Config<O> = { params?: object; data?: unknown } & (O extends { parameters: { header: unknown } }
  ? Headers<O>
  : { headers?: object });
export type Got<T> = Promise<{ data: T; status: number; headers: Record<string, unknown> }>;

/** An address that is none of the vendor's. */
export type Elsewhere<T, Server extends string> = T extends `${Server}${string}` ? never : T;
