import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import type { WireRequest } from "../../../src/model/http.ts";
import { parseExactJson } from "../../../src/util/exactJson.ts";
import { fakeResponse, renderIn, renderRequest, runFlow, stepIn, streamOf } from "./stream.ts";

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const variedRequests = [
  {
    method: "POST",
    path: "/${uuid}/${random(1,1000000)}?${people.name}",
    headers: { "x-a": "${pick(people.csv, id)}" },
    json: { a: "${uuid}", b: ["${random(-5,5)}", "${seq}"] },
    weight: 3,
  },
  { path: "/b", form: { c: "${uuid}" } },
  {
    flow: "buy",
    steps: ["GET /c/${random(1,9)}", { path: "/d", multipart: { e: "${uuid}", f: { file: "photo.bin" } } }],
  },
];
const feeds = { feeds: { people: { file: "people.csv", order: "shuffled" } } };
const bytesOf = (seed: number, iterations: readonly number[]) => {
  const stream = streamOf(variedRequests, feeds, { seed });
  return iterations.map((iteration) => {
    const session = stream.startSession(iteration, stream.newCookies());
    const { steps } = stream.flows[stream.flowIndexOf(iteration)] ?? { steps: [] };
    return steps.map((step) => [step.render(session), step.thinkTimeMs(session)]);
  });
};

describe("a stream of requests", () => {
  test("forall seeds: the same seed gives the same bytes in any order of iterations; another seed gives others", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.array(fc.nat({ max: 2 ** 40 }), { minLength: 1 }),
        (seed, iterations) => {
          const backward = bytesOf(seed, iterations.toReversed()).toReversed();
          expect(backward).toEqual(bytesOf(seed, iterations));
          expect(bytesOf(seed, [0, 1, 2, 3])).not.toEqual(bytesOf((seed + 1) >>> 0, [0, 1, 2, 3]));
        },
      ),
      { numRuns: 20 },
    );
  });

  test("gives each request its share of the iterations, within binomial bounds of one in a million", () => {
    const weights = [1, 3, 0.5];
    const stream = streamOf(weights.map((weight, i) => ({ path: `/${i}`, weight })));
    const iterations = 100_000;
    const flowIndexes = Array.from({ length: iterations }, (_, iteration) => stream.flowIndexOf(iteration));
    const counts = weights.map((_, i) => flowIndexes.filter((flowIndex) => flowIndex === i).length);
    for (const [i, weight] of weights.entries()) {
      const [share, count = 0] = [weight / 4.5, counts[i]];
      expect(jstat.binomial.cdf(count, iterations, share)).toBeGreaterThan(1e-6);
      expect(jstat.binomial.cdf(count, iterations, share)).toBeLessThan(1 - 1e-6);
    }
  });

  test("names every step of every flow, but not setup and teardown", () => {
    const stream = streamOf(variedRequests, {
      ...feeds,
      setup: ["POST /reset"],
      teardown: ["DELETE /all", "GET /end"],
    });
    const [post = "", ...others] = stream.names;
    expect(post).toBe("POST /${uuid}/${random(1,1000000)}?${people.name}");
    expect(others).toEqual(["POST /b", "buy: GET /c/${random(1,9)}", "buy: POST /d"]);
    expect(stream.flows.map(({ steps }) => steps.map(({ nameIndex: name }) => name))).toEqual([[0], [1], [2, 3]]);
    expect([...stream.setup, ...stream.teardown].map(({ nameIndex: name }) => name)).toEqual([-1, -1, -1]);
  });

  test("gives the same object for a request without templates", () => {
    const stream = streamOf([{ path: "/", headers: { a: "1" }, json: { b: "$${uuid}" } }]);
    expect(renderIn(stream, 0)).toBe(renderIn(stream, 1));
    expect(renderIn(stream, 0)).toEqual({
      method: "POST",
      path: "/",
      headers: ["content-type", "application/json", "a", "1"],
      body: '{"b":"${uuid}"}',
      keep: "nothing",
    } satisfies WireRequest);
  });

  test("keeps the parts of a response that its checks need, and headers for a flow's cookies", () => {
    const requests = [
      "GET /",
      { path: "/", expect: { status: 200, latency: "1s" } },
      { path: "/", expect: { header: { a: "b" } } },
      { path: "/", expect: { body: "b" } },
      { path: "/", expect: { json: { $: 1 } } },
      { path: "/", extract: { a: { header: "b" } } },
      { path: "/", extract: { a: { cookie: "b" } } },
      { path: "/", extract: { a: "$" } },
      { path: "/", extract: { a: { regex: "." } } },
      { flow: "one", steps: ["GET /"] },
      { flow: "two", steps: ["GET /", { path: "/", extract: { a: "$" } }] },
    ];
    const stream = streamOf(requests);
    const parts = stream.flows.map(({ steps }) =>
      steps
        .map((step) => step.render(stream.startSession(0, stream.newCookies())))
        .map((r) => typeof r === "object" && r.keep),
    );
    const [nothing, headers, body] = [["nothing"], ["headers"], ["body"]];
    expect(parts).toEqual([
      nothing,
      nothing,
      headers,
      body,
      body,
      headers,
      headers,
      body,
      body,
      nothing,
      ["headers", "body"],
    ]);
  });

  test("pauses for the think time of a step, uniformly distributed in a range", () => {
    const stream = streamOf([{ flow: "a", think_time: "2s", steps: ["GET /a", { path: "/b", think_time: "1s..3s" }] }]);
    const pauses = (index: number) =>
      Array.from({ length: 1000 }, (_, iteration) =>
        stepIn(stream, iteration, index).thinkTimeMs(stream.startSession(iteration, stream.newCookies())),
      );
    expect(new Set(pauses(0))).toEqual(new Set([2000]));
    const distributed = pauses(1);
    expect(Math.min(...distributed)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...distributed)).toBeLessThan(3000);
    expect(distributed.reduce((sum, ms) => sum + ms, 0) / 1000).toBeCloseTo(2000, -2);
  });
});

