import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  durationRangeSchema,
  durationSchema,
  positiveDurationSchema,
  positiveRateSchema,
  rateSchema,
  shareSchema,
  sizeSchema,
  wholeNumberSchema,
} from "../../../src/config/schema/units.ts";

const schemas = {
  duration: durationSchema,
  positiveDuration: positiveDurationSchema,
  rate: rateSchema,
  positiveRate: positiveRateSchema,
  share: shareSchema,
  size: sizeSchema,
  count: wholeNumberSchema,
};
type Name = keyof typeof schemas;

/** The value, or the error message. */
function read(name: Name, input: unknown): unknown {
  const parsed = schemas[name].safeParse(input);
  return parsed.success ? parsed.data : parsed.error.issues.map(({ message }) => message).join("; ");
}

const messages = {
  duration: "expected a duration with its unit, such as 250ms, 30s or 5m",
  rate: "expected a rate with its unit, such as 10/s or 600/m",
  share: "expected a percentage, such as 5% or 0.1%",
  size: "expected a size with its unit, such as 64MiB",
  count: "expected a whole number of at least 1",
} as const;

describe("a quantity with its unit", () => {
  test.each<[Name, string, number]>([
    ["duration", "250ms", 250],
    ["duration", "30s", 30_000],
    ["duration", "5m", 300_000],
    ["duration", "2h", 7_200_000],
    ["duration", "14d", 1_209_600_000],
    ["duration", "0.5s", 500],
    ["duration", "1.5 m", 90_000],
    ["duration", "0s", 0],
    ["positiveDuration", "1ms", 1],
    ["rate", "10/s", 10],
    ["rate", "600/m", 10],
    ["rate", "36/h", 0.01],
    ["rate", "0.5/s", 0.5],
    ["rate", "0/s", 0],
    ["positiveRate", "1000 /s", 1000],
    ["share", "5%", 0.05],
    ["share", "0.1%", 0.001],
    ["share", "0%", 0],
    ["share", "1000%", 10],
    ["size", "512B", 512],
    ["size", "4KiB", 4096],
    ["size", "64MiB", 67_108_864],
    ["size", "1.5GiB", 1_610_612_736],
  ])("%s %s is %d", (name, text, value) => {
    expect(read(name, text)).toBe(value);
  });
});

describe("refused quantities", () => {
  const bare = [5, "5", 0, "", " ", null, undefined, true, {}, [], Number.NaN];
  const names = ["duration", "rate", "share", "size"] as const;

  test.each(names)("a number without a unit is not a %s", (name) => {
    expect(bare.map((input) => read(name, input))).toEqual(bare.map(() => messages[name]));
  });

  test.each<[keyof typeof messages, readonly string[]]>([
    [
      "duration",
      ["5 min", "5M", "5S", "-5s", "+5s", "1e3ms", "1m30s", "5s ", " 5s", "5  s", ".5s", "5.s", "1,5s", "5%"],
    ],
    ["rate", ["10", "10/min", "10 per s", "10rps", "/s", "-1/s", "10/ s"]],
    ["share", ["5", "0.05", "5 percent", "-5%", "%"]],
    ["size", ["64", "64MB", "64mib", "64M", "-1B"]],
  ])("%s", (name, texts) => {
    expect(texts.map((text) => read(name, text))).toEqual(texts.map(() => messages[name]));
  });

  test("zero is refused for positive quantities, and more than 1000% for a share", () => {
    expect([read("positiveDuration", "0ms"), read("positiveRate", "0/m"), read("share", "1001%")]).toEqual([
      "expected a duration above zero",
      "expected a rate above zero",
      "expected a percentage of at most 1000%",
    ]);
  });
});

describe("a range of durations", () => {
  test.each([
    ["500ms", 500, 500],
    ["0s", 0, 0],
    ["1s..3s", 1000, 3000],
    ["500ms..2s", 500, 2000],
    ["2s..2s", 2000, 2000],
    ["1.5 s..1m", 1500, 60_000],
    ["1h..1d", 3_600_000, 86_400_000],
  ])("%s", (text, fromMs, toMs) => {
    expect(durationRangeSchema.parse(text)).toEqual({ fromMs, toMs });
  });

  test.each([5, "5", "3s..1s", "1..3s", "1s..", "..3s", "1s...3s", "1s-3s", null])("is not %s", (input) => {
    expect(durationRangeSchema.safeParse(input).error?.issues.map(({ message }) => message)).toEqual([
      "expected a duration or a range of two, such as 2s or 1s..3s",
    ]);
  });
});

describe("a whole number", () => {
  test("starts at 1", () => {
    expect([1, 100, 2 ** 31].map((input) => read("count", input))).toEqual([1, 100, 2 ** 31]);
  });

  test.each([0, -1, 1.5, "5", "5O", null, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])("is not %s", (input) => {
    expect(read("count", input)).toBe(messages.count);
  });
});

test("forall whole numbers: n s are 1000 n ms, and n m are 60,000 n ms", () => {
  fc.assert(
    fc.property(fc.nat(), (n) => {
      expect([read("duration", `${n}s`), read("duration", `${n}ms`), read("duration", `${n}m`)]).toEqual([
        1000 * n,
        n,
        60_000 * n,
      ]);
    }),
  );
});
