import fc from "fast-check";
import { compile, type JSONValue } from "json-p3";
import { describe, expect, test } from "vitest";
import { isSameJson } from "../../../src/generators/requests/checks.ts";
import { jsonPath } from "../../../src/generators/requests/jsonPath.ts";
import type { WireAnswer } from "../../../src/model/http.ts";
import { answer, stepIn, streamOf } from "./stream.ts";

function judged(request: Readonly<Record<string, unknown>>, given: WireAnswer, latencyMs = 1): string {
  const stream = streamOf([{ path: "/", ...request }]);
  return stepIn(stream, 0).judge(given, latencyMs, stream.visit(0, stream.newCookies()));
}

describe("an answer", () => {
  test.each([
    [{}, [200, 204, 302, 399], [400, 404, 500, 599]],
    [{ status: 201 }, [201], [200, 202]],
    [{ status: "2xx" }, [200, 299], [199, 300]],
    [{ status: [200, "404-410", "5xx"] }, [200, 404, 407, 410, 500, 599], [201, 403, 411]],
  ])("is judged by its status: %j", (expectations, good, bad) => {
    const outcomes = (statuses: readonly number[]) =>
      statuses.map((status) => judged({ expect: expectations }, answer("", [], status)));
    expect([outcomes(good), outcomes(bad)]).toEqual([good.map(() => "ok"), bad.map((status) => `status ${status}`)]);
  });

  const json = '{"ok":true,"items":[{"id":7,"tags":["a",null]}],"n":1.5}';

  test.each([
    [{ header: { "X-Id": "7" } }, answer("", ["x-id", "8", "x-id", "7"]), "ok"],
    [{ header: { "X-Id": "7" } }, answer("", ["x-other", "7"]), "unexpected header x-id"],
    [{ header: { "x-id": "/^[0-9]+$/" } }, answer("", ["x-id", "12"]), "ok"],
    [{ header: { "x-id": "/^[0-9]+$/" } }, answer("", ["x-id", "a"]), "unexpected header x-id"],
    [{ header: { "content-type": "text/css" } }, answer("", ["content-type", "text/css; charset=utf-8"]), "ok"],
    [
      { header: { "content-type": "text/css; a=b" } },
      answer("", ["content-type", "text/css"]),
      "unexpected header content-type",
    ],
    [{ body: "wor" }, answer("hello wörld, world"), "ok"],
    [{ body: "wor" }, answer("hello"), "unexpected body"],
    [{ body: "/w.rld$/" }, answer("hello wörld"), "ok"],
    [{ json: { "$.ok": true, "$.items[0]": { tags: ["a", null], id: 7 } } }, answer(json), "ok"],
    [{ json: { "$.items[?@.id==7].tags[0]": "a" } }, answer(json), "ok"],
    [{ json: { "$.n": 1.5, "$.ok": false } }, answer(json), "unexpected json $.ok"],
    [{ json: { $: {} } }, answer("[]"), "unexpected json $"],
    [{ json: { "$.none": null } }, answer(json), "unexpected json $.none"],
    [{ json: { "$.ok": true } }, answer("<html>"), "unexpected json $.ok"],
  ])("with %j", (expectations, given, outcome) => {
    expect(judged({ expect: expectations }, given)).toBe(outcome);
  });

  test("may take as long as is expected, from when it was due", () => {
    const latency = "500ms";
    for (const expectations of [{ expect: { latency } }, { expect: { latency, body: "a" } }]) {
      expect([judged(expectations, answer("a"), 500), judged(expectations, answer("a"), 500.1)]).toEqual([
        "ok",
        "slower than 500 ms",
      ]);
    }
  });

  test("that fails in many ways is named by the first: status, headers, body, JSON, latency, extraction", () => {
    const expectations = {
      expect: { status: 200, header: { a: "1" }, body: "yes", json: { "$.ok": true }, latency: "5ms" },
      extract: { cart: "$.cart" },
    };
    const steps = [
      answer("", [], 500),
      answer(""),
      answer("", ["a", "1"]),
      answer("yes", ["a", "1"]),
      answer('{"ok":true,"a":"yes"}', ["a", "1"]),
    ].map((given) => judged(expectations, given, 6));
    expect([...steps, judged(expectations, answer('{"ok":true,"a":"yes"}', ["a", "1"]))]).toEqual([
      "status 500",
      "unexpected header a",
      "unexpected body",
      "unexpected json $.ok",
      "slower than 5 ms",
      "nothing to extract as cart",
    ]);
  });

  test.each([
    ["$.a", '{"b":1}'],
    [{ header: "a" }, ""],
    [{ cookie: "a" }, ""],
    [{ regex: "a(.)" }, "ba"],
  ])("that lacks %j has nothing to extract", (extraction, body) => {
    expect(judged({ extract: { cart: extraction } }, answer(body))).toBe("nothing to extract as cart");
  });
});

describe("a JSONPath", () => {
  test("forall documents: the direct way finds what json-p3 finds", () => {
    const key = fc.constantFrom("a", "b", "length", "constructor", "__proto__", "_c1");
    const document = fc.jsonValue({ maxDepth: 4 });
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        document,
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(key, tie("tree")),
      ),
    }));
    const segment = fc.oneof(
      key.map((name) => `.${name}`),
      fc.nat({ max: 3 }).map((index) => `[${index}]`),
    );
    fc.assert(
      fc.property(tree, fc.array(segment, { maxLength: 4 }), (value, segments) => {
        const path = `$${segments.join("")}`;
        const parsed: JSONValue = JSON.parse(JSON.stringify(value));
        expect(jsonPath(path)(parsed)).toEqual(compile(path).match(parsed)?.value);
      }),
      { numRuns: 500 },
    );
  });

  test("forall JSON values: they are the same as themselves with their members the other way round, and as nothing else", () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, item]) => [key, turned(item)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [one, other] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
        expect(isSameJson(one, turned(one))).toBe(true);
        expect(isSameJson(one, other)).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
      }),
    );
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([key, item]) => [key, sorted(item)])
    .sort()
    .concat([["", "an object"]]);
}
