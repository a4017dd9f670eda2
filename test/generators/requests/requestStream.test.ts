import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import type { WireRequest } from "../../../src/model/http.ts";
import { answer, played, sent, sentIn, stepIn, streamOf } from "./stream.ts";

const v4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const all = [
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
const bytesOf = (seed: number, turns: readonly number[]) => {
  const stream = streamOf(all, feeds, { seed });
  return turns.map((turn) => {
    const visit = stream.visit(turn, stream.newCookies());
    const { steps } = stream.journeys[stream.journeyOf(turn)] ?? { steps: [] };
    return steps.map((step) => [step.render(visit), step.thinkTimeMs(visit)]);
  });
};

describe("a stream of requests", () => {
  test("forall seeds: the same seed gives the same bytes to both arms, in whatever order they come; another seed gives others", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.array(fc.nat({ max: 2 ** 40 }), { minLength: 1 }),
        (seed, turns) => {
          const backward = bytesOf(seed, turns.toReversed()).toReversed();
          expect(backward).toEqual(bytesOf(seed, turns));
          expect(bytesOf(seed, [0, 1, 2, 3])).not.toEqual(bytesOf((seed + 1) >>> 0, [0, 1, 2, 3]));
        },
      ),
      { numRuns: 20 },
    );
  });

  test("gives each request its share of the turns, within the binomial bounds of one in a million", () => {
    const weights = [1, 3, 0.5];
    const stream = streamOf(weights.map((weight, i) => ({ path: `/${i}`, weight })));
    const turns = 100_000;
    const taken = Array.from({ length: turns }, (_, turn) => stream.journeyOf(turn));
    const counts = weights.map((_, i) => taken.filter((journey) => journey === i).length);
    for (const [i, weight] of weights.entries()) {
      const [share, count = 0] = [weight / 4.5, counts[i]];
      expect(jstat.binomial.cdf(count, turns, share)).toBeGreaterThan(1e-6);
      expect(jstat.binomial.cdf(count, turns, share)).toBeLessThan(1 - 1e-6);
    }
  });

  test("counts every step of every flow, and no setup or teardown", () => {
    const stream = streamOf(all, { ...feeds, setup: ["POST /reset"], teardown: ["DELETE /all", "GET /end"] });
    const [post = "", ...others] = stream.names;
    expect(post).toBe("POST /${uuid}/${random(1,1000000)}?${people.name}");
    expect(others).toEqual(["GET /b", "buy: GET /c/${random(1,9)}", "buy: GET /d"]);
    expect(stream.journeys.map(({ steps }) => steps.map(({ name }) => name))).toEqual([[0], [1], [2, 3]]);
    expect([...stream.setup, ...stream.teardown].map(({ name }) => name)).toEqual([-1, -1, -1]);
  });

  test("gives the very same request where nothing varies", () => {
    const stream = streamOf([{ path: "/", headers: { a: "1" }, json: { b: "$${uuid}" } }]);
    expect(sentIn(stream, 0)).toBe(sentIn(stream, 1));
    expect(sentIn(stream, 0)).toEqual({
      method: "GET",
      path: "/",
      headers: ["content-type", "application/json", "a", "1"],
      body: '{"b":"${uuid}"}',
      keep: "nothing",
    } satisfies WireRequest);
  });

  test("keeps of an answer what judging it takes, and headers for the cookies of a flow", () => {
    const asked = [
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
    const stream = streamOf(asked);
    const kept = stream.journeys.map(({ steps }) =>
      steps
        .map((step) => step.render(stream.visit(0, stream.newCookies())))
        .map((r) => typeof r === "object" && r.keep),
    );
    const [nothing, headers, body] = [["nothing"], ["headers"], ["body"]];
    expect(kept).toEqual([
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

  test("rests as long as a step says, evenly drawn where it gives a range", () => {
    const stream = streamOf([{ flow: "a", think_time: "2s", steps: ["GET /a", { path: "/b", think_time: "1s..3s" }] }]);
    const rests = (index: number) =>
      Array.from({ length: 1000 }, (_, turn) =>
        stepIn(stream, turn, index).thinkTimeMs(stream.visit(turn, stream.newCookies())),
      );
    expect(new Set(rests(0))).toEqual(new Set([2000]));
    const drawn = rests(1);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...drawn)).toBeLessThan(3000);
    expect(drawn.reduce((sum, ms) => sum + ms, 0) / 1000).toBeCloseTo(2000, -2);
  });
});

describe("templates", () => {
  const ofTurns = (path: string, turns: number, more = {}) => {
    const stream = streamOf([{ path }], more);
    return Array.from({ length: turns }, (_, turn) => {
      const request = sentIn(stream, turn);
      return typeof request === "string" ? request : decodeURIComponent(request.path.slice(1));
    });
  };

  test("seq counts from 1; random stays between its ends and reaches them", () => {
    expect(ofTurns("/${seq}", 3)).toEqual(["1", "2", "3"]);
    expect([...new Set(ofTurns("/${random(-1,2)}", 200))].sort()).toEqual(["-1", "0", "1", "2"]);
    expect(new Set(ofTurns("/${random(7,7)}", 20))).toEqual(new Set(["7"]));
  });

  test("uuid is of version 4, another one in each turn and at each place", () => {
    const made = ofTurns("/${uuid}/${uuid}", 10_000).flatMap((path) => path.split("/"));
    expect(made.filter((uuid) => !v4.test(uuid))).toEqual([]);
    expect(new Set(made).size).toBe(20_000);
    // The place before shares none of its draws.
    expect(made.filter((uuid) => !v4.test(uuid))).toEqual([]);
    expect(new Set(made).size).toBe(20_000);
    // It shares none of the draws of the place before.
    expect(made.filter((uuid, i) => i % 2 === 0 && made[i + 1]?.startsWith(uuid.slice(9, 13))).length).toBeLessThan(5);
  });

  test("feeds give a row for each turn: in order and over again, or once", () => {
    const inOrder = { feeds: { people: "people.csv" } };
    expect(ofTurns("/${people.id}${people.name}", 12, inOrder)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1].map((i) => `${i}person ${i}`),
    );
    const once = { feeds: { people: { file: "people.csv", order: "once" } } };
    expect(ofTurns("/${people.id}", 12, once)).toEqual([
      ..."0123456789",
      "no row left in people",
      "no row left in people",
    ]);
  });

  test("a shuffled feed gives every row in every pass, in another order", () => {
    const rows = ofTurns("/${people.id}", 100, { feeds: { people: { file: "people.csv", order: "shuffled" } } });
    const passes = Array.from({ length: 10 }, (_, pass) => rows.slice(pass * 10, pass * 10 + 10));
    expect(passes.map((pass) => pass.toSorted().join(""))).toEqual(passes.map(() => "0123456789"));
    expect(new Set(passes.map((pass) => pass.join(""))).size).toBe(10);
  });

  test("pick takes one random row of a file in each turn, the same for all columns", () => {
    const rows = ofTurns("/${pick(people.csv, id)}:${pick(people.csv, name)}", 300);
    expect(rows.filter((row) => !/^(\d):person \1$/.test(row))).toEqual([]);
    expect(new Set(rows).size).toBe(10);
  });

  test("$${ stands for ${, and what no path can hold is percent-encoded", () => {
    expect(sent([{ path: '/a b/é?q=%20"<$${x}>#' }]).path).toBe("/a%20b/%C3%A9?q=%20%22%3C$%7Bx%7D%3E%23");
  });
});

