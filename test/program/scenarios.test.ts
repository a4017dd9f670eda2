import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { createServer as createHttp2 } from "node:http2";
import { createServer as createTcpServer } from "node:net";
import { describe, expect, test } from "vitest";
import { runLoadgate, workspace } from "../support/loadgate.ts";
import { type LoggedRequest, loggingServer } from "../support/loggingServer.ts";
import { listenOnFreePort } from "../support/sendRequest.ts";

/** Whole runs against servers with their own counts. */

const lines = (log: readonly LoggedRequest[]) => log.map(({ method, url }) => `${method} ${url}`);
const count = (log: readonly LoggedRequest[], of: string) => lines(log).filter((line) => line === of).length;

describe("a scenario with every feature", () => {
  const yaml = (target: string) => `version: 1
target: ${target}
scenarios:
  shop:
    timeout: 5s
    feeds:
      people: { file: people.csv, order: in_order }
    setup:
      - { method: POST, path: /login, form: { user: admin }, extract: { token: $.token } }
    teardown:
      - { method: DELETE, path: /session }
    phases:
      - { id: ramp, pattern: ramp, from: 0/s, to: 100/s, duration: 1s }
      - { id: spike, pattern: spike, base: 10/s, peak: 200/s, spike_at: 200ms, spike_duration: 100ms, duration: 500ms }
      - { id: burst, pattern: burst, size: 20, interval: 250ms, duration: 500ms }
      - { id: steps, pattern: steps, rates: [20/s, 60/s], duration: 1s }
      - { id: wave, pattern: sine, mean: 50/s, amplitude: 50/s, period: 500ms, duration: 1s, arrival: poisson }
      - { id: loop, pattern: users, users: 3, think_time: 20ms, duration: 500ms }
    requests:
      - { name: greet, path: "/hello/\${people.name}", headers: { authorization: "Bearer \${token}" }, expect: { body: hello } }
      - flow: buy
        weight: 2
        steps:
          - { method: POST, path: /cart, json: { id: "\${uuid}", n: "\${seq}" }, expect: { status: 201 }, extract: { cart: $.cart } }
          - GET /cart/\${cart}
`;

  test("sends the configured requests and records them", async () => {
    let carts = 0;
    await using server = await loggingServer(({ method, url }, response) => {
      if (url === "/login") response.end('{"token":"t0k"}');
      else if (method === "POST") response.writeHead(201).end(JSON.stringify({ cart: ++carts }));
      else response.end("hello");
    });
    await using folder = await workspace({
      "loadgate.yml": yaml(server.origin),
      "people.csv": "name,age\nAda Lovelace,36\nJürgen,50\n",
    });
    const { code, stderr } = await runLoadgate(["run"], folder.path);
    expect(stderr).toContain("shop: played whole");
    expect(code).toBe(0);
    const { scenarios } = await folder.results();
    const phases = scenarios[0]?.phases ?? [];
    const due = (name: string) =>
      phases.reduce((sum, { requests }) => {
        return sum + (requests.find((request) => request.name === name)?.due_requests ?? 0);
      }, 0);
    const { log } = server;
    expect(phases.map(({ id, failures }) => [id, failures])).toEqual(
      ["ramp", "spike", "burst", "steps", "wave", "loop"].map((id) => [id, {}]),
    );
    const arrivals = phases.slice(0, 5).map(({ requests }) => {
      const of = (name: string) => requests.find((request) => request.name === name)?.due_requests ?? 0;
      return of("greet") + of("buy: POST /cart");
    });
    expect(arrivals).toEqual([50, 24, 40, 40, 50]);
    expect(count(log, "POST /cart")).toBe(due("buy: POST /cart"));
    expect(log.filter(({ url }) => url.startsWith("/cart/"))).toHaveLength(due("buy: GET /cart/${cart}"));
    const greeted = log.filter(({ url }) => url.startsWith("/hello"));
    expect(greeted).toHaveLength(due("greet"));
    expect(new Set(greeted.map(({ url, headers }) => `${url} ${headers.authorization}`))).toEqual(
      new Set(["/hello/Ada%20Lovelace Bearer t0k", "/hello/J%C3%BCrgen Bearer t0k"]),
    );
    expect([lines(log)[0], lines(log).at(-1), log[0]?.body]).toEqual(["POST /login", "DELETE /session", "user=admin"]);
    expect(new Set(log.filter(({ method }) => method === "POST").map(({ body }) => body)).size).toBe(carts + 1);
  });

  test("is not measured if a step of the setup fails, and the reason names the step", async () => {
    await using server = await loggingServer((_, response) => response.writeHead(403).end());
    await using folder = await workspace({ "loadgate.yml": yaml(server.origin), "people.csv": "name,age\nAda,36\n" });
    const { code, stdout } = await runLoadgate(["run"], folder.path);
    expect(code).toBe(23);
    expect(stdout).toContain("shop: setup[0], POST /login: status 403");
    expect(lines(server.log)).toEqual(["POST /login"]);
  });
});

