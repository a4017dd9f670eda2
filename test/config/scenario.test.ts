import { describe, expect, test } from "vitest";
import { parseConfig, parseDraft } from "../../src/config/parse.ts";
import { ConfigError } from "../../src/config/problem.ts";
import type { FileReader } from "../../src/config/referencedFiles.ts";
import type { Phase, RequestSpec, Scenario } from "../../src/model/plan.ts";

const fileTexts: Readonly<Record<string, string>> = {
  "people.csv": 'name,age\nAnn,41\n\n"Bob, the second",7\n',
  "items.jsonl": '{"id":1,"tags":["a"],"name":"x","gone":null}\n{"id":1610521604143693812}\n',
  "photo.png": "PNG",
  "ca.pem": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
  "key.pem": "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n",
  "locked.pem": "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n",
  "torn.csv": "a,b\n1\n",
  "twice.csv": "a,a\n1,2\n",
  "empty.csv": "a,b\n",
  "wrong.jsonl": '{"a":1}\n\n[1]\n',
};

const files: FileReader = (path) => {
  if (path === "folder.csv") return { kind: "unreadable", why: "EISDIR: illegal operation on a directory, read" };
  if (path === "latin.csv") return { kind: "bytes", bytes: new Uint8Array([0x61, 0x0a, 0xe9]) };
  const text = fileTexts[path];
  return text === undefined ? { kind: "missing" } : { kind: "bytes", bytes: new TextEncoder().encode(text) };
};

/** A file with one scenario. `more` begins on line 6, and the requests follow. */
const text = (
  requests: string | readonly string[],
  more: readonly string[] = [],
  phase = "pattern: constant, rate: 10/s",
) => `version: 1
target: http://127.0.0.1:8080
scenarios:
  shop:
    phases: [{ ${phase}, duration: 30s }]
${[...more, "requests:", ...[requests].flat().map((request) => `  - ${request}`)].map((line) => `    ${line}\n`).join("")}`;

const scenarioOf = (config: string): Scenario => parseConfig(config, "loadgate.yml", {}, files).plan.scenarios[0];
const stepsOf = (config: string): readonly RequestSpec[] => scenarioOf(config).flows.flatMap(({ steps }) => steps);

function problemsOf(config: string, env: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    parseConfig(config, "loadgate.yml", env, files);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
}

const ofPhase = (phase: string) => problemsOf(text("GET /", [], phase));
const ofRequest = (request: string, more: readonly string[] = []) =>
  problemsOf(text(request, more)).map((problem) => problem.replace(/^loadgate.yml:\d+: scenarios.shop.requests/, ""));

