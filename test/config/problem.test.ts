import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigError, nearest, shown } from "../../src/config/problem.ts";

const keys = ["version", "service", "target", "base", "gate", "sla", "monitors", "scenarios"];

describe("the nearest key", () => {
  test.each([
    { word: "sevice", meant: "service", why: "a letter is missing" },
    { word: "serrvice", meant: "service", why: "a letter is too many" },
    { word: "serbice", meant: "service", why: "a letter is another" },
    { word: "sevrice", meant: "service", why: "two letters are swapped" },
    { word: "Service", meant: "service", why: "case does not count" },
    { word: "scenario", meant: "scenarios", why: "singular for plural" },
    { word: "gatte", meant: "gate", why: "one edit is always near" },
    { word: "sl", meant: "sla", why: "one edit is always near, in short words too" },
    { word: "monitoring", meant: "monitors", why: "three edits of ten letters" },
    { word: "gtea", meant: undefined, why: "two edits of four letters are far" },
    { word: "phases", meant: undefined, why: "nothing is like it" },
    { word: "", meant: undefined, why: "nothing is no word" },
  ])("to $word is $meant: $why", ({ word, meant }) => {
    expect(nearest(word, keys)).toBe(meant);
  });

  test("is the first of those that are as near", () => {
    expect([nearest("p96", ["p90", "p95", "p99"]), nearest("p96", ["p99", "p90"])]).toEqual(["p90", "p99"]);
  });

  test("forall keys: a key is nearest to itself, and so is any single slip", () => {
    const slip = fc
      .tuple(fc.constantFrom(...keys), fc.nat(), fc.constantFrom("drop", "double", "swap"))
      .map(([key, n, kind]) => {
        const at = n % (key.length - 1);
        const letters = [...key];
        if (kind === "drop") letters.splice(at, 1);
        if (kind === "double") letters.splice(at, 0, letters[at] ?? "");
        if (kind === "swap") letters.splice(at, 2, letters[at + 1] ?? "", letters[at] ?? "");
        return { key, slipped: letters.join("") };
      });
    fc.assert(
      fc.property(slip, ({ key, slipped }) => {
        expect([nearest(key, keys), nearest(slipped, keys)]).toEqual([key, key]);
      }),
    );
  });
});

describe("what came", () => {
  test.each([
    ["5O", '"5O"'],
    [5, "5"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [null, "null"],
    [undefined, "undefined"],
    [{ a: [1] }, '{"a":[1]}'],
    ["line\nbreak", '"line\\nbreak"'],
  ])("%j is shown on one line as %s", (value, text) => {
    expect(shown(value)).toBe(text);
  });

  test("is cut at 80 characters", () => {
    expect([shown("x".repeat(78)), shown("x".repeat(79))]).toEqual([`"${"x".repeat(78)}"`, `"${"x".repeat(76)}...`]);
  });
});

test("a ConfigError says one problem a line: file, line, key, wish, what came", () => {
  const error = new ConfigError("loadgate.yml", [
    { key: "gate.budget", wanted: "expected a duration", got: "5", line: 3 },
    { key: "target", wanted: "missing; expected a text" },
    { key: "", wanted: "expected a map", line: 1 },
  ]);
  expect(error.message).toBe(
    "loadgate.yml:3: gate.budget: expected a duration, got 5\n" +
      "loadgate.yml: target: missing; expected a text\n" +
      "loadgate.yml:1: expected a map",
  );
});
