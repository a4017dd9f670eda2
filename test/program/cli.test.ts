import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { runInProcess, runLoadgate, sampleCommand, sampleConfig, workspace } from "../support/loadgate.ts";

const slowHead = `if [ "$LOADGATE_ARM" = head ]; then ${sampleCommand(160)}; fi; ${sampleCommand(60)}`;

test("a duet finds a slower head and exits with 20; judge and report say the same from the file", async () => {
  await using folder = await workspace({
    "loadgate.yml": sampleConfig({
      command: `'${slowHead}'`,
      rate: "100/s",
      duration: "250ms",
      top: ["gate: { budget: 30s }", "explain: { budget: 15s }", "base: { directory: . }"],
    }),
  });
  const run = await runLoadgate(["run"], folder.path);
  expect([run.code, run.stderr.split("\n")[0]]).toEqual([20, "steady: rehearsal round"]);

  const results = await folder.results();
  const [scenario] = results.scenarios;
  expect(scenario?.mode).toEqual({ kind: "duet", reason: "base and head on one machine, base from directory ." });
  const p50 = scenario?.comparisons.find(({ metric }) => metric === "p50");
  expect(p50?.outcome).toBe("regressed");
  // 160 ms instead of 60 ms.
  expect(p50?.head).toBeGreaterThanOrEqual(160);
  expect(p50?.change_ratio).toBeGreaterThan(1);
  expect(results.verdict).toMatchObject({ kind: "fail", failing: true });
  expect(results.verdict.reasons[0]).toMatch(/^steady: (p50|p95|tail) \+\d+ % \[\d+, \d+\]$/);

  // Both arms got the same requests, and each request is counted once.
  const phases = scenario?.phases.filter(({ warmup }) => !warmup) ?? [];
  const due = 25 * (scenario?.rounds.length ?? 0);
  expect(phases.map((phase) => [phase.arm, phase.due_requests, phase.successful_requests])).toEqual([
    ["base", due, due],
    ["head", due, due],
  ]);

  // The extra rounds come last.
  expect(run.stderr).toMatch(/steady: [3-6] extra rounds to explain \S+ of GET \/hello\n/);
  const { explanation } = scenario ?? {};
  const extraRounds = explanation?.rounds ?? 0;
  expect(extraRounds).toBeGreaterThanOrEqual(1);
  // A busy machine may need longer for a round than expected.
  expect((explanation?.failures ?? []).filter((one) => !one.startsWith("explain.budget ended after"))).toEqual([]);
  const profiled = Map.groupBy(explanation?.profiles ?? [], ({ arm }) => arm);
  expect([profiled.get("base")?.length, profiled.get("head")?.length]).toEqual([extraRounds, extraRounds]);
  for (const { path } of explanation?.profiles ?? []) {
    expect(JSON.parse(await folder.read(`loadgate-report/${path}`)).nodes[0].callFrame.functionName).toBe("(root)");
  }

  const before = await folder.read("loadgate-report/results.json");
  const judged = await runLoadgate(["judge", "loadgate-report/results.json", "--out", "again"], folder.path);
  expect([judged.code, judged.stdout]).toEqual([20, run.stdout]);
  expect(await folder.read("again/results.json")).toBe(before);
  const markdown = await runLoadgate(["report", "loadgate-report/results.json", "--format", "markdown"], folder.path);
  expect([markdown.code, markdown.stdout]).toEqual([0, await folder.read("loadgate-report/report.md")]);
  const json = await runLoadgate(["report", "again/results.json", "--format", "json"], folder.path);
  expect(json.stdout).toBe(before);
});

test("an SLA breach exits with 20, and judge with looser limits exits with 0", async () => {
  await using folder = await workspace({
    "loadgate.yml": sampleConfig({
      latencyMs: 300,
      top: ["sla: { p50: 200ms, error_rate: 1% }"],
    }),
    "loose.yml": sampleConfig({ top: ["sla: { p50: 20s }"] }),
  });
  const run = await runLoadgate(["run"], folder.path);
  expect(run.code).toBe(20);
  const { verdict, scenarios } = await folder.results();
  expect(verdict.reasons).toEqual([
    expect.stringMatching(/^steady: p50 is \d+(\.\d+)? ms \(\d+ requests\), the SLA wants at most 200 ms$/),
  ]);
  expect(scenarios[0]?.sla.map(({ metric, outcome }) => [metric, outcome])).toEqual([
    ["p50", "breached"],
    ["error_rate", "met"],
  ]);
  expect(scenarios[0]?.comparisons.map(({ outcome }) => outcome)).toEqual(Array(8).fill("new"));
  const loose = await runInProcess([
    "judge",
    folder.at("loadgate-report/results.json"),
    "--config",
    folder.at("loose.yml"),
  ]);
  expect(loose.code).toBe(0);
});

test("the report's counts match the service's own, with failures by name", async () => {
  await using folder = await workspace({
    "loadgate.yml": sampleConfig({
      service: [`env: { FAULT_ERROR_SHARE: 0.2, ACCESS_LOG: "\${env.LOG}" }`],
      rate: "200/s",
      duration: "1s",
    }),
  });
  const log = folder.at("access.log");
  const run = await runLoadgate(["run"], folder.path, { LOG: log });
  expect(run.code).toBe(0);
  const [scenario] = (await folder.results()).scenarios;
  const lines = (await readFile(log, "utf8"))
    .trimEnd()
    .split("\n")
    .filter((line) => line.includes("/hello"));
  const failed = lines.filter((line) => line.endsWith(" 500")).length;
  expect(lines.length).toBe(200);
  expect(scenario?.phases[0]).toMatchObject({
    due_requests: 200,
    total_requests: 200,
    successful_requests: 200 - failed,
    failed_requests: failed,
    dropped_requests: 0,
    failures: { "status 500": failed },
    error_rate: failed / 200,
  });
  expect(failed).toBeGreaterThan(0);
});

