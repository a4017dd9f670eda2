import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigError, formatValue, nearestWord } from "../../src/config/problem.ts";

const keys = ["version", "service", "target", "base", "gate", "sla", "monitors", "scenarios"];

describe("the nearest word", () => {
  test.each([
    { word: "sevice", meant: "service", why: "a letter is missing" },
    { word: "serrvice", meant: "service", why: "one letter too many" },
    { word: "serbice", meant: "service", why: "one letter is wrong" },
    { word: "sevrice", meant: "service", why: "two letters are swapped" },
    { word: "Service", meant: "service", why: "case does not matter" },
    { word: "scenario", meant: "scenarios", why: "singular for plural" },
    { word: "gatte", meant: "gate", why: "one edit is always near enough" },
    { word: "sl", meant: "sla", why: "one edit is near enough, also in short words" },
    { word: "monitoring", meant: "monitors", why: "three edits in ten letters are near enough" },
    { word: "gtea", meant: undefined, why: "two edits in four letters are too many" },
    { word: "phases", meant: undefined, why: "no key is similar" },
    { word: "", meant: undefined, why: "an empty word is near no key" },
  ])("to $word is $meant: $why", ({ word, meant }) => {
    expect(nearestWord(word, keys)).toBe(meant);
  });

  test("is the first one if several are equally near", () => {
    expect([nearestWord("p96", ["p90", "p95", "p99"]), nearestWord("p96", ["p99", "p90"])]).toEqual(["p90", "p99"]);
  });

  test("forall keys: the key itself and any single typo have that key as nearest word", () => {
    const typo = fc
      .tuple(fc.constantFrom(...keys), fc.nat(), fc.constantFrom("drop", "double", "swap"))
      .map(([key, n, kind]) => {
        const at = n % (key.length - 1);
        const letters = [...key];
        if (kind === "drop") letters.splice(at, 1);
        if (kind === "double") letters.splice(at, 0, letters[at] ?? "");
        if (kind === "swap") letters.splice(at, 2, letters[at + 1] ?? "", letters[at] ?? "");
        return { key, mistyped: letters.join("") };
      });
    fc.assert(
      fc.property(typo, ({ key, mistyped }) => {
        expect([nearestWord(key, keys), nearestWord(mistyped, keys)]).toEqual([key, key]);
      }),
    );
  });
});

describe("a formatted value", () => {
  test.each([
    ["5O", '"5O"'],
    [5, "5"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [null, "null"],
    [undefined, "undefined"],
    [{ a: [1] }, '{"a":[1]}'],
    ["line\nbreak", '"line\\nbreak"'],
  ])("of %j is %s, on one line", (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  test("has at most 80 characters", () => {
    expect([formatValue("x".repeat(78)), formatValue("x".repeat(79))]).toEqual([
      `"${"x".repeat(78)}"`,
      `"${"x".repeat(76)}...`,
    ]);
  });
});

test("a ConfigError has one problem on each line: file, line, key, message, value", () => {
  const error = new ConfigError("loadgate.yml", [
    { key: "gate.budget", message: "expected a duration", actual: "5", line: 3 },
    { key: "target", message: "missing; expected text" },
    { key: "", message: "expected a map", line: 1 },
  ]);
  expect(error.message).toBe(
    "loadgate.yml:3: gate.budget: expected a duration, got 5\n" +
      "loadgate.yml: target: missing; expected text\n" +
      "loadgate.yml:1: expected a map",
  );
});
