import { z } from "zod";

const durationText = 'expected a duration, such as "10s" or "500ms"';
const millisecondsPer = { ms: 1, s: 1000, m: 60_000 } as const;

/** A span of time; milliseconds once parsed. */
export const duration = z
  .string(durationText)
  .regex(/^\d+(\.\d+)?(ms|s|m)$/, durationText)
  .meta({ description: "A duration: 500ms, 10s, 2m." })
  .transform((text) => {
    const unit = /[a-z]+$/.exec(text)?.[0] as keyof typeof millisecondsPer;
    return Number.parseFloat(text) * millisecondsPer[unit];
  });

const rateText = 'expected a rate, such as "5/s" or "100/m"';
const secondsPer = { s: 1, m: 60, h: 3600 } as const;

/** How often; times per second once parsed. */
export const rate = z
  .string(rateText)
  .regex(/^[1-9]\d*\/(s|m|h)$/, rateText)
  .meta({ description: "Requests per second, minute or hour: 5/s." })
  .transform((text) => Number.parseInt(text, 10) / secondsPer[text.slice(-1) as keyof typeof secondsPer]);
