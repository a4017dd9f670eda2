import fc from "fast-check";
import { compile, type JSONValue } from "json-p3";
import { describe, expect, test } from "vitest";
import { compileJsonPath } from "../../../src/generators/requests/jsonPath.ts";
import type { WireResponse } from "../../../src/model/http.ts";
import { equalJson, parseExactJson } from "../../../src/util/exactJson.ts";
import { fakeResponse, stepIn, streamOf } from "./stream.ts";

function checkResponse(request: Readonly<Record<string, unknown>>, response: WireResponse, latencyMs = 1): string {
  const stream = streamOf([{ path: "/", ...request }]);
  return stepIn(stream, 0).check(response, latencyMs, stream.startSession(0, stream.newCookies()), "/");
}

describe("a response", () => {
  test.each([
    [{}, [200, 204, 302, 399], [400, 404, 500, 599]],
    [{ status: 201 }, [201], [200, 202]],
    [{ status: "2xx" }, [200, 299], [199, 300]],
    [{ status: [200, "404-410", "5xx"] }, [200, 404, 407, 410, 500, 599], [201, 403, 411]],
  ])("succeeds or fails by its status: %j", (expectations, accepted, refused) => {
    const outcomes = (statuses: readonly number[]) =>
      statuses.map((status) => checkResponse({ expect: expectations }, fakeResponse("", [], status)));
    expect([outcomes(accepted), outcomes(refused)]).toEqual([
      accepted.map(() => "ok"),
      refused.map((status) => `status ${status}`),
    ]);
  });

  const json = '{"ok":true,"items":[{"id":7,"tags":["a",null]}],"n":1.5}';

  test.each([
    [{ header: { "X-Id": "7" } }, fakeResponse("", ["x-id", "8", "x-id", "7"]), "ok"],
    [{ header: { "X-Id": "7" } }, fakeResponse("", ["x-other", "7"]), "unexpected header x-id"],
    [{ header: { "x-id": "/^[0-9]+$/" } }, fakeResponse("", ["x-id", "12"]), "ok"],
    [{ header: { "x-id": "/^[0-9]+$/" } }, fakeResponse("", ["x-id", "a"]), "unexpected header x-id"],
    [{ header: { "content-type": "text/css" } }, fakeResponse("", ["content-type", "text/css; charset=utf-8"]), "ok"],
    [
      { header: { "content-type": "text/css; a=b" } },
      fakeResponse("", ["content-type", "text/css"]),
      "unexpected header content-type",
    ],
    [{ body: "wor" }, fakeResponse("hello wörld, world"), "ok"],
    [{ body: "wor" }, fakeResponse("hello"), "unexpected body"],
    [{ body: "/w.rld$/" }, fakeResponse("hello wörld"), "ok"],
    [{ json: { "$.ok": true, "$.items[0]": { tags: ["a", null], id: 7 } } }, fakeResponse(json), "ok"],
    [{ json: { "$.items[?@.id==7].tags[0]": "a" } }, fakeResponse(json), "ok"],
    [{ json: { "$.n": 1.5, "$.ok": false } }, fakeResponse(json), "unexpected json $.ok"],
    [{ json: { $: {} } }, fakeResponse("[]"), "unexpected json $"],
    [{ json: { "$.none": { equals: null } } }, fakeResponse(json), "unexpected json $.none"],
    [{ json: { "$.ok": true } }, fakeResponse("<html>"), "unexpected json $.ok"],
  ])("is checked by %j", (expectations, response, outcome) => {
    expect(checkResponse({ expect: expectations }, response)).toBe(outcome);
  });

  test.each([
    [{ header: { "X-Id": "7" } }, fakeResponse("", ["x-id", "8", "x-id", "9"]), "unexpected header x-id", "8, 9"],
    [{ header: { "X-Id": "7" } }, fakeResponse(""), "unexpected header x-id", "no header x-id"],
    [{ body: "wor" }, fakeResponse("hello"), "unexpected body", "hello"],
    [{ body: "wor" }, fakeResponse(""), "unexpected body", "an empty body"],
    [{ json: { "$.n": 2 } }, fakeResponse('{"n":9007199254740993}'), "unexpected json $.n", "9007199254740993"],
    [{ json: { "$.n": 2 } }, fakeResponse("{}"), "unexpected json $.n", "nothing at $.n"],
    [{ json: { "$.n": 2 } }, fakeResponse("<html>"), "unexpected json $.n", "<html>"],
    [{ status: 201 }, fakeResponse("", [], 200), "status 200", undefined],
  ])("that fails %j shows the value that came", (expectations, response, failure, actual) => {
    const step = stepIn(streamOf([{ path: "/", expect: expectations }]), 0);
    expect(checkResponse({ expect: expectations }, response)).toBe(failure);
    expect(step.actual(response, failure)).toBe(actual);
  });

  test("fails if its latency, from when the request was due, is above the limit", () => {
    const latency = "500ms";
    for (const expectations of [{ expect: { latency } }, { expect: { latency, body: "a" } }]) {
      expect([
        checkResponse(expectations, fakeResponse("a"), 500),
        checkResponse(expectations, fakeResponse("a"), 500.1),
      ]).toEqual(["ok", "slower than 500 ms"]);
    }
  });

  test("has the first of several failures: status, headers, body, JSON, latency, extraction", () => {
    const expectations = {
      expect: { status: 200, header: { a: "1" }, body: "yes", json: { "$.ok": true }, latency: "5ms" },
      extract: { cart: "$.cart" },
    };
    const steps = [
      fakeResponse("", [], 500),
      fakeResponse(""),
      fakeResponse("", ["a", "1"]),
      fakeResponse("yes", ["a", "1"]),
      fakeResponse('{"ok":true,"a":"yes"}', ["a", "1"]),
    ].map((response) => checkResponse(expectations, response, 6));
    expect([...steps, checkResponse(expectations, fakeResponse('{"ok":true,"a":"yes"}', ["a", "1"]))]).toEqual([
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
  ])("without %j has nothing to extract", (extraction, body) => {
    expect(checkResponse({ extract: { cart: extraction } }, fakeResponse(body))).toBe("nothing to extract as cart");
  });
});

describe("a JSON value", () => {
  const outcomes = (expected: unknown, bodies: readonly string[]) =>
    bodies.map((body) => checkResponse({ expect: { json: { "$.errors": expected } } }, fakeResponse(body)));
  const [ok, unexpected] = ["ok", "unexpected json $.errors"];
  const bodies = ['{"data":{"a":1}}', '{"errors":null}', '{"errors":[]}', '{"errors":"absent"}', "<html>", ""];

  test.each([
    ["absent", [ok, unexpected, unexpected, unexpected, unexpected, unexpected]],
    [null, [ok, ok, unexpected, unexpected, unexpected, unexpected]],
    [{ equals: null }, [unexpected, ok, unexpected, unexpected, unexpected, unexpected]],
    [{ equals: "absent" }, [unexpected, unexpected, unexpected, ok, unexpected, unexpected]],
  ])("that is expected to be %j", (expected, outcome) => {
    expect(outcomes(expected, bodies)).toEqual(outcome);
  });

  test("is compared exactly beyond 2^53", () => {
    // JSON is YAML: the stream's configuration is written with JSON.stringify, which knows no long integer.
    const find = compileJsonPath("$.id");
    const id = find(parseExactJson('{"id": 1610521604143693812}'));
    expect([equalJson(id, 1610521604143693812n), equalJson(id, 1610521604143693813n)]).toEqual([true, false]);
  });
});

test("a regular expression with flags matches header and body", () => {
  const request = { expect: { header: { server: "/NGINX/i" }, body: "/<a>.*<\\/a>/s" } };
  expect(checkResponse(request, fakeResponse("<a>\n</a>", ["server", "nginx/1"]))).toBe("ok");
  expect(checkResponse(request, fakeResponse("<A>\n</A>", ["server", "nginx/1"]))).toBe("unexpected body");
});

describe("a JSONPath", () => {
  test.each([
    ["$.items[?@.id == 1610521604143693813].n", "b"],
    ["$.items[?@.n == 'b'].id", 1610521604143693813n],
    ["$.items[?@.id > 5].id", 1610521604143693812n],
    ["$.items[?@.id == 7].n", "c"],
    ["$.items[?@.n == '1610521604143693813'].id", 8],
    ["$['items'][1]['id']", 1610521604143693813n],
  ])("%s finds long integers exactly", (path, value) => {
    const items =
      '{"id":1610521604143693812,"n":"a"},{"id":1610521604143693813,"n":"b"},{"id":7,"n":"c"},{"id":8,"n":"1610521604143693813"}';
    expect(compileJsonPath(path)(parseExactJson(`{"items":[${items}]}`))).toBe(value);
  });

  test("forall documents: the simple path gives the same value as json-p3", () => {
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
        expect(compileJsonPath(path)(parsed)).toEqual(compile(path).match(parsed)?.value);
      }),
      { numRuns: 500 },
    );
  });

  test("forall JSON values: the order of members does not matter, everything else does", () => {
    const reverseMembers = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reverseMembers);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, item]) => [key, reverseMembers(item)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [one, other] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
        expect(equalJson(one, reverseMembers(one))).toBe(true);
        expect(equalJson(one, other)).toBe(JSON.stringify(sortMembers(one)) === JSON.stringify(sortMembers(other)));
      }),
    );
  });
});

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([key, item]) => [key, sortMembers(item)])
    .sort()
    .concat([["", "an object"]]);
}
