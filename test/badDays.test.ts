import { readFile, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort } from "./support/freePort.ts";
import { type ConfigParts, config, loadgate, sampleService, workspace } from "./support/loadgate.ts";

/** Runs with such a configuration and gives the exit code, what was said, and what results.json says. */
async function badDay(parts: ConfigParts, args: readonly string[] = [], files: Readonly<Record<string, string>> = {}) {
  await using place = await workspace({ "loadgate.yml": config(parts), ...files });
  const run = await loadgate(["run", ...args], place.path);
  const results = await place.results();
  return { ...run, verdict: results.verdict, scenario: results.scenarios[0], failure: results.scenarios[0]?.failure };
}

test("a service that ends before it is ready: its exit code and the end of its log", async () => {
  const { code, verdict, failure, stdout } = await badDay({ command: "echo no database; echo giving up >&2; exit 3" });
  expect([code, verdict.kind]).toEqual([23, "invalid"]);
  expect(failure).toMatch(
    /^service\.command: the head service ended with exit code 3 before it was ready\nthe end of its log \(.*service-head\.log\):\n {2}\| no database\n {2}\| giving up$/,
  );
  expect(stdout).toContain("  | giving up");
});

test("a service that never listens", async () => {
  const { code, failure } = await badDay({ service: ["ready_timeout: 700ms", "env: { FAULT_NO_PORT: 1 }"] });
  expect(code).toBe(23);
  expect(failure).toMatch(
    /^service\.ready: expected the head service to answer GET \/healthz on PORT \d+ with 2xx within 0\.7 s, got: nothing listened; correct service\.ready or raise service\.ready_timeout\nit logged nothing$/,
  );
});

test("a service that listens elsewhere is told to read PORT", async () => {
  const port = await freePort();
  const { failure } = await badDay({ service: ["ready_timeout: 1500ms", `env: { FAULT_PORT: ${port} }`] });
  expect(failure).toContain(`got: nothing listened (it listens on ${port}: let it read PORT)`);
});

test("a service that answers the wrong status", async () => {
  await using place = await workspace({
    "loadgate.yml": config({ service: ["ready_timeout: 700ms"] }).replace("/healthz", "/nowhere"),
  });
  await loadgate(["run"], place.path);
  expect((await place.results()).scenarios[0]?.failure).toContain("got: GET /nowhere answered 404;");
});

test("a port that a stale server holds", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const { code, failure } = await badDay({ service: [`env: { FAULT_PORT: ${port} }`] });
  server.close();
  expect(code).toBe(23);
  expect(failure).toContain("before it was ready");
  expect(failure).toContain("it wants a port that another process holds: let it listen on PORT, or stop that process");
});

test("a server that is none of the service's own, on the service's port, is not measured", async () => {
  // The service lets go of a server, in a session of its own and without our mark, and merely stays alive itself.
  const stale = `env -i PATH="$PATH" PORT="$PORT" setsid ${process.execPath} -e 'require("http").createServer((q,r)=>r.end()).listen(process.env.PORT,"127.0.0.1"); setTimeout(()=>process.exit(),8000)' & disown 2>/dev/null; sleep 30`;
  const { code, failure } = await badDay({
    command: JSON.stringify(`(${stale.replace(" & disown 2>/dev/null; sleep 30", "")} &) ; sleep 30`),
  });
  expect(code).toBe(23);
  expect(failure).toMatch(
    /^service\.command: the head service does not listen on its PORT \d+, but process \d+ \(.*\) does; stop that process$/,
  );
});

test("a service that dies while it is measured: the rounds before it are kept", async () => {
  // The head's fourth start, of the third round behind the rehearsal, ends after 60 requests.
  const start = `
    if [ "$LOADGATE_ARM" = head ]; then
      n=$(cat starts 2>/dev/null || echo 0); echo $((n + 1)) >starts
      [ "$n" -eq 3 ] && export FAULT_CRASH_AFTER=60
    fi
    exec ${process.execPath} ${sampleService}`;
  const { code, verdict, failure, scenario } = await badDay(
    { command: "sh start.sh", top: ["gate: { budget: 60s }", "base: { directory: . }"] },
    [],
    { "start.sh": start },
  );
  expect([code, verdict.kind, scenario?.rounds.length]).toEqual([23, "invalid", 2]);
  expect(failure).toMatch(
    /^service\.command: the head service ended with exit code 70 while it was measured\nthe end of its log/,
  );
  expect(scenario?.phases.map(({ arm, due_requests }) => [arm, due_requests])).toEqual([
    ["base", 100],
    ["base", 100],
    ["head", 100],
    ["head", 100],
  ]);
});