test("a target that Loadgate did not start is measured without CPU time", async () => {
  const server = createServer((_request, response) => void setTimeout(() => response.end("ok"), 300));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await using folder = await workspace({
    "loadgate.yml": sampleConfig().replace(/service:\n.*\n.*\n/, `target: http://127.0.0.1:${port}\n`),
  });
  const run = await runLoadgate(["run"], folder.path);
  server.close();
  expect(run.code).toBe(0);
  const { scenarios, provenance } = await folder.results();
  expect(provenance.head.from).toBe(`http://127.0.0.1:${port}`);
  expect(scenarios[0]?.phases[0]?.resource_utilization).toBe(undefined);
  expect(scenarios[0]?.comparisons.map(({ metric }) => metric)).toEqual(["p50", "p95", "p99", "tail", "error_rate"]);
});

test("values from the environment are in no file and no output", async () => {
  const key = "${env.KEY}";
  await using folder = await workspace({
    "loadgate.yml": sampleConfig({ service: [`env: { KEY: "${key}" }`], command: "'echo $KEY; exit 3'" }).replace(
      "- GET /hello",
      `- "GET /hello?key=${key}"`,
    ),
    "works.yml": sampleConfig().replace("- GET /hello", `- "GET /hello?key=${key}"`),
  });
  const failed = await runLoadgate(["run"], folder.path, { KEY: "s3cr3t-k3y" });
  expect((await folder.results()).scenarios[0]?.failure).toContain("  | ***");
  const worked = await runLoadgate(["run", "--config", "works.yml", "--out", "works"], folder.path, {
    KEY: "s3cr3t-k3y",
  });
  const files = ["loadgate-report", "works"].flatMap((out) => [
    `${out}/results.json`,
    `${out}/report.md`,
    `${out}/report.html`,
  ]);
  const texts = [
    failed.stdout,
    failed.stderr,
    worked.stdout,
    worked.stderr,
    ...(await Promise.all(files.map(folder.read))),
  ];
  expect(texts.filter((text) => text.includes("s3cr3t"))).toEqual([]);
  expect(worked.stdout).toContain("GET /hello?key=***");
  expect(await runLoadgate(["judge", "works/results.json"], folder.path)).toMatchObject({
    code: 0,
    stdout: worked.stdout,
  });
});

test("a run that could not measure does not become part of a baseline", async () => {
  await using folder = await workspace({
    "loadgate.yml": sampleConfig({ command: "exit 1" }),
    "b.json": '{"schema":1,"runs":[]}',
  });
  const { code, stderr } = await runLoadgate(["run", "--save-baseline", "b.json"], folder.path);
  expect([code, await folder.read("b.json")]).toEqual([23, '{"schema":1,"runs":[]}']);
  expect(stderr).toContain(
    "loadgate: --save-baseline: b.json was not written: a run that could not measure does not become part of the baseline\n",
  );
});

test("save-baseline appends, and a later run is compared with it", async () => {
  await using folder = await workspace({ "loadgate.yml": sampleConfig() });
  await runLoadgate(["run", "--save-baseline", "baseline.json"], folder.path);
  const run = await runLoadgate(
    ["run", "--baseline", "baseline.json", "--save-baseline", "baseline.json"],
    folder.path,
  );
  const { verdict, baseline: note, scenarios } = await folder.results();
  expect([run.code, verdict.kind, note.kind]).toEqual([0, "inconclusive", "found"]);
  expect(scenarios[0]?.recorded?.length).toBe(1);
  expect(verdict.reasons).toEqual([
    "steady: recorded runs differ by machine: gating needs 10 from the same kind of machine, got 1",
  ]);
  const baseline = JSON.parse(await folder.read("baseline.json"));
  expect(baseline.runs.map((one: { scenarios: object }) => Object.keys(one.scenarios))).toEqual([
    ["steady"],
    ["steady"],
  ]);
});

test("a directory that cannot be created is rejected before anything is measured", async () => {
  await using folder = await workspace({ "loadgate.yml": sampleConfig(), taken: "a file" });
  const taken = folder.at("taken");
  const { code, stderr } = await runInProcess(["run", "--config", folder.at("loadgate.yml"), "--out", taken]);
  expect([code, stderr]).toEqual([
    22,
    `loadgate: --out: expected a directory that can be written or created, got ${taken}: a file is in the place of a directory; move it away (EEXIST)\n`,
  ]);
});

test("schema, version and help", async () => {
  await using folder = await workspace();
  const schema = await runInProcess(["schema"]);
  expect(JSON.parse(schema.stdout)).toMatchObject({ title: "loadgate.yml", required: ["version", "scenarios"] });
  const manifest = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  expect((await runLoadgate(["--version"], folder.path)).stdout).toBe(`${manifest.version}\n`);
  const help = await runInProcess(["--help"]);
  expect([help.code, help.stdout.split("\n")[0]]).toEqual([
    0,
    "loadgate: did this change make the service slower or less reliable, or use more CPU or memory?",
  ]);
});
