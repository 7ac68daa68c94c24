import { InvalidArgumentError } from "commander";

/** `90s`, `5m` or `12h`, in milliseconds. */
export function timeSpan(value: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(value) ?? [];
  if (number === undefined || Number(number) === 0)
    throw new InvalidArgumentError("It is a time such as 90s, 5m or 12h.");
  return Number(number) * millisecondsPer[unit as keyof typeof millisecondsPer];
}

const millisecondsPer = { s: 1_000, m: 60_000, h: 3_600_000 } as const;
