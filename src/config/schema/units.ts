import { z } from "zod";
import type { DurationRange } from "../../model/plan.ts";
import { bytes, type Millis, millis, perSec, ratio } from "../../model/unit.ts";

const numberPattern = String.raw`(\d+(?:\.\d+)?)`;

/** A number with its unit. `factors` gives the size of each unit in base units. */
function quantity<T extends number>(
  error: string,
  factors: Readonly<Record<string, number>>,
  create: (n: number) => T,
) {
  const units = Object.keys(factors).map((unit) => unit.replace("/", "\\/"));
  const pattern = new RegExp(`^${numberPattern}\\s?(${units.join("|")})$`);
  return z
    .string({ error })
    .regex(pattern, { error })
    .transform((text): T => {
      const [, digits = "", unit = ""] = pattern.exec(text) ?? [];
      // Without the last digits: 95 * 0.01 is 0.9500000000000001.
      return create(Number((Number(digits) * (factors[unit] ?? Number.NaN)).toPrecision(15)));
    });
}

const msPerUnit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const durationSchema = quantity(
  "expected a duration with its unit, such as 250ms, 30s or 5m",
  msPerUnit,
  millis,
);

const rangeError = "expected a duration or a range of two, such as 2s or 1s..3s";
const rangeEnd = `${numberPattern}\\s?(${Object.keys(msPerUnit).join("|")})`;

/** One duration, or two with the shorter one first: 2s or 1s..3s. */
export const durationRangeSchema = z
  .string({ error: rangeError })
  .regex(new RegExp(`^${rangeEnd}(?:\\.\\.${rangeEnd})?$`), { error: rangeError })
  .transform((text): DurationRange => {
    const [from = "", to = from] = text.split("..");
    return { fromMs: durationSchema.parse(from), toMs: durationSchema.parse(to) };
  })
  .refine(({ fromMs, toMs }) => fromMs <= toMs, { error: rangeError });

export const positiveDurationSchema = durationSchema.refine((ms) => ms > 0, {
  error: "expected a duration above zero",
});

/** The duration in ms; `undefined` if the text is none, or is zero. */
export function parsePositiveDuration(text: string): Millis | undefined {
  return positiveDurationSchema.safeParse(text).data;
}

export const rateSchema = quantity(
  "expected a rate with its unit, such as 10/s or 600/m",
  { "/s": 1, "/m": 1 / 60, "/h": 1 / 3600 },
  perSec,
);

export const positiveRateSchema = rateSchema.refine((ratePerSec) => ratePerSec > 0, {
  error: "expected a rate above zero",
});

export const shareSchema = quantity("expected a percentage, such as 5% or 0.1%", { "%": 0.01 }, ratio).refine(
  (value) => value <= 10,
  { error: "expected a percentage of at most 1000%" },
);

export const sizeSchema = quantity(
  "expected a size with its unit, such as 64MiB",
  { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 },
  bytes,
);

/** A whole number from 1 on. */
export const wholeNumberSchema = z
  .number({ error: "expected a whole number of at least 1" })
  .int({ error: "expected a whole number of at least 1" })
  .min(1, { error: "expected a whole number of at least 1" });
