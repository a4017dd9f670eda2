import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { configHash } from "../../src/baseline/loadHash.ts";
import { diffSettings, loadSettingsOf } from "../../src/baseline/loadSettings.ts";
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
  return parseConfig(text, "loadgate.yml", { KEY: "s3cret-key" }, files).plan;
}

const settingsOf = (parts: Parts = {}): LoadSettings => loadSettingsOf(planOf(parts).scenarios[0]);

/** The difference between the usual settings and these. */
const difference = (parts: Parts) => diffSettings(settingsOf(), settingsOf(parts));

describe("the settings of a load", () => {
  test("are a hash of all and a hash of each key, without any value", () => {
    const { hash, keys, more } = settingsOf();
    expect([hash, more]).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/), undefined]);
    expect(Object.keys(keys)).toEqual([
      "scenarios.shop.phases[0].warmup",
      "scenarios.shop.phases[0].duration",
      "scenarios.shop.phases[0].cooldown",
      "scenarios.shop.phases[0].arrival",
      "scenarios.shop.phases[0].pattern",
      "scenarios.shop.phases[0].rate",
      "scenarios.shop.http2",
      "scenarios.shop.redirects",
      "scenarios.shop.timeout",
      "scenarios.shop.keep_alive",
      "scenarios.shop.feeds.people",
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

  test("belong to one scenario: another scenario changes the hash of the configuration only", () => {
    const others = "  cart:\n    phases: [{ pattern: constant, rate: 1/s, duration: 30s }]\n    requests: [GET /]\n";
    expect(settingsOf({ others })).toEqual(settingsOf());
    expect(configHash(planOf({ others }))).not.toBe(configHash(planOf()));
  });

  test("are at most 500 keys of at most 200 characters, and say if some are left out", () => {
    const many = settingsOf({ requests: Array.from({ length: 600 }, (_, i) => `GET /${i}`).join(", ") });
    expect([Object.keys(many.keys).length, many.more]).toEqual([500, true]);
    const long = settingsOf({ requests: `{ path: /, json: { ${"k".repeat(200)}: 1 } }` });
    expect([Object.keys(long.keys).some((key) => key.includes("kkk")), long.more]).toEqual([false, true]);
  });
});

describe("the difference", () => {
  test.each<{ readonly what: string; readonly parts: Parts; readonly keys: readonly string[]; readonly more?: true }>([
    { what: "nothing", parts: {}, keys: [] },
    { what: "a value", parts: { rate: "20/s" }, keys: ["scenarios.shop.phases[0].rate"] },
    { what: "the rows of a feed", parts: { rows: "Bob" }, keys: ["people.csv"] },
    { what: "a file's content", parts: { bytes: "y" }, keys: ["a.bin"] },
    {
      what: "a new phase, as a whole",
      parts: { more: ", { pattern: constant, rate: 1/s, duration: 1s }" },
      keys: ["scenarios.shop.phases[1]"],
    },
    {
      what: "a removed request",
      parts: { requests: usual.replace(", GET /hello", "") },
      keys: ["scenarios.shop.requests[1]"],
    },
    {
      what: "an added header",
      parts: { requests: usual.replace("headers: { ", "headers: { X-Trace: a, ") },
      keys: ["scenarios.shop.requests[0].headers.X-Trace"],
    },
    {
      what: "five keys, if there are more",
      parts: { requests: Array.from({ length: 8 }, (_, i) => `GET /${i}`).join(", ") },
      keys: [0, 1, 2, 3, 4].map((i) => `scenarios.shop.requests[${i}]`),
      more: true,
    },
  ])("is $what", ({ parts, keys, more }) => {
    expect(difference(parts)).toEqual({ keys, ...(more === undefined ? {} : { more }) });
  });

  test("is unknown if the baseline has no settings", () => {
    expect(diffSettings(undefined, settingsOf())).toEqual({ keys: [] });
  });

  test("forall two sets of settings: equal ones have no difference, others name one to five keys", () => {
    const some = fc.dictionary(fc.stringMatching(/^[ab](\[0\]|\.c)?$/), fc.constantFrom("1", "2"), { maxKeys: 9 });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const { keys } = diffSettings({ keys: before }, { hash: "", keys: after });
        const isEqual = JSON.stringify(Object.entries(before).sort()) === JSON.stringify(Object.entries(after).sort());
        expect([keys.length === 0, keys.length <= 5]).toEqual([isEqual, true]);
      }),
    );
  });
});