describe("load patterns", () => {
  const defaults = {
    warmup: false,
    arrival: "even",
    durationMs: 30_000,
    cooldownMs: 0,
  } as const;

  test.each<[string, Partial<Phase>]>([
    [
      "pattern: constant, rate: 60/m, arrival: poisson",
      { id: "constant-1", arrival: "poisson", pattern: { kind: "constant", ratePerSec: 1 } },
    ],
    ["pattern: ramp, from: 0/s, to: 9/s", { id: "ramp-1", pattern: { kind: "ramp", fromPerSec: 0, toPerSec: 9 } }],
    [
      "pattern: spike, base: 1/s, peak: 9/s, spike_duration: 10s",
      {
        id: "spike-1",
        pattern: { kind: "spike", basePerSec: 1, peakPerSec: 9, spikeAtMs: 10_000, spikeDurationMs: 10_000 },
      },
    ],
    [
      "pattern: spike, base: 1/s, peak: 9/s, spike_duration: 10s, spike_at: 20s",
      {
        id: "spike-1",
        pattern: { kind: "spike", basePerSec: 1, peakPerSec: 9, spikeAtMs: 20_000, spikeDurationMs: 10_000 },
      },
    ],
    ["pattern: burst, size: 5, interval: 2s", { id: "burst-1", pattern: { kind: "burst", size: 5, intervalMs: 2000 } }],
    [
      "pattern: steps, rates: [10/s, 0/s, 20/s]",
      { id: "steps-1", pattern: { kind: "steps", ratesPerSec: [10, 0, 20] } },
    ],
    [
      "pattern: sine, mean: 10/s, amplitude: 10/s, period: 1m",
      { id: "sine-1", pattern: { kind: "sine", meanPerSec: 10, amplitudePerSec: 10, periodMs: 60_000 } },
    ],
    [
      "pattern: users, users: 7",
      {
        id: "users-1",
        maxConcurrentUsers: 7,
        pattern: { kind: "users", users: 7, thinkTimeMs: { fromMs: 0, toMs: 0 } },
      },
    ],
    [
      "pattern: users, users: 7, think_time: 500ms..2s",
      {
        id: "users-1",
        maxConcurrentUsers: 7,
        pattern: { kind: "users", users: 7, thinkTimeMs: { fromMs: 500, toMs: 2000 } },
      },
    ],
  ])("%s", (phase, expected) => {
    expect(scenarioOf(text("GET /", [], phase)).phases).toEqual([{ ...defaults, ...expected }]);
  });

  const at = "loadgate.yml:5: scenarios.shop.phases[0]";

  test.each([
    ["pattern: ramp, from: 0/s, to: 0/s", `${at}.to: expected a rate above zero at the start or at the end, got "0/s"`],
    [
      "pattern: spike, base: 1/s, peak: 9/s, spike_duration: 31s",
      `${at}.spike_duration: expected a spike that ends within its phase, got "31s"`,
    ],
    [
      "pattern: spike, base: 1/s, peak: 9/s, spike_duration: 10s, spike_at: 21s",
      `${at}.spike_at: expected a spike that ends within its phase, got "21s"`,
    ],
    ["pattern: steps, rates: []", `${at}.rates: expected at least one rate, got []`],
    ["pattern: steps, rates: 5/s", `${at}.rates: expected a list of rates, such as [10/s, 20/s], got "5/s"`],
    ["pattern: steps, rates: [5]", `${at}.rates[0]: expected a rate with its unit, such as 10/s or 600/m, got 5`],
    ["pattern: steps, rates: [0/s, 0/s]", `${at}.rates: expected at least one rate above zero, got ["0/s","0/s"]`],
    ["pattern: sine, mean: 1/s, amplitude: 2/s, period: 1s", `${at}.amplitude: expected at most the mean, got "2/s"`],
    ["pattern: users, users: 0", `${at}.users: expected a whole number of at least 1, got 0`],
    [
      "pattern: users, users: 1, think_time: 2s..1s",
      `${at}.think_time: expected a duration or a range of two, such as 2s or 1s..3s, got "2s..1s"`,
    ],
    [
      "pattern: users, users: 1, max_concurrent_users: 5",
      `${at}.max_concurrent_users: unknown key; known keys: id, warmup, duration, cooldown, pattern, users, think_time`,
    ],
    [
      "pattern: constant, rate: 1/s, arrival: evn",
      `${at}.arrival: expected one of even, poisson, got "evn"; did you mean even?`,
    ],
  ])("%s is refused", (phase, problem) => {
    expect(ofPhase(phase)).toEqual([problem]);
  });
});

