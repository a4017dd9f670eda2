import { z } from "zod";
import type { Range } from "../../model/plan.ts";
import { bytes, millis, perSec, ratio } from "../../model/unit.ts";

const number = String.raw`(\d+(?:\.\d+)?)`;

/** A quantity written with its unit; `factors` says how much of the base unit each one is. */
function quantity<T extends number>(wanted: string, factors: Readonly<Record<string, number>>, make: (n: number) => T) {
  const units = Object.keys(factors).map((unit) => unit.replace("/", "\\/"));
  const pattern = new RegExp(`^${number}\\s?(${units.join("|")})$`);
  return z
    .string({ error: wanted })
    .regex(pattern, { error: wanted })
    .transform((text): T => {
      const [, digits = "", unit = ""] = pattern.exec(text) ?? [];
      return make(Number(digits) * (factors[unit] ?? Number.NaN));
    });
}

const msPerUnit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const duration = quantity("expected a duration with its unit, such as 250ms, 30s or 5m", msPerUnit, millis);

/** A duration, or two of which the first is the shorter one: 2s or 1s..3s. */
export const durationRange = durationOrRange("expected a duration or a range of two, such as 2s or 1s..3s");

function durationOrRange(wanted: string) {
  const one = `${number}\\s?(${Object.keys(msPerUnit).join("|")})`;
  return z
    .string({ error: wanted })
    .regex(new RegExp(`^${one}(?:\\.\\.${one})?$`), { error: wanted })
    .transform((text): Range => {
      const [from = "", to = from] = text.split("..");
      return { fromMs: duration.parse(from), toMs: duration.parse(to) };
    })
    .refine(({ fromMs, toMs }) => fromMs <= toMs, { error: wanted });
}

export const positiveDuration = duration.refine((ms) => ms > 0, { error: "expected a duration above zero" });

export const rate = quantity(
  "expected a rate with its unit, such as 10/s or 600/m",
  { "/s": 1, "/m": 1 / 60, "/h": 1 / 3600 },
  perSec,
);

export const positiveRate = rate.refine((perSecond) => perSecond > 0, { error: "expected a rate above zero" });

export const share = quantity("expected a share in percent, such as 5% or 0.1%", { "%": 0.01 }, ratio).refine(
  (value) => value <= 10,
  { error: "expected a share of at most 1000%" },
);

export const size = quantity(
  "expected a size with its unit, such as 64MiB",
  { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 },
  bytes,
);

export const count = z
  .number({ error: "expected a whole number of at least 1" })
  .int({ error: "expected a whole number of at least 1" })
  .min(1, { error: "expected a whole number of at least 1" });
