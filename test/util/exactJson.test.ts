import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalJson, exactJsonText, parseExactJson } from "../../src/util/exactJson.ts";
import { toNumber } from "../../src/util/toNumber.ts";

describe("JSON", () => {
  test.each([
    ["1610521604143693812", 1610521604143693812n],
    ['{"id":-9007199254740993}', { id: -9007199254740993n }],
    ["[9007199254740991,9007199254740992]", [9007199254740991, 9007199254740992n]],
    ['{"1610521604143693812":"\\"1610521604143693812","b":"x:1610521604143693812"}', undefined],
    ["[0.12345678901234567,1e22,12345678901234567.5,123456789012345678e2]", undefined],
  ])("%s keeps long integers, and no other value changes", (text, value) => {
    expect(parseExactJson(text)).toEqual(value ?? JSON.parse(text));
  });

  test.each(["01234567890123456", "-", '"1234567890123456', "1234567890123456 x", '{"a":1234567890123456789'])(
    "%s is refused as JSON.parse refuses it",
    (text) => {
      expect(() => parseExactJson(text)).toThrow(SyntaxError);
    },
  );

  test("forall values: the text of a value parses to the value", () => {
    const json = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.jsonValue().map((value) => parseExactJson(JSON.stringify(value))),
        fc.bigInt().filter((integer) => !Number.isSafeInteger(Number(integer))),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie("tree"), { noNullPrototype: true }),
      ),
    })).tree;
    fc.assert(
      fc.property(json, (value) => {
        expect(parseExactJson(exactJsonText(value))).toEqual(value);
      }),
    );
  });
});

test("long integers are compared exactly, also with a number", () => {
  const rows: readonly (readonly [unknown, unknown, boolean])[] = [
    [1610521604143693812n, 1610521604143693812n, true],
    [1610521604143693812n, 1610521604143693813n, false],
    [100000000000000000000n, 1e20, true],
    [9007199254740993n, 9007199254740992, false],
    [9007199254740993n, "9007199254740993", false],
    [9007199254740993n, 0.5, false],
    [{ a: [9007199254740993n] }, { a: [9007199254740993n] }, true],
  ];
  expect(rows.map(([a, b]) => [equalJson(a, b), equalJson(b, a)])).toEqual(rows.map(([, , equal]) => [equal, equal]));
});

test("a text that spells a number becomes that number", () => {
  const texts = ["5", " +07 ", "-0.5", "1e3", "1610521604143693812", "", "5x", "0x10", "1e999", ".5", "1,000"];
  expect(texts.map(toNumber)).toEqual([
    5,
    7,
    -0.5,
    1000,
    1610521604143693812n,
    ...Array.from({ length: 6 }, () => undefined),
  ]);
});