describe("load, tls, target and connection", () => {
  const planOf = (more: string) => parseConfig(`${text("GET /")}${more}\n`, "loadgate.yml", {}, files).plan;

  test("the client's certificate and key are read from their files", () => {
    expect(planOf("tls: { cert: ca.pem, key: key.pem }").load.tls).toEqual({
      verify: true,
      cert: fileTexts["ca.pem"],
      key: fileTexts["key.pem"],
    });
  });

  test("become part of the plan; a certificate is read from its file", () => {
    const { load } = planOf("load: { workers: 2, pin: on }\ntls: { verify: false, ca: ca.pem }");
    expect(load).toEqual({ workers: 2, pin: "on", tls: { verify: false, ca: fileTexts["ca.pem"] } });
    const { connection } = scenarioOf(
      text("GET /", ["http2: true", "redirects: 20", "timeout: 500ms", "keep_alive: false"]),
    );
    expect(connection).toEqual({ http2: true, redirects: 20, timeoutMs: 500, keepAlive: false });
  });

  test.each([
    ["https://shop.example/", "https://shop.example"],
    ["unix:/run/shop.sock", "unix:/run/shop.sock"],
  ])("a target may be %s", (target, origin) => {
    const config = text("GET /").replace("http://127.0.0.1:8080", target);
    expect(parseConfig(`${config}base: { from: target, target: '${target}' }\n`, "f", {}).plan).toMatchObject({
      target: origin,
      base: { target: origin },
    });
  });

  test.each([
    ["load: { workers: 0 }", "8: load.workers: expected a whole number of at least 1, got 0"],
    ["load: { pin: yes }", '8: load.pin: expected one of auto, on, off, got "yes"'],
    ["tls: { ca: none.pem }", '8: tls.ca: expected a file that exists, got "none.pem"'],
    ["tls: { ca: photo.png }", '8: tls.ca: expected a PEM file with certificates, got "photo.png"'],
    ["tls: { cert: ca.pem }", "8: tls.key: missing; tls.cert needs the file with its private key"],
    ["tls: { key: key.pem }", "8: tls.cert: missing; tls.key needs the file with its certificate"],
    ["tls: { cert: key.pem, key: key.pem }", '8: tls.cert: expected a PEM file with certificates, got "key.pem"'],
    ["tls: { cert: ca.pem, key: ca.pem }", '8: tls.key: expected a PEM file with a private key, got "ca.pem"'],
    [
      "tls: { cert: ca.pem, key: locked.pem }",
      '8: tls.key: expected a private key without a passphrase; remove it with openssl pkey -in FILE -out NEW, got "locked.pem"',
    ],
    [
      "base: { copy: [../.env] }",
      '8: base.copy[0]: expected a path or glob inside service.directory, such as .env, got "../.env"',
    ],
    ["tls: { verfy: no }", "8: tls.verfy: unknown key; did you mean verify?"],
  ])("%s is refused", (more, problem) => {
    expect(problemsOf(`${text("GET /")}${more}\n`)).toEqual([`loadgate.yml:${problem}`]);
  });

  test.each([
    ["redirects: 21", "redirects: expected a whole number, 0 to 20, got 21"],
    ["timeout: 0s", 'timeout: expected a duration above zero, got "0s"'],
    ["http2: 1", "http2: expected true or false, got 1"],
  ])("%s is refused", (line, problem) => {
    expect(problemsOf(text("GET /", [line]))).toEqual([`loadgate.yml:6: scenarios.shop.${problem}`]);
  });
});

