import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { configHash } from "../../src/baseline/loadHash.ts";
import { differenceOf, loadSettingsOf } from "../../src/baseline/loadSettings.ts";
import { parseConfig } from "../../src/config/parse.ts";
import type { LoadSettings } from "../../src/model/results.ts";

interface Parts {
  readonly rate?: string;
  readonly more?: string;
  readonly requests?: string;
  readonly rows?: string;
  readonly bytes?: string;
  readonly others?: string;
}

const usual = "{ path: '/${people.name}', file: a.bin, headers: { Authorization: 'Bearer ${env.KEY}' } }, GET /hello";

function planOf({ rate = "10/s", more = "", requests = usual, rows = "Ann", bytes = "x", others = "" }: Parts = {}) {
  const text = `version: 1
target: http://127.0.0.1:8080
scenarios:
  shop:
    feeds: { people: people.csv }
    phases: [{ pattern: constant, rate: ${rate}, duration: 30s }${more}]
    requests: [${requests}]
${others}`;
  const contents = (path: string) => (path === "a.bin" ? bytes : `name\n${rows}\n`);
  const files = (path: string) => ({ kind: "bytes" as const, bytes: new TextEncoder().encode(contents(path)) });
  return parseConfig(text, "loadgate.yml", { KEY: "s3cret-key" }, () => [], files).plan;
}

const settingsOf = (parts: Parts = {}): LoadSettings => loadSettingsOf(planOf(parts).scenarios[0]);

/** What main, measured by the usual settings, was measured with otherwise. */
const difference = (parts: Parts) => differenceOf(settingsOf(), settingsOf(parts));

describe("the settings of a load", () => {
  test("are a hash of all, and one of each key; no value is among them", () => {
    const { hash, keys, more } = settingsOf();
    expect([hash, more]).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/), undefined]);
    expect(Object.keys(keys)).toEqual([
      "scenarios.shop.phases[0].warmup",
      "scenarios.shop.phases[0].duration",
      "scenarios.shop.phases[0].cooldown",
      "scenarios.shop.phases[0].max_concurrent_users",
      "scenarios.shop.phases[0].arrival",
      "scenarios.shop.phases[0].pattern",
      "scenarios.shop.phases[0].rate",
      "scenarios.shop.http2",
      "scenarios.shop.redirects",
      "scenarios.shop.timeout",
      "scenarios.shop.feeds.people",
      "scenarios.shop.requests[0].method",
      "scenarios.shop.requests[0].path",
      "scenarios.shop.requests[0].headers.Authorization",
      "scenarios.shop.requests[0].file",
      "scenarios.shop.requests[0].weight",
      "scenarios.shop.requests[1]",
      "people.csv",
      "a.bin",
    ]);
    expect(new Set(Object.values(keys).map((value) => /^[0-9a-f]{8}$/.test(value)))).toEqual(new Set([true]));
  });

  test("are of this scenario alone: another one beside it changes the hash of the configuration only", () => {
    const others = "  cart:\n    phases: [{ pattern: constant, rate: 1/s, duration: 30s }]\n    requests: [GET /]\n";
    expect(settingsOf({ others })).toEqual(settingsOf());
    expect(configHash(planOf({ others }))).not.toBe(configHash(planOf()));
  });

  test("are at most five hundred keys, each of at most two hundred characters; what is left out is said", () => {
    const many = settingsOf({ requests: Array.from({ length: 600 }, (_, i) => `GET /${i}`).join(", ") });
    expect([Object.keys(many.keys).length, many.more]).toEqual([500, true]);
    const long = settingsOf({ requests: `{ path: /, json: { ${"k".repeat(200)}: 1 } }` });
    expect([Object.keys(long.keys).some((key) => key.includes("kkk")), long.more]).toEqual([false, true]);
  });
});

describe("what differs", () => {
  test.each<{ readonly what: string; readonly parts: Parts; readonly keys: readonly string[]; readonly more?: true }>([
    { what: "nothing", parts: {}, keys: [] },
    { what: "a value", parts: { rate: "20/s" }, keys: ["scenarios.shop.phases[0].rate"] },
    { what: "the rows of a feed", parts: { rows: "Bob" }, keys: ["people.csv"] },
    { what: "a file's content", parts: { bytes: "y" }, keys: ["a.bin"] },
    {
      what: "a phase that is new, as a whole",
      parts: { more: ", { pattern: constant, rate: 1/s, duration: 1s }" },
      keys: ["scenarios.shop.phases[1]"],
    },
    {
      what: "a request that is gone",
      parts: { requests: usual.replace(", GET /hello", "") },
      keys: ["scenarios.shop.requests[1]"],
    },
    {
      what: "a header more",
      parts: { requests: usual.replace("headers: { ", "headers: { X-Trace: a, ") },
      keys: ["scenarios.shop.requests[0].headers.X-Trace"],
    },
    {
      what: "more than five keys, of which five are told",
      parts: { requests: Array.from({ length: 8 }, (_, i) => `GET /${i}`).join(", ") },
      keys: [0, 1, 2, 3, 4].map((i) => `scenarios.shop.requests[${i}]`),
      more: true,
    },
  ])("is $what", ({ parts, keys, more }) => {
    expect(difference(parts)).toEqual({ keys, ...(more === undefined ? {} : { more }) });
  });

  test("is not known of a baseline that has not kept it", () => {
    expect(differenceOf(undefined, settingsOf())).toEqual({ keys: [] });
  });

  test("forall two sets of settings: nothing is named exactly where they are equal, and never more than five", () => {
    const some = fc.dictionary(fc.stringMatching(/^[ab](\[0\]|\.c)?$/), fc.constantFrom("1", "2"), { maxKeys: 9 });
    fc.assert(
      fc.property(some, some, (was, is) => {
        const { keys } = differenceOf({ keys: was }, { hash: "", keys: is });
        const isEqual = JSON.stringify(Object.entries(was).sort()) === JSON.stringify(Object.entries(is).sort());
        expect([keys.length === 0, keys.length <= 5]).toEqual([isEqual, true]);
      }),
    );
  });
});