test("a build that fails", async () => {
  const { code, failure } = await badDay({ service: ["build: echo compiling; exit 2"] });
  expect(code).toBe(23);
  expect(failure).toMatch(
    /^service\.build: the head build ended with exit code 2\nthe end of its log .*\n {2}\| compiling$/,
  );
});

test("a duet that is asked for without a base", async () => {
  await using place = await workspace({
    "loadgate.yml": config().replace("steady:\n", "steady:\n    compare: duet\n"),
  });
  const run = await loadgate(["run"], place.path);
  expect([run.code, (await place.results()).scenarios[0]?.failure]).toEqual([
    23,
    "scenarios.steady.compare: a duet takes a base to start; name base.directory, base.target or --base",
  ]);
});

test("a base directory that does not exist", async () => {
  const { code, failure } = await badDay({ top: ["base: { directory: ./gone }"] });
  expect(code).toBe(23);
  expect(failure).toMatch(/^base\.directory: expected a directory, got .*\/gone, which does not exist$/);
});

test("a target that nobody serves", async () => {
  const port = await freePort();
  await using place = await workspace({
    "loadgate.yml": config().replace(/service:\n.*\n.*\n/, `target: http://127.0.0.1:${port}\n`),
  });
  const run = await loadgate(["run"], place.path);
  const { verdict, scenarios } = await place.results();
  expect([run.code, verdict.kind]).toEqual([23, "invalid"]);
  expect(scenarios[0]?.failure).toBe(
    `target: nothing listens at http://127.0.0.1:${port} (ECONNREFUSED); start it before, or correct target`,
  );
});

test.each([
  [
    "corrupt",
    "{ no json",
    /^steady: b\.json is corrupt \(not JSON\); delete it and let a run on the default branch make a new one$/,
  ],
  ["foreign", '{"data":[1,2]}', /^steady: b\.json is no baseline of Loadgate \(schema: .*\); delete it/],
  [
    "too new",
    '{"schema":2,"runs":[]}',
    /^steady: b\.json has schema 2 and this Loadgate reads schema 1: use a newer Loadgate, or delete it/,
  ],
])("a %s baseline is no green", async (_, text, reason) => {
  const { code, verdict, scenario } = await badDay({}, ["--baseline", "b.json"], { "b.json": text });
  expect([code, verdict.kind]).toEqual([23, "invalid"]);
  expect(verdict.reasons).toEqual([expect.stringMatching(reason)]);
  expect(scenario?.phases.map(({ successful_requests }) => successful_requests)).toEqual([50]);
});

test("a baseline that does not exist yet is said, and fails nothing", async () => {
  const { code, verdict, scenario } = await badDay({}, ["--baseline", "b.json"]);
  expect([code, verdict.kind]).toEqual([0, "pass"]);
  expect(scenario?.comparisons[0]).toMatchObject({ outcome: "new", reason: "no baseline yet: b.json does not exist" });
});

test("reports that cannot be written leave no green run, and the verdict is told all the same", async () => {
  await using place = await workspace({ "loadgate.yml": config(), "loadgate-report/report.md/in the way": "" });
  const run = await loadgate(["run"], place.path);
  expect(run.code).toBe(23);
  expect(run.stderr).toMatch(
    /loadgate: loadgate-report\/report\.md could not be written \(EISDIR.*\); free space or choose another --out\n/,
  );
  expect((await place.results()).verdict.kind).toBe("pass");
});