test("a scenario whose setup only the head serves is new, and its SLA applies", async () => {
  await using base = await loggingServer((_, response) => response.writeHead(404).end());
  await using head = await loggingServer((_, response) => response.end('{"token":"t0k"}'));
  await using folder = await workspace({
    "loadgate.yml": `version: 1
target: ${head.origin}
base: { target: "${base.origin}" }
gate: { budget: 6s }
sla: { p95: 5s }
scenarios:
  account:
    setup:
      - { method: POST, path: /login, extract: { token: $.token } }
    phases:
      - { pattern: constant, rate: 50/s, duration: 3s }
    requests: [{ name: account, path: /account, headers: { authorization: "Bearer \${token}" } }]
`,
  });
  const { code, stdout } = await runLoadgate(["run"], folder.path);
  expect(code).toBe(0);
  expect(stdout).toContain("New: account, nothing to compare with");
  expect(stdout).toContain("account: the base does not serve setup[0], POST /login (status 404)");
  const [account] = (await folder.results()).scenarios;
  expect(new Set(account?.comparisons.map(({ outcome }) => outcome))).toEqual(new Set(["new"]));
  expect(account?.sla).toMatchObject([{ metric: "p95", outcome: "met" }]);
  expect(count(head.log, "GET /account")).toBe(150);
  expect(new Set(lines(base.log))).toEqual(new Set(["POST /login"]));
});

test("a setup that only the head fails in a later round fails the run, with round, response, log and remedy", async () => {
  const server = `import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
const arm = process.env.LOADGATE_ARM;
createServer((request, response) => {
  if (request.method === "GET") return response.end("ok");
  const isKnown = arm === "head" && existsSync("user");
  if (isKnown) console.error("Error: duplicate user Ann");
  writeFileSync("user", "");
  response.writeHead(isKnown ? 409 : 201).end(isKnown ? '{"error": "duplicate user"}\\n' : "");
}).listen(process.env.PORT, "127.0.0.1");
`;
  await using folder = await workspace({
    "server.mjs": server,
    "base/server.mjs": server,
    "loadgate.yml": `version: 1
service: { command: node server.mjs }
base: { directory: base }
gate: { budget: 10s }
scenarios:
  shop:
    setup: [{ method: POST, path: /users }]
    phases: [{ pattern: constant, rate: 50/s, duration: 300ms }]
    requests: [GET /]
`,
  });
  const { code, stdout } = await runLoadgate(["run"], folder.path);
  const { scenarios, verdict } = await folder.results();
  const reason =
    'shop: setup[0], POST /users: status 409 (on the head, in round 1); the response begins: {"error": "duplicate user"}; ' +
    "it succeeded in the round before, so it depends on state that earlier rounds changed: reset that state in service.before_round";
  expect([code, verdict.kind, verdict.reasons, scenarios[0]?.failed_arm]).toEqual([20, "fail", [reason], "head"]);
  expect(stdout).toContain(`The head is broken: ${reason}`);
  expect(stdout).toContain("  | Error: duplicate user Ann");
});