describe("templates", () => {
  const pathsOf = (path: string, iterations: number, more = {}) => {
    const stream = streamOf([{ path }], more);
    return Array.from({ length: iterations }, (_, iteration) => {
      const request = renderIn(stream, iteration);
      return typeof request === "string" ? request : decodeURIComponent(request.path.slice(1));
    });
  };

  test("seq counts from 1; random includes both ends and stays between them", () => {
    expect(pathsOf("/${seq}", 3)).toEqual(["1", "2", "3"]);
    expect([...new Set(pathsOf("/${random(-1,2)}", 200))].sort()).toEqual(["-1", "0", "1", "2"]);
    expect(new Set(pathsOf("/${random(7,7)}", 20))).toEqual(new Set(["7"]));
  });

  test("uuid has version 4, and differs for each iteration and each occurrence", () => {
    const uuids = pathsOf("/${uuid}/${uuid}", 10_000).flatMap((path) => path.split("/"));
    expect(uuids.filter((uuid) => !uuidV4.test(uuid))).toEqual([]);
    expect(new Set(uuids).size).toBe(20_000);
    // Two occurrences in one text share no random numbers.
    expect(uuids.filter((uuid, i) => i % 2 === 0 && uuids[i + 1]?.startsWith(uuid.slice(9, 13))).length).toBeLessThan(
      5,
    );
  });

  test("feeds give a row for each iteration: in order and repeated, or once", () => {
    const inOrder = { feeds: { people: "people.csv" } };
    expect(pathsOf("/${people.id}${people.name}", 12, inOrder)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1].map((i) => `${i}person ${i}`),
    );
    const once = { feeds: { people: { file: "people.csv", order: "once" } } };
    expect(pathsOf("/${people.id}", 12, once)).toEqual([
      ..."0123456789",
      "no row left in people",
      "no row left in people",
    ]);
  });

  test("a shuffled feed gives every row in every pass, in a new order", () => {
    const rows = pathsOf("/${people.id}", 100, { feeds: { people: { file: "people.csv", order: "shuffled" } } });
    const passes = Array.from({ length: 10 }, (_, pass) => rows.slice(pass * 10, pass * 10 + 10));
    expect(passes.map((pass) => pass.toSorted().join(""))).toEqual(passes.map(() => "0123456789"));
    expect(new Set(passes.map((pass) => pass.join(""))).size).toBe(10);
  });

  test("pick uses one random row of a file in each iteration, the same for all columns", () => {
    const rows = pathsOf("/${pick(people.csv, id)}:${pick(people.csv, name)}", 300);
    expect(rows.filter((row) => !/^(\d):person \1$/.test(row))).toEqual([]);
    expect(new Set(rows).size).toBe(10);
  });

  test("$${ is the escape for ${, and illegal characters of a path are percent-encoded", () => {
    expect(renderRequest([{ path: '/a b/é?q=%20"<$${x}>#' }]).path).toBe("/a%20b/%C3%A9?q=%20%22%3C$%7Bx%7D%3E%23");
  });
});