describe("flows", () => {
  const flow = (...steps: readonly unknown[]) => streamOf([{ flow: "buy", steps }]);

  test.each([
    ["json", "$.items[1].id", answer('{"items":[{"id":1},{"id":"a/b"}]}')],
    ["json, filtered", "$.items[?@.ok].id", answer('{"items":[{"id":1},{"ok":true,"id":"a/b"}]}')],
    ["header", { header: "X-Id" }, answer("", ["x-other", "1", "x-id", "a/b", "x-id", "c"])],
    ["cookie", { cookie: "sid" }, answer("", ["set-cookie", "sid=a/b; Path=/other"])],
    ["regex with a group", { regex: 'id="(.*?)"' }, answer('<a id="a/b" id="c">')],
    ["regex without", { regex: ".." }, answer("a/b c/d")],
  ])("take values over by %s", (_, extraction, given) => {
    const stream = flow(
      { path: "/", extract: { id: extraction } },
      { path: "/${id}", headers: { a: "${id}" }, json: { b: "${id}", c: "<${id}>" } },
    );
    const [first, second] = played(stream, 0, [given]);
    expect([first?.outcome, second?.sent]).toEqual([
      "ok",
      {
        method: "GET",
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
    ['{"a":[1]}', '{"v":{"a":[1]},"t":"v{\\"a\\":[1]}"}', "/%7B%22a%22%3A%5B1%5D%7D"],
  ])("keep the type of %s where it is all of a JSON string", (value, body, path) => {
    const stream = flow({ path: "/", extract: { v: "$" } }, { path: "/${v}", json: { v: "${v}", t: "v${v}" } });
    expect(played(stream, 0, [answer(value)])[1]?.sent).toMatchObject({ path, body });
  });

  test("put null into JSON, and have nothing to put for it elsewhere", () => {
    const stream = flow({ path: "/", extract: { v: "$" } }, { path: "/", json: "${v}" }, { path: "/${v}" });
    expect(
      played(stream, 0, [answer("null")]).map(({ sent: made }) => (typeof made === "string" ? made : made.body)),
    ).toEqual([undefined, "null", "nothing to put for ${v}"]);
  });

  test("name what they lack: a value, a header that can be sent, a path", () => {
    const stream = flow(
      { path: "/", extract: { v: "$.v" } },
      { path: "/${v}" },
      { path: "/", headers: { "X-V": "${v}" } },
      { path: "${v}/x" },
    );
    const lacks = (body: string) =>
      played(stream, 0, [answer(body)]).map(({ sent: made, outcome }, i) => (i === 0 ? outcome : made));
    expect(lacks("{}")).toEqual([
      "nothing to extract as v",
      "nothing to put for ${v}",
      "nothing to put for ${v}",
      "nothing to put for ${v}",
    ]);
    expect(lacks('{"v":"a\\r\\nb: c"}').slice(2)).toEqual(["header X-V cannot be sent", "no path in ${v}"]);
    expect(lacks('{"v":"€"}')[2]).toBe("header X-V cannot be sent");
    expect(lacks('{"v":"é"}')[2]).toMatchObject({ headers: ["X-V", "é"] });
  });

  test.each([
    ["/a b?c=%20d", "/a%20b?c=%20d/x"],
    ["http://other.example:80/a/b?c#d", "/a/b?c/x"],
    ["https://other.example?c", "/?c/x"],
    ["HTTP://other.example", "//x"],
    ["//other.example/a", "/a/x"],
  ])("follow %s to %s", (location, path) => {
    const stream = flow({ path: "/", extract: { to: { header: "location" } } }, { path: "${to}/x" });
    expect(played(stream, 0, [answer("", ["location", location])])[1]?.sent).toMatchObject({ path });
  });

  test("send the cookies that their answers set, one user's to no other", () => {
    const stream = flow("GET /login", "GET /cart/1", { path: "/cart", headers: { Cookie: "own=1" } }, "GET /");
    const set = answer("", ["set-cookie", "sid=1; Path=/", "set-cookie", "cart=2; Path=/cart; HttpOnly"]);
    const gone = answer("", ["set-cookie", "sid=; Max-Age=0; Path=/"]);
    const headers = played(stream, 0, [set, gone]).map(({ sent: made }) => typeof made === "object" && made.headers);
    expect(headers).toEqual([[], ["cookie", "cart=2; sid=1"], ["Cookie", "own=1"], []]);
    expect(played(stream, 1, [])[1]?.sent).toMatchObject({ headers: [] });
  });

  test("of one step keep cookies too where users come back", () => {
    const stream = streamOf(["GET /"], {}, { usersReturn: true });
    const cookies = stream.newCookies();
    const step = stepIn(stream, 0);
    expect(step.render(stream.visit(0, cookies))).toMatchObject({ headers: [], keep: "headers" });
    step.judge(answer("", ["set-cookie", "sid=1"]), 1, stream.visit(0, cookies));
    expect(step.render(stream.visit(1, cookies))).toMatchObject({ headers: ["cookie", "sid=1"] });
  });

  test("see what the setup extracted, and its cookies; no visit's own values leak into another", () => {
    const setup = [{ path: "/login", extract: { token: "$.t" } }];
    const buy = { flow: "buy", steps: [{ path: "/${token}", extract: { cart: "$.c" } }, "GET /${cart}"] };
    const stream = streamOf([buy], { setup, teardown: ["GET /${token}"] });
    const visit = stream.visit(0, stream.newCookies());
    const [login] = stream.setup;
    expect(login?.judge(answer('{"t":"T"}', ["set-cookie", "sid=1"]), 1, visit)).toBe("ok");
    stream.begin({ values: visit.values, cookies: visit.cookies.all });
    expect(played(stream, 0, [answer('{"c":"C"}')]).map(({ sent: made }) => made)).toMatchObject([
      { path: "/T", headers: ["cookie", "sid=1"] },
      { path: "/C", headers: ["cookie", "sid=1"] },
    ]);
    expect(played(stream, 1, [answer("{}")])[1]?.sent).toBe("nothing to put for ${cart}");
    expect(stream.teardown[0]?.render(stream.visit(0, stream.newCookies()))).toMatchObject({ path: "/T" });
  });
});