test("load that cannot run in pieces is played whole for base and head in turn, the same for both", async () => {
  // A generator on a busy machine may be late by a share of that.
  const answer = (_: LoggedRequest, response: ServerResponse) => void setTimeout(() => response.end("ok"), 300);
  await using base = await loggingServer(answer);
  await using head = await loggingServer(answer);
  await using folder = await workspace({
    "loadgate.yml": `version: 1
target: ${head.origin}
base: { target: "${base.origin}" }
gate: { budget: 3s }
scenarios:
  up:
    phases:
      - { pattern: ramp, from: 0/s, to: 100/s, duration: 500ms }
    requests: ["GET /\${uuid}"]
`,
  });
  const { code } = await runLoadgate(["run"], folder.path);
  expect(code).toBe(0);
  const [up] = (await folder.results()).scenarios;
  expect(up?.mode).toEqual({
    kind: "alternate",
    reason: `base and head in turn on one machine, because ramp-1 can only be played whole, base from ${base.origin}`,
  });
  const rounds = up?.rounds.length ?? 0;
  expect([base.log.length, head.log.length]).toEqual([25 * rounds, 25 * rounds]);
  expect(lines(base.log).toSorted()).toEqual(lines(head.log).toSorted());
});

test("a service whose responses wait for acknowledgements gives a warning", async () => {
  const server = createTcpServer({ noDelay: false }, (socket) => {
    socket.on("error", () => {});
    socket.on("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
      socket.write("ok");
    });
  });
  const target = `http://127.0.0.1:${await listenOnFreePort(server)}`;
  await using folder = await workspace({
    "loadgate.yml": `version: 1
target: ${target}
scenarios:
  shop:
    phases:
      - { pattern: constant, rate: 100/s, duration: 2s }
    requests: [GET /orders]
`,
  });
  const { code } = await runLoadgate(["run"], folder.path);
  server.close();
  expect(code).toBe(0);
  const { warnings } = await folder.results();
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^shop: GET \/orders: \d+ % of the responses came in two pieces, .* set TCP_NODELAY, or write/,
    ),
  ]);
  expect(await folder.read("loadgate-report/report.md")).toMatch(
    /^- shop: GET \/orders: \d+ % of the responses came in two pieces/m,
  );
});

describe("targets that the fast HTTP client does not support", () => {
  const yaml = (target: string, more = "") => `version: 1
target: ${target}
scenarios:
  one:
    ${more}
    phases: [{ pattern: constant, rate: 100/s, duration: 500ms }]
    requests: [GET /hello]
`;

  async function run(config: string) {
    await using folder = await workspace({ "loadgate.yml": config });
    const { code } = await runLoadgate(["run"], folder.path);
    const [phase] = (await folder.results()).scenarios[0]?.phases ?? [];
    return { code, client: phase?.generator?.client, ok: phase?.successful_requests };
  }

  test("use HTTP/2 on few connections if configured", async () => {
    let sessions = 0;
    const server = createHttp2((_, response) => void setTimeout(() => response.end("hello"), 300));
    server.on("session", () => sessions++);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    expect(await run(yaml(`http://127.0.0.1:${port}`, "http2: true"))).toEqual({ code: 0, client: "http2", ok: 50 });
    // One connection only checked that the service listens.
    expect(sessions).toBe(2);
    server.close();
  });

  test("are a finding in turns if only one arm speaks HTTP/2, and no measurement if none does", async () => {
    const server = createHttp2((_, response) => response.end("hello"));
    const kept = `http://127.0.0.1:${await listenOnFreePort(server)}`;
    await using lost = await loggingServer();
    const runPair = async (base: string) => {
      const more = `http2: true\n    compare: alternate`;
      const config = `${yaml(lost.origin, more).replace("500ms", "300ms")}base: { target: "${base}" }\ngate: { budget: 20s }\n`;
      await using folder = await workspace({ "loadgate.yml": config });
      const { code, stdout } = await runLoadgate(["run"], folder.path);
      return { code, stdout };
    };
    const [half, none] = [await runPair(kept), await runPair(lost.origin)];
    server.close();
    expect([half.code, none.code]).toEqual([20, 23]);
    expect(half.stdout).toContain("GET /hello fails more often: error rate +100 pp");
    expect(half.stdout).toMatch(/failed on the head \(HTTP\/2 not spoken\): .*http2: true$/m);
    expect(none.stdout).toContain(`one: every request to ${lost.origin} failed: HTTP/2 not spoken`);
  });

  test("do not include Unix sockets", async () => {
    await using folder = await workspace();
    const server = createServer((_, response) => void setTimeout(() => response.end("hello"), 300));
    server.listen(folder.at("socket"));
    await once(server, "listening");
    expect(await run(yaml(`unix:${folder.at("socket")}`))).toEqual({ code: 0, client: "http1", ok: 50 });
    server.close();
  });
});