describe("flows", () => {
  const flow = (...steps: readonly unknown[]) => streamOf([{ flow: "buy", steps }]);

  test.each([
    ["json", "$.items[1].id", fakeResponse('{"items":[{"id":1},{"id":"a/b"}]}')],
    ["json, filtered", "$.items[?@.ok].id", fakeResponse('{"items":[{"id":1},{"ok":true,"id":"a/b"}]}')],
    ["header", { header: "X-Id" }, fakeResponse("", ["x-other", "1", "x-id", "a/b", "x-id", "c"])],
    ["cookie", { cookie: "sid" }, fakeResponse("", ["set-cookie", "sid=a/b; Path=/other"])],
    ["regex with a group", { regex: 'id="(.*?)"' }, fakeResponse('<a id="a/b" id="c">')],
    ["regex without a group", { regex: "./." }, fakeResponse("a/b c/d")],
  ])("use values extracted by %s", (_, extraction, response) => {
    const stream = flow(
      { path: "/", extract: { id: extraction } },
      { path: "/${id}", headers: { a: "${id}" }, json: { b: "${id}", c: "<${id}>" } },
    );
    const [first, second] = runFlow(stream, 0, [response]);
    expect([first?.outcome, second?.request]).toEqual([
      "ok",
      {
        method: "POST",
        path: "/a%2Fb",
        headers: ["content-type", "application/json", "a", "a/b"],
        body: '{"b":"a/b","c":"<a/b>"}',
        keep: "headers",
      },
    ]);
  });

  test.each([
    ["5", '{"v":5,"t":"v5"}', "/5"],
    ['"x"', '{"v":"x","t":"vx"}', "/x"],
    ["true", '{"v":true,"t":"vtrue"}', "/true"],
    ["1610521604143693812", '{"v":1610521604143693812,"t":"v1610521604143693812"}', "/1610521604143693812"],
    ["[-9007199254740993]", '{"v":[-9007199254740993],"t":"v[-9007199254740993]"}', "/%5B-9007199254740993%5D"],
    ['{"a":[1]}', '{"v":{"a":[1]},"t":"v{\\"a\\":[1]}"}', "/%7B%22a%22%3A%5B1%5D%7D"],
  ])("keep the type of %s if the template is a whole JSON string", (value, body, path) => {
    const stream = flow({ path: "/", extract: { v: "$" } }, { path: "/${v}", json: { v: "${v}", t: "v${v}" } });
    expect(runFlow(stream, 0, [fakeResponse(value)])[1]?.request).toMatchObject({ path, body });
  });

  test.each([
    ["5", ["5", 5, "no boolean for ${boolean(v)}"]],
    ['"05"', ["05", 5, "no boolean for ${boolean(v)}"]],
    ['"true"', ["true", "no number for ${number(v)}", true]],
    ["false", ["false", "no number for ${number(v)}", false]],
    ["1610521604143693812", ["1610521604143693812", 1610521604143693812n, "no boolean for ${boolean(v)}"]],
    ['"1610521604143693812"', ["1610521604143693812", 1610521604143693812n, "no boolean for ${boolean(v)}"]],
    ["null", ["no text for ${text(v)}", "no number for ${number(v)}", "no boolean for ${boolean(v)}"]],
  ])("have the type that a template says: %s", (value, typed) => {
    const types = ["text", "number", "boolean"];
    const requests = types.map((type) => ({ path: "/", json: `\${${type}(v)}` }));
    const [, ...rendered] = runFlow(flow({ path: "/", extract: { v: "$" } }, ...requests), 0, [fakeResponse(value)]);
    expect(
      rendered.map(({ request }) => (typeof request === "string" ? request : parseExactJson(String(request.body)))),
    ).toEqual(typed);
  });

  test("give the rows of JSON Lines with their types to a JSON body, and as text to a path", () => {
    const json = {
      a: "${items.n}",
      b: "${items.s}",
      c: "${items.on}",
      d: "${items.list}",
      e: "${items.no}",
      f: "n${items.n}",
    };
    const typed = { g: "${text(items.n)}", h: "${number(people.id)}", i: "${people.id}" };
    const request = renderRequest([{ path: "/${items.n}/${items.list}", json: { ...json, ...typed } }], 3, {
      feeds: { items: "items.jsonl", people: "people.csv" },
    });
    expect([request.path, request.body]).toEqual([
      "/9007199254740993/%5B1%5D",
      '{"a":9007199254740993,"b":"7","c":true,"d":[1],"e":null,"f":"n9007199254740993","g":"9007199254740993","h":3,"i":"3"}',
    ]);
  });

  test("insert null into JSON only; elsewhere it is a failure", () => {
    const stream = flow({ path: "/", extract: { v: "$" } }, { path: "/", json: "${v}" }, { path: "/${v}" });
    expect(
      runFlow(stream, 0, [fakeResponse("null")]).map(({ request }) =>
        typeof request === "string" ? request : request.body,
      ),
    ).toEqual([undefined, "null", "nothing to put for ${v}"]);
  });

  test("fail without a value, with an illegal header, or without a path", () => {
    const stream = flow(
      { path: "/", extract: { v: "$.v" } },
      { path: "/${v}" },
      { path: "/", headers: { "X-V": "${v}" } },
      { path: "${v}/x" },
    );
    const failuresWith = (body: string) =>
      runFlow(stream, 0, [fakeResponse(body)]).map(({ request, outcome }, i) => (i === 0 ? outcome : request));
    expect(failuresWith("{}")).toEqual([
      "nothing to extract as v",
      "nothing to put for ${v}",
      "nothing to put for ${v}",
      "nothing to put for ${v}",
    ]);
    expect(failuresWith('{"v":"a\\r\\nb: c"}').slice(2)).toEqual(["header X-V cannot be sent", "no path in ${v}"]);
    expect(failuresWith('{"v":"€"}')[2]).toBe("header X-V cannot be sent");
    expect(failuresWith('{"v":"é"}')[2]).toMatchObject({ headers: ["X-V", "é"] });
  });

  test.each([
    ["/a b?c=%20d", "/a%20b?c=%20d/x"],
    ["http://other.example:80/a/b?c#d", "/a/b?c/x"],
    ["https://other.example?c", "/?c/x"],
    ["HTTP://other.example", "//x"],
    ["//other.example/a", "/a/x"],
  ])("follow %s to %s", (location, path) => {
    const stream = flow({ path: "/", extract: { to: { header: "location" } } }, { path: "${to}/x" });
    expect(runFlow(stream, 0, [fakeResponse("", ["location", location])])[1]?.request).toMatchObject({ path });
  });

  test("send the cookies that their responses set, and no cookies of other users", () => {
    const stream = flow("GET /login", "GET /cart/1", { path: "/cart", headers: { Cookie: "own=1" } }, "GET /");
    const login = fakeResponse("", ["set-cookie", "sid=1; Path=/", "set-cookie", "cart=2; Path=/cart; HttpOnly"]);
    const expired = fakeResponse("", ["set-cookie", "sid=; Max-Age=0; Path=/"]);
    const headers = runFlow(stream, 0, [login, expired]).map(
      ({ request }) => typeof request === "object" && request.headers,
    );
    expect(headers).toEqual([[], ["cookie", "cart=2; sid=1"], ["Cookie", "own=1"], []]);
    expect(runFlow(stream, 1, [])[1]?.request).toMatchObject({ headers: [] });
  });

  test("of one step keep cookies if users return", () => {
    const stream = streamOf(["GET /"], {}, { usersReturn: true });
    const cookies = stream.newCookies();
    const step = stepIn(stream, 0);
    expect(step.render(stream.startSession(0, cookies))).toMatchObject({ headers: [], keep: "headers" });
    step.check(fakeResponse("", ["set-cookie", "sid=1"]), 1, stream.startSession(0, cookies), "/");
    expect(step.render(stream.startSession(1, cookies))).toMatchObject({ headers: ["cookie", "sid=1"] });
  });

  test("use the setup's values and cookies, but no values of other sessions", () => {
    const setup = [{ path: "/login", extract: { token: "$.t" } }];
    const buy = { flow: "buy", steps: [{ path: "/${token}", extract: { cart: "$.c" } }, "GET /${cart}"] };
    const stream = streamOf([buy], { setup, teardown: ["GET /${token}"] });
    const session = stream.startSession(0, stream.newCookies());
    const [login] = stream.setup;
    expect(login?.check(fakeResponse('{"t":"T"}', ["set-cookie", "sid=1"]), 1, session, "/login")).toBe("ok");
    stream.applySetup({ values: session.values, cookies: session.cookies.all });
    expect(runFlow(stream, 0, [fakeResponse('{"c":"C"}')]).map(({ request }) => request)).toMatchObject([
      { path: "/T", headers: ["cookie", "sid=1"] },
      { path: "/C", headers: ["cookie", "sid=1"] },
    ]);
    expect(runFlow(stream, 1, [fakeResponse("{}")])[1]?.request).toBe("nothing to put for ${cart}");
    expect(stream.teardown[0]?.render(stream.startSession(0, stream.newCookies()))).toMatchObject({ path: "/T" });
  });
});