describe("requests", () => {
  test("have their query added to the path, percent-encoded except for templates", () => {
    const entries = [
      '{ path: /a, query: { q: "x y&z", "n[]": 1, who: "é ${people.name}/${seq}" } }',
      "{ path: '/a?b=1', query: { c: 2 } }",
    ];
    const feeds = ["feeds: { people: people.csv }"];
    expect(stepsOf(text(entries, feeds)).map(({ path }) => path)).toEqual([
      "/a?q=x%20y%26z&n%5B%5D=1&who=%C3%A9%20${people.name}%2F${seq}",
      "/a?b=1&c=2",
    ]);
  });

  test("have a body of one of five kinds", () => {
    const entries = [
      "{ path: /1, body: hi }",
      "{ path: /2, json: [1, null] }",
      "{ path: /3, form: { a: 1, b: true } }",
      "{ path: /4, file: photo.png }",
      "{ path: /5, multipart: { title: 1, photo: { file: photo.png, type: image/png }, raw: { file: photo.png } } }",
    ];
    const content = new TextEncoder().encode("PNG");
    expect(stepsOf(text(entries)).map(({ body }) => body)).toEqual([
      { kind: "text", text: "hi" },
      { kind: "json", value: [1, null] },
      { kind: "form", fields: { a: "1", b: "true" } },
      { kind: "file", file: "photo.png", content },
      {
        kind: "multipart",
        parts: [
          { kind: "field", name: "title", text: "1" },
          { kind: "file", name: "photo", file: "photo.png", type: "image/png", content },
          { kind: "file", name: "raw", file: "photo.png", content },
        ],
      },
    ]);
  });

  test("expect statuses, headers, text, JSON and latency", () => {
    const entries = [
      "{ path: /1, expect: { status: 201 } }",
      "{ path: /2, expect: { status: 2xx } }",
      "{ path: /3, expect: { status: [200, 404, '500-503', 3xx] } }",
      "{ path: /4, expect: { header: { Content-Type: text/css, X-Id: '/^[0-9]+$/' }, body: ok, latency: 1s } }",
      "{ path: /5, expect: { body: '/o.k/', json: { '$.ok': true, '$..a[?@.b > 1]': { c: [] } } } }",
    ];
    expect(stepsOf(text(entries)).map((step) => step.expect)).toEqual([
      { statuses: [[201, 201]], headers: {}, json: {} },
      { statuses: [[200, 299]], headers: {}, json: {} },
      {
        statuses: [
          [200, 200],
          [404, 404],
          [500, 503],
          [300, 399],
        ],
        headers: {},
        json: {},
      },
      {
        statuses: [],
        headers: {
          "content-type": { kind: "equals", text: "text/css" },
          "x-id": { kind: "matches", pattern: "^[0-9]+$", flags: "" },
        },
        body: { kind: "contains", text: "ok" },
        json: {},
        latencyMs: 1000,
      },
      {
        statuses: [],
        headers: {},
        body: { kind: "matches", pattern: "o.k", flags: "" },
        json: {
          "$.ok": { kind: "equals", value: true },
          "$..a[?@.b > 1]": { kind: "equals", value: { c: [] } },
        },
      },
    ]);
  });

  test("extract by JSON path, header, cookie and regular expression", () => {
    const extract =
      "{ a: $.id, b: { json: '$.x' }, c: { header: Location }, d: { cookie: sid }, e: { regex: 'n=(\\d)' } }";
    expect(stepsOf(text(`{ path: /, extract: ${extract} }`)).map((step) => step.extract)).toEqual([
      {
        a: { kind: "json", path: "$.id" },
        b: { kind: "json", path: "$.x" },
        c: { kind: "header", name: "location" },
        d: { kind: "cookie", name: "sid" },
        e: { kind: "regex", pattern: "n=(\\d)", flags: "" },
      },
    ]);
  });

  test("have regular expressions with flags; a path is none", () => {
    const matchOf = (body: string) =>
      stepsOf(text(`{ path: /, expect: { body: '${body}' }, extract: { a: { regex: '${body}' } } }`)).map((step) => [
        step.expect.body,
        step.extract["a"],
      ])[0];
    const [i, ism] = [
      { pattern: "ok", flags: "i" },
      { pattern: "<a>.*</a>", flags: "ism" },
    ];
    expect(matchOf("/ok/i")).toEqual([
      { kind: "matches", ...i },
      { kind: "regex", ...i },
    ]);
    expect(matchOf("/<a>.*</a>/ism")).toEqual([
      { kind: "matches", ...ism },
      { kind: "regex", ...ism },
    ]);
    expect(["/shop/us", "/users/me", "/ok/1"].map((path) => matchOf(path)?.[0])).toEqual([
      { kind: "contains", text: "/shop/us" },
      { kind: "contains", text: "/users/me" },
      { kind: "contains", text: "/ok/1" },
    ]);
  });

  test("expect an absent value, null, or exactly a value that has a meaning of its own", () => {
    const json = "{ $.a: absent, $.b: null, $.c: { equals: absent }, $.d: { equals: null }, $.e: { equals: 1, f: 2 } }";
    expect(stepsOf(text(`{ path: /, expect: { json: ${json} } }`))[0]?.expect.json).toEqual({
      "$.a": { kind: "absent" },
      "$.b": { kind: "null" },
      "$.c": { kind: "equals", value: "absent" },
      "$.d": { kind: "equals", value: null },
      "$.e": { kind: "equals", value: { equals: 1, f: 2 } },
    });
  });

  test("keep whole numbers beyond 2^53", () => {
    const [step] = stepsOf(
      text(
        "{ path: /, query: { a: 1610521604143693812 }, headers: { b: -9007199254740993 }, json: { id: 1610521604143693812, 7: 9007199254740991 }, expect: { json: { $.id: 1610521604143693813 } } }",
      ),
    );
    expect(step).toMatchObject({
      path: "/?a=1610521604143693812",
      headers: { b: "-9007199254740993" },
      body: { kind: "json", value: { id: 1610521604143693812n, 7: 9007199254740991 } },
      expect: { json: { "$.id": { kind: "equals", value: 1610521604143693813n } } },
    });
  });

  test("of a flow have its name and think time, and keep their order", () => {
    const flow =
      "{ flow: buy, weight: 2, think_time: 500ms, steps: [GET /a, { path: /b, think_time: 1s..3s }, { name: pay, path: /c }, GET /a] }";
    const { flows, setup, teardown } = scenarioOf(
      text(
        ["GET /a", flow],
        ["setup: [POST /reset]", "teardown: [{ method: DELETE, path: /all, expect: { status: 204 } }]"],
      ),
    );
    expect(
      flows.map(({ weight, steps }) => [weight, steps.map(({ name, thinkTimeMs }) => [name, thinkTimeMs])]),
    ).toEqual([
      [1, [["GET /a", { fromMs: 0, toMs: 0 }]]],
      [
        2,
        [
          ["buy: GET /a", { fromMs: 500, toMs: 500 }],
          ["buy: GET /b", { fromMs: 1000, toMs: 3000 }],
          ["pay", { fromMs: 500, toMs: 500 }],
          ["buy: GET /a (2)", { fromMs: 500, toMs: 500 }],
        ],
      ],
    ]);
    expect([...setup, ...teardown].map(({ name, expect: { statuses } }) => [name, statuses])).toEqual([
      ["POST /reset", []],
      ["DELETE /all", [[204, 204]]],
    ]);
  });

  test.each([
    ["{ path: /, json: 1, form: {} }", "[0].form: a request has one body; remove json or form"],
    ["{ path: /, body: x, json: 1, file: photo.png }", "[0].body: a request has one body; remove json or file or body"],
    ["{ path: /, file: gone.bin }", '[0].file: expected a file that exists, got "gone.bin"'],
    [
      "{ path: /, file: folder.csv }",
      '[0].file: expected a file that can be read (EISDIR: illegal operation on a directory, read), got "folder.csv"',
    ],
    [
      "{ path: /, multipart: { a: { file: gone.bin } } }",
      '[0].multipart.a.file: expected a file that exists, got "gone.bin"',
    ],
    [
      "{ path: /, multipart: { a: { fil: x, file: photo.png } } }",
      "[0].multipart.a.fil: unknown key; did you mean file?",
    ],
    [
      "{ path: /, multipart: { a: 1 }, headers: { Content-Type: multipart/mixed } }",
      "[0].headers.Content-Type: multipart sets its own content-type; remove it",
    ],
    ["{ path: /, headers: { Host: null } }", "[0].headers.Host: expected a host: HTTP/1.1 has no request without one"],
    ["{ path: /, headers: { 'a b': x } }", "[0].headers.a b: expected a header name"],
    [
      "{ path: /, expect: { header: { b: /a+/g } } }",
      '[0].expect.header.b: expected no regular expression flags besides i, m, s, u and v, got "/a+/g"',
    ],
    [
      "{ path: /, extract: { b: { regex: /a+/uv } } }",
      "[0].extract.b.regex: expected a regular expression (Invalid flags supplied to RegExp constructor 'uv'), got \"/a+/uv\"",
    ],
    [
      "{ path: '/${number(7)}' }",
      "[0].path: ${number(7)}: expected a template in number( ), such as ${number(feed.column)}",
    ],
    ["{ path: '/${nmber(x.y)}' }", "[0].path: ${nmber(x.y)}: unknown function nmber; did you mean number?"],
    ["{ path: '/${text(x.y)}' }", "[0].path: ${text(x.y)}: unknown feed x; the scenario has no feeds"],
    ["{ path: /, headers: { a: 1, A: 2 } }", "[0].headers.A: the same header is set twice; case does not matter"],
    [
      '{ path: /, headers: { a: "x\\ny" } }',
      '[0].headers.a: expected Latin-1 text without line breaks, as in every header, got "x\\ny"',
    ],
    [
      "{ path: /, headers: { a: '€ ${seq}' } }",
      '[0].headers.a: expected Latin-1 text without line breaks, as in every header, got "€ ${seq}"',
    ],
    [
      "{ path: /, expect: { status: '299-200' } }",
      '[0].expect.status: expected a status range with the lower status first, got "299-200"',
    ],
    [
      "{ path: /, expect: { status: 2XX } }",
      '[0].expect.status: expected an HTTP status, 100 to 599, such as 201, 2xx, 200-299 or a list of them, got "2XX"',
    ],
    [
      "{ path: /, expect: { body: '/(/' } }",
      '[0].expect.body: expected a regular expression (Unterminated group), got "/(/"',
    ],
    [
      "{ path: /, expect: { header: { a: '/[/' } } }",
      '[0].expect.header.a: expected a regular expression (Unterminated character class), got "/[/"',
    ],
    [
      "{ path: /, expect: { json: { ok: true } } }",
      "[0].expect.json.ok: expected a JSONPath, such as $.items[0].id (expected '$', found 'o' ('ok':0))",
    ],
    ["{ path: /, expect: { statsu: 200 } }", "[0].expect.statsu: unknown key; did you mean status?"],
    [
      "{ path: /, extract: { a: '$.a[' } }",
      `[0].extract.a: expected a JSONPath, such as $.items[0].id (unclosed bracketed selection ('$.a[':4)), got "$.a["`,
    ],
    [
      "{ path: /, extract: { a: { regex: '(' } } }",
      '[0].extract.a.regex: expected a regular expression (Unterminated group), got "("',
    ],
    ["{ path: /, extract: { a: {} } }", "[0].extract.a: expected one of json, header, cookie, regex, got {}"],
    [
      "{ path: /, extract: { a: { json: $.a, header: b } } }",
      '[0].extract.a: expected one of json, header, cookie, regex, got {"json":"$.a","header":"b"}',
    ],
    ["{ path: /, extract: { a: { jsn: $.a } } }", "[0].extract.a.jsn: unknown key; did you mean json?"],
    ["{ path: /, extract: { uuid: $.a } }", "[0].extract.uuid: uuid is a built-in template; choose another name"],
    ["{ path: /, extract: { a-b: $.a } }", "[0].extract.a-b: expected a name of letters, digits and underscores"],
    [
      "{ path: /, zzzzzzz: 1 }",
      "[0].zzzzzzz: unknown key; known keys: name, method, path, query, headers, json, body, form, file, multipart, stream, expect, extract, sla, weight",
    ],
    [
      "{ flow: buy, steps: [GET /], zzzzzzz: 1 }",
      "[0].zzzzzzz: unknown key; known keys: flow, weight, think_time, steps",
    ],
    ["{ flow: buy }", "[0].steps: missing; expected a list of steps, such as [GET /cart]"],
    ["{ flow: buy, steps: [] }", "[0].steps: expected at least one step, got []"],
    ["{ flow: buy, steps: [GET] }", '[0].steps[0]: expected a method and a path, such as GET /hello, got "GET"'],
    ["{ flow: buy, step: [GET /], steps: [GET /] }", "[0].step: unknown key; did you mean steps?"],
    [
      "{ flow: buy, steps: [{ name: all, path: / }] }",
      "[0].steps[0].name: all is the name of all requests together; choose another name",
    ],
    [
      "{ flow: buy, steps: [{ path: /, weight: 2 }] }",
      "[0].steps[0].weight: unknown key; known keys: name, method, path, query, headers, json, body, form, file, multipart, stream, expect, extract, sla, think_time",
    ],
  ])("%s is refused", (request, problem) => {
    expect(ofRequest(request)).toEqual([problem]);
  });
});