test("a full disk", async () => {
  await using place = await workspace({ "loadgate.yml": config(), "loadgate-report/service-head.log": "" });
  // /dev/full answers every write as a full disk does.
  await symlink("/dev/full", place.at("loadgate-report/results.json.partial"));
  const run = await loadgate(["run"], place.path);
  expect(run.code).toBe(23);
  expect(run.stderr).toContain(
    "loadgate: loadgate-report/results.json could not be written (ENOSPC: no space left on device, write); free space or choose another --out\n",
  );
  expect(await place.read("loadgate-report/report.md")).toContain("No baseline yet");
});

test.each([
  [
    ["run", "--config", "gone.yml"],
    "loadgate: gone.yml: the file does not exist; write one (see the README), or name it by --config, in a workflow by the input config\n",
  ],
  [["run", "--scenario", "stedy"], "loadgate: --scenario: expected one of steady, got stedy\n"],
  [["run", "--bse", "x"], "loadgate: Unknown option '--bse'"],
  [["jugde"], "loadgate: expected run, judge, report or schema, got jugde; see loadgate --help\n"],
  [["judge", "gone.json"], "loadgate: gone.json does not exist; expected the results.json of loadgate run\n"],
  [["judge", "loadgate.yml"], "loadgate: loadgate.yml: not JSON; expected the results.json of loadgate run\n"],
  [["report", "bad.json"], "loadgate: bad.json: schema: "],
  [["judge", "."], "loadgate: . cannot be read (EISDIR"],
  [["run", "--config", "."], "loadgate: .: the file cannot be read (EISDIR"],
  [["run", "steady"], "loadgate: run takes no arguments but options, got steady; see loadgate --help\n"],
])("%j ends with 22 and one message", async (args, message) => {
  await using place = await workspace({ "loadgate.yml": config(), "bad.json": "{}" });
  const { code, stderr, stdout } = await loadgate(args, place.path);
  expect([code, stdout, stderr.slice(0, message.length)]).toEqual([22, "", message]);
});

test.each([
  [
    "a histogram that is none",
    /"histogram": "HISTF[^"]*"/,
    '"histogram": "x"',
    "loadgate: r.json: a histogram is corrupt; ",
  ],
  ["a metric that is none", /"metric": "p95"/, '"metric": "p96"', "loadgate: r.json: scenarios.0.comparisons."],
])("results with %s end with 22 and one message", async (_, good, bad, message) => {
  const text = await readFile(new URL("../fixtures/results/regressed.json", import.meta.url), "utf8");
  await using place = await workspace({ "r.json": text.replace(good, bad) });
  const { code, stderr, stdout } = await loadgate(["judge", "r.json"], place.path);
  expect([code, stdout, stderr.slice(0, message.length)]).toEqual([22, "", message]);
});

test.each([["monitors: { redis: 'redis://localhost' }", "monitors.redis: reading Redis"]])(
  "what needs a later version, %s, never runs without it",
  async (line, what) => {
    await using place = await workspace({ "loadgate.yml": config({ top: [line] }) });
    const { code, stderr } = await loadgate(["run"], place.path);
    expect([code, stderr]).toEqual([
      22,
      `loadgate: loadgate.yml:5: ${what} is not supported yet by this version of Loadgate; remove it to run without\n`,
    ]);
  },
);

test("a budget that the first scenario has spent is no budget for the second", async () => {
  await using place = await workspace({
    "loadgate.yml": `${config({ duration: "200ms", top: ["base: { directory: . }", "gate: { budget: 1s }"] })}  second:
    phases: [{ pattern: constant, rate: 50/s, duration: 200ms }]
    requests: [GET /hello]
`,
  });
  const { code, stderr } = await loadgate(["run"], place.path);
  expect(code).toBe(23);
  expect(stderr).toContain("steady: too little time to compare: gate.budget has 1 s for it, and 4 rounds and the ");
  const { scenarios } = await place.results();
  expect([scenarios[0]?.rounds.length, scenarios[1]?.rounds.length, scenarios[1]?.failure]).toEqual([
    1,
    0,
    "gate.budget: nothing is left of 1 s, which 2 scenarios share; raise it, or compare fewer scenarios",
  ]);
});
