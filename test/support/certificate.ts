import { generate } from "selfsigned";

/** A key with its certificate, which is its own authority. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

const day = 24 * 3600 * 1000;

/**
 * Makes a certificate for loopback and for `shop.test`, or for other names.
 * @param days when it begins and ends to be valid, from now
 */
export async function certificate({
  names = ["shop.test"],
  days = [-1, 1],
}: {
  readonly names?: readonly string[];
  readonly days?: readonly [from: number, to: number];
} = {}): Promise<TestCertificate> {
  const [notBeforeDate, notAfterDate] = days.map((offset) => new Date(Date.now() + offset * day));
  const altNames = [
    ...names.map((value) => ({ type: 2 as const, value })),
    ...(names.includes("shop.test") ? [{ type: 7 as const, ip: "127.0.0.1" }] : []),
  ];
  const { private: key, cert } = await generate([{ name: "commonName", value: "shop" }], {
    keyType: "ec",
    notBeforeDate,
    notAfterDate,
    extensions: [{ name: "subjectAltName", altNames }],
  } as Parameters<typeof generate>[1]);
  return { key, cert };
}