describe("templates", () => {
  const feeds = ["feeds: { people: people.csv, items: { file: items.jsonl, order: shuffled } }"];

  test("with valid names stay unchanged in the plan", () => {
    const entries = [
      "GET /a/${uuid}/${ seq }/${random(-1, 100)}",
      "GET /a?b=${pick(people.csv, name)}",
      "{ path: '/${people.name}', headers: { a: '${people.age}' }, json: { a: ['${items.id}', { b: '${items.lost}' }] } }",
      "{ path: /, body: '$${plain} ${seq}' }",
    ];
    expect(ofRequest(entries[2] ?? "", feeds)).toEqual([
      "[0].json.a[1].b: ${items.lost}: items.jsonl has no column lost; the columns are id, tags, name, gone",
    ]);
    expect(problemsOf(text(entries.filter((_, i) => i !== 2)))).toEqual([]);
    expect(stepsOf(text(entries[0] ?? "")).map(({ path }) => path)).toEqual(["/a/${uuid}/${ seq }/${random(-1, 100)}"]);
  });

  test.each([
    ["GET /${uuuid}", "[0]: ${uuuid}: unknown value uuuid; did you mean uuid?"],
    ["GET /${cart}", "[0]: ${cart}: unknown value cart; no setup request or earlier step extracts a value"],
    ["GET /${peeple.name}", "[0]: ${peeple.name}: unknown feed peeple; did you mean people?"],
    ["GET /${zzz.name}", "[0]: ${zzz.name}: unknown feed zzz; the feeds are people, items"],
    ["GET /${people.nam}", "[0]: ${people.nam}: people.csv has no column nam; did you mean name?"],
    ["GET /${people.zzzzz}", "[0]: ${people.zzzzz}: people.csv has no column zzzzz; the columns are name, age"],
    [
      "GET /${pick(people.csv, agee)}",
      "[0]: ${pick(people.csv, agee)}: people.csv has no column agee; did you mean age?",
    ],
    ["GET /${pick(gone.csv, a)}", "[0]: ${pick(gone.csv, a)}: expected a file that exists"],
    ["GET /${pick(gone.txt, a)}", "[0]: ${pick(gone.txt, a)}: expected a file that ends in .csv, .jsonl or .ndjson"],
    [
      "GET /${pick(people.csv)}",
      "[0]: ${pick(people.csv)}: expected a file and a column, such as ${pick(people.csv, name)}",
    ],
    [
      "GET /${rnd(1)}",
      "[0]: ${rnd(1)}: unknown function rnd; the functions are random(from, to), pick(file, column), text(…), number(…), boolean(…)",
    ],
    ["GET /${randon(1,2)}", "[0]: ${randon(1,2)}: unknown function randon; did you mean random?"],
    [
      "GET /${random(5,1)}",
      "[0]: ${random(5,1)}: expected two whole numbers, the smaller one first, less than 2^32 apart, such as ${random(1,100)}",
    ],
    ["GET /${1+1}", "[0]: ${1+1}: expected a template, such as ${uuid}, ${random(1,100)} or ${feed.column}"],
    ["{ path: /, body: 'a ${ b' }", "[0].body: ${: expected a closing }; write $${ for a literal ${"],
    [
      "{ path: /, form: { a: '${x}' } }",
      "[0].form.a: ${x}: unknown value x; no setup request or earlier step extracts a value",
    ],
    ["{ path: /, query: { a: '${uid}' } }", "[0].query.a: ${uid}: unknown value uid; did you mean uuid?"],
    ["{ path: /, multipart: { a: '${uid}' } }", "[0].multipart.a: ${uid}: unknown value uid; did you mean uuid?"],
    ["{ path: '${uuid}' }", '[0].path: expected a path that starts with /, such as /hello, got "${uuid}"'],
    ["{ path: '$${x}' }", null],
  ])("%s is refused", (request, problem) => {
    const got = ofRequest(request, feeds);
    if (problem !== null) return expect(got).toEqual([problem]);
    expect(got).toEqual(['[0].path: expected a path that starts with /, such as /hello, got "$${x}"']);
  });

  test("can use only the values that setup and earlier steps of their flow extract", () => {
    const setup = ["setup: [{ path: /login, extract: { token: $.t } }, 'GET /${token}', 'GET /${user}']"];
    const flow = ["{ path: '/${cart}', extract: { cart: $.id } }", "'GET /${cart}/${token}'", "'GET /${car}'"];
    expect(
      problemsOf(
        text(
          ["GET /${cart}", `{ flow: buy, steps: [${flow.join(", ")}] }`],
          [...setup, "teardown: ['GET /${token}', 'GET /${cart}']"],
        ),
      ),
    ).toEqual([
      "loadgate.yml:6: scenarios.shop.setup[2]: ${user}: unknown value user; the values are token",
      "loadgate.yml:7: scenarios.shop.teardown[1]: ${cart}: unknown value cart; the values are token",
      "loadgate.yml:9: scenarios.shop.requests[0]: ${cart}: unknown value cart; the values are token",
      "loadgate.yml:10: scenarios.shop.requests[1].steps[0].path: ${cart}: unknown value cart; the values are token",
      "loadgate.yml:10: scenarios.shop.requests[1].steps[2]: ${car}: unknown value car; did you mean cart?",
    ]);
  });

  test("do not include text from environment variables", () => {
    const config = text("{ path: /, body: '${env.A} $${env.A}', headers: { a: '${env.A}' } }");
    const { plan } = parseConfig(config, "f", { A: "se${uuid}ret" });
    expect(plan.scenarios[0].flows[0]?.steps[0]).toMatchObject({
      body: { kind: "text", text: "se$${uuid}ret $${env.A}" },
      headers: { a: "se$${uuid}ret" },
    });
  });
});

describe("feeds", () => {
  test("have the rows of their files as text, and their order", () => {
    const more = ["feeds: { people: people.csv, items: { file: items.jsonl, order: once } }"];
    const { feeds } = scenarioOf(text("GET /${pick(people.csv, name)}", more));
    const people = [
      { name: "Ann", age: "41" },
      { name: "Bob, the second", age: "7" },
    ];
    expect(feeds).toEqual({
      people: { file: "people.csv", order: "in_order", rows: people },
      items: {
        file: "items.jsonl",
        order: "once",
        rows: [{ id: 1, tags: ["a"], name: "x", gone: null }, { id: 1610521604143693812n }],
      },
      "people.csv": { file: "people.csv", order: "in_order", rows: people },
    });
  });

  test.each([
    ["a: gone.csv", 'a: expected a file that exists, got "gone.csv"'],
    ["a: { file: gone.csv }", 'a.file: expected a file that exists, got "gone.csv"'],
    ["a: people.txt", 'a: expected a file that ends in .csv, .jsonl or .ndjson, got "people.txt"'],
    ["a: { file: people.csv, order: random }", 'a.order: expected one of in_order, shuffled, once, got "random"'],
    ["a: { file: people.csv, oder: once }", "a.oder: unknown key; did you mean order?"],
    ["a-b: people.csv", "a-b: expected a name of letters, digits and underscores"],
    ["env: people.csv", "env: env is reserved for environment variables; choose another name"],
    ["a: torn.csv", 'a: expected CSV (Invalid Record Length: expect 2, got 1 on line 2), got "torn.csv"'],
    ["a: twice.csv", 'a: expected different column names, found a twice, got "twice.csv"'],
    ["a: empty.csv", 'a: expected at least one row, got "empty.csv"'],
    ["a: latin.csv", 'a: expected a file in UTF-8, got "latin.csv"'],
    ["a: wrong.jsonl", 'a: expected a JSON object on each line, found something else on line 3, got "wrong.jsonl"'],
  ])("%s is refused", (feed, problem) => {
    expect(problemsOf(text("GET /", [`feeds: { ${feed} }`]))).toEqual([
      `loadgate.yml:6: scenarios.shop.feeds.${problem}`,
    ]);
  });

  test("that cannot be read are reported once, not again for every template", () => {
    expect(problemsOf(text("GET /${a.b}/${a.c}", ["feeds: { a: gone.csv }"]))).toEqual([
      'loadgate.yml:6: scenarios.shop.feeds.a: expected a file that exists, got "gone.csv"',
    ]);
  });

  test("with order once cannot be used in setup and teardown", () => {
    const more = ["feeds: { people: { file: people.csv, order: once } }", "setup: ['GET /${people.name}']"];
    expect(problemsOf(text("GET /${people.name}", more))).toEqual([
      "loadgate.yml:7: scenarios.shop.setup[0]: ${people.name}: people keeps each row for one arrival; setup and teardown cannot use it",
    ]);
  });
});

test("a draft lists each referenced file once, before any file is read", () => {
  const config = text(
    ["{ path: '/${pick(people.csv, name)}', file: photo.png }", "{ path: /, multipart: { a: { file: b.bin } } }"],
    ["feeds: { people: people.csv, items: items.jsonl }"],
  );
  expect(parseDraft(`${config}tls: { ca: ca.pem }\n`, "f", {}).files.toSorted()).toEqual([
    "b.bin",
    "ca.pem",
    "items.jsonl",
    "people.csv",
    "photo.png",
  ]);
});
