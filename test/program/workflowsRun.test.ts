import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { Permissions } from "../support/github/scopes.ts";
import type { LocalGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { hasGit } from "../support/gitRepository.ts";
import { sampleConfig, sampleService } from "../support/loadgate.ts";
import { examplesUnder, headingsWithExamples } from "../support/workflow/examples.ts";
import { type Run, startHub } from "../support/workflow/hub.ts";
import { mergePermissions } from "../support/workflow/permissions.ts";
import { parseWorkflowFile } from "../support/workflow/workflow.ts";

/** A load that takes no time. The tests check who gets which data, not speed. */
const quick = sampleConfig({ duration: "300ms", rate: "20/s", top: ["sla: { p50: 1s }"] }).replace(
  "  steady:\n",
  "  steady:\n    compare: off\n",
);

/** The same with a slow service, so that the load does not count as late even on a busy machine. */
const slow = quick.replace("  ready: /healthz\n", "  ready: /healthz\n  env: { FAULT_LATENCY_MS: 2500 }\n");

/** A configuration that cannot run. It fails at once. */
const wrong = "version: 2";

const services = { "services/api/loadgate.yml": quick, "services/web/loadgate.yml": quick };

const manual = "docs/github.md";

const hubOf = async (heading: string, server: Readonly<Record<string, string>> = {}) =>
  await startHub(await examplesUnder(manual, heading), server);

/** The first line of a report, without the measured SLA values. */
const headlineOf = (text: string): string =>
  text
    .split("\n", 1)
    .join()
    .replace(/(?<=p50 is )\d+(?= ms)/, "…");

/** Name and result of each job. For our own steps also exit code, verdict and first line of the summary. */
function jobResults(runs: readonly Run[]): readonly string[] {
  return runs.flatMap(({ jobs }) =>
    jobs.map(({ name, conclusion, action }) => {
      const result = action && `: ${action.exitCode} ${action.outputs["verdict"]}, ${headlineOf(action.summary)}`;
      return `${name} ${conclusion}${result ?? ""}`;
    }),
  );
}

const artifactsOf = (github: LocalGitHub) => github.artifacts.map(({ runId, name }) => `${runId} ${name}`);

/** Run, name and baseline of every results artifact. The baseline is its number of runs, or its kind. */
function baselinesOf(github: LocalGitHub): readonly string[] {
  return github.artifacts.flatMap(({ runId, name, zip }) => {
    const { "results.json": results } = filesOf(zip);
    if (results === undefined) return [];
    const { baseline } = JSON.parse(results.toString());
    return [`${runId} ${name}: ${baseline.kind}${baseline.kind === "found" ? ` ${baseline.runs}` : ""}`];
  });
}

/** Author, marker and headline of each comment. */
function commentsOf(github: LocalGitHub, pull: number): readonly string[] {
  return github.comments(pull).map(({ login, body }) => {
    const [marker = "", ...report] = body.split("\n");
    return `${login} ${marker.replace(/ sha=[0-9a-f]{7} /, " sha=… ")} ${headlineOf(report.join("\n"))}`;
  });
}

/** Checks that each job used exactly the permissions of its workflow, over all these runs. */
async function expectLeast(heading: string, runs: readonly Run[]): Promise<void> {
  await expectLeastOf(await examplesUnder(manual, heading), runs);
}

async function expectLeastOf(texts: readonly string[], runs: readonly Run[]): Promise<void> {
  const workflows = await Promise.all(texts.map((text) => parseWorkflowFile("a.yml", text)));
  const jobs = workflows.flatMap((workflow) => workflow.jobs.map((job) => ({ workflow, job })));
  const used = jobs.map(({ workflow, job }) => [job.id, usedIn(runs, workflow.name, job.id)]);
  expect(used).toEqual(jobs.map(({ workflow, job }) => [job.id, job.permissions ?? workflow.permissions]));
}

function usedIn(runs: readonly Run[], workflow: string, id: string): Permissions {
  const jobs = runs.filter((run) => run.workflow === workflow).flatMap((run) => run.jobs);
  return jobs
    .filter((job) => job.id === id)
    .reduce<Permissions>((all, { usedPermissions: used }) => mergePermissions(all, used), {});
}

/** The outcome of a workflow after each event. */
async function outcomesOf(file: string, heading: string) {
  const [text = ""] = await examplesUnder(file, heading);
  const { events: _, ...played } = await parseWorkflowFile("a.yml", text);
  return played;
}

const met = "### 🆕 SLA met, nothing was compared";
const breached = "SLA breached: steady: p50 is … ms, the SLA wants at most 1000 ms";
const marker = (key: string, run: number) => `<!-- loadgate key=${key} run=${run} attempt=1 sha=… -->`;
const bot = "github-actions[bot]";

/** A duet of a service whose latency in ms is in its file. */
function duet(gate: string): string {
  const command = `'export FAULT_LATENCY_MS=$(cat latency); exec ${process.execPath} ${sampleService}'`;
  return sampleConfig({ command, duration: "400ms", rate: "50/s", top: [gate] });
}

test("every workflow of docs/github.md is tested", async () => {
  const executed = ["Basic", "Forks", "Matrix", "Monorepo", "Merge queue", "Schedule", "Confirm", "GHES", "Outputs"];
  expect(await headingsWithExamples(manual)).toEqual(executed);
});

describe.skipIf(!hasGit)("the workflow of docs/github.md, executed", { timeout: 120_000 }, () => {
  test("basic: main saves a baseline, a slower pull request fails and gets a comment, a fork's gets a summary", async () => {
    await using hub = await hubOf("Basic");
    const files = { "loadgate.yml": duet("gate: { budget: 25s }"), latency: "1" };
    const pushed = await hub.push(files);
    expect(jobResults(pushed)).toEqual(["loadgate success: 0 pass, ### 🆕 No baseline yet: nothing to compare with"]);

    const pulled = await hub.pull(2, { latency: "60" });
    const slower = /### ❌ GET \/hello is slower: p(50|95) \+[\d,]+ % \\\[[\d,]+, [\d,]+\\\]/;
    expect(jobResults(pulled).join()).toMatch(new RegExp(`^loadgate failure: 20 fail, ${slower.source}$`));
    expect(
      commentsOf(hub.github, 2)
        .join()
        .replace(`${bot} ${marker("default", 102)} `, ""),
    ).toMatch(new RegExp(`^${slower.source}$`));

    const fork = await hub.pull(3, { "loadgate.yml": quick });
    expect(jobResults(fork)).toEqual([`loadgate success: 0 pass, ${met}`]);
    expect(commentsOf(hub.github, 3)).toEqual([]);
    expect(artifactsOf(hub.github)).toEqual([
      "101 loadgate-results-default-1",
      "101 loadgate-baseline-default",
      "102 loadgate-results-default-1",
      "103 loadgate-results-default-1",
    ]);
    await expectLeast("Basic", [...pushed, ...pulled, ...fork]);
  });

  test("forks: a read-only job measures, and another workflow comments, for forks and own branches", async () => {
    await using hub = await hubOf("Forks");
    const pushed = await hub.push({ "loadgate.yml": wrong });
    expect(jobResults(pushed)).toEqual(["loadgate failure: 22 invalid, ### ⚠️ Loadgate did not run", "comment skipped"]);
    const fork = await hub.pull(3, { "loadgate.yml": quick });
    expect(jobResults(fork)).toEqual([`loadgate success: 0 pass, ${met}`, `comment success: 0 pass, ${met}`]);
    expect(commentsOf(hub.github, 3)).toEqual([`${bot} ${marker("default", 103)} ${met}`]);
    const own = await hub.pull(2, { "loadgate.yml": slow });
    // A regression fails its own run, but not the run that comments.
    expect(jobResults(own)).toEqual([
      `loadgate failure: 20 fail, ### ❌ ${breached}`,
      `comment success: 0 fail, ### ❌ ${breached}`,
    ]);
    expect(commentsOf(hub.github, 2)).toEqual([`${bot} ${marker("default", 105)} ### ❌ ${breached}`]);
    await expectLeast("Forks", [...pushed, ...fork, ...own]);
  });

  test("matrix: a baseline for each service, one comment, and one check with the worst verdict", async () => {
    await using hub = await hubOf("Matrix");
    const pushed = await hub.push(services);
    const parts = ["measure (api)", "measure (web)"].map((name) => `${name} success: 0 pass, ${met}`);
    expect(jobResults(pushed)).toEqual([
      ...parts,
      "merge success: 0 pass, ### 🆕 SLA met, nothing was compared: all 2 parts",
    ]);
    const pulled = await hub.pull(2, { "services/web/loadgate.yml": slow });
    expect(jobResults(pulled)).toEqual([
      `measure (api) success: 0 pass, ${met}`,
      `measure (web) failure: 20 fail, ### ❌ ${breached}`,
      `merge failure: 20 fail, ### ❌ web: ${breached}`,
    ]);
    expect(commentsOf(hub.github, 2)).toEqual([`${bot} ${marker("default", 102)} ### ❌ web: ${breached}`]);
    expect(artifactsOf(hub.github).filter((name) => name.includes("baseline"))).toEqual([
      "101 loadgate-baseline-api",
      "101 loadgate-baseline-web",
    ]);
    const fork = await hub.pull(3, { "services/web/loadgate.yml": wrong });
    const missing = "### ⚠️ web: No result: its job ended before it could measure, or has not run";
    expect(jobResults(fork)).toEqual([
      `measure (api) success: 0 pass, ${met}`,
      "measure (web) failure: 22 invalid, ### ⚠️ Loadgate did not run",
      `merge failure: 23 invalid, ${missing}`,
    ]);
    expect(commentsOf(hub.github, 3)).toEqual([]);
    await expectLeast("Matrix", [...pushed, ...pulled, ...fork]);
  });

  test("monorepo: a pull request measures the services it changes; without any, the check passes", async () => {
    await using hub = await hubOf("Monorepo");
    // Only whether this one runs matters.
    const pushed = await hub.push({ ...services, "services/api/loadgate.yml": wrong });
    expect(pushed.flatMap(({ jobs }) => jobs.map(({ name, conclusion }) => `${name} ${conclusion}`))).toEqual([
      "changes success",
      "measure (api) failure",
      "measure (web) success",
      "merge failure",
    ]);
    const pulled = await hub.pull(2, { "services/web/server.js": "" });
    expect(jobResults(pulled)).toEqual([
      "changes success",
      `measure (web) success: 0 pass, ${met}`,
      "merge success: 0 pass, ### 🆕 web: SLA met, nothing was compared",
    ]);
    expect(baselinesOf(hub.github).slice(1)).toEqual(["102 loadgate-results-web-1: found 1"]);
    const other = await hub.pull(3, { "README.md": "" });
    expect(jobResults(other)).toEqual(["changes success", "measure skipped", "merge skipped"]);
    const shared = await hub.pull(3, { "shared/index.js": "" });
    expect(shared[0]?.jobs.map(({ name }) => name)).toEqual(["changes", "measure (api)", "measure (web)", "merge"]);
    await expectLeast("Monorepo", [...pushed, ...pulled]);
  });

  test("merge queue: the check reports there too, against the queue's base, without a comment", async () => {
    await using hub = await hubOf("Merge queue");
    const pushed = await hub.push({ "loadgate.yml": quick });
    expect(jobResults(pushed)).toEqual([`loadgate success: 0 pass, ${met}`]);
    const top = ["gate: { budget: 1s, fail_on: [sla] }"];
    const pulled = await hub.pull(2, { "loadgate.yml": sampleConfig({ duration: "300ms", rate: "20/s", top }) });
    const queued = await hub.queue(2);
    const played = [...pulled, ...queued].flatMap(({ jobs }) => jobs);
    expect(played.map(({ name, conclusion }) => [name, conclusion])).toEqual(Array(2).fill(["loadgate", "success"]));
    expect(played.map(({ action }) => action?.stdout.split("\n").find((line) => line.startsWith("base: ")))).toEqual([
      expect.stringMatching(/^base: git [0-9a-f]{7} \(HEAD\^1 of the merge commit\)$/),
      expect.stringMatching(/^base: git [0-9a-f]{7} \(the base of the merge group\)$/),
    ]);
    expect(commentsOf(hub.github, 2)).toEqual([expect.stringContaining(`${bot} ${marker("default", 102)} `)]);
    expect(baselinesOf(hub.github).slice(1)).toEqual([
      "102 loadgate-results-default-1: found 1",
      "103 loadgate-results-default-1: found 1",
    ]);
    await expectLeast("Merge queue", [...pushed, ...pulled, ...queued]);
  });

  test("schedule: a run without a push extends the baseline; everything else is as in basic", async () => {
    await using hub = await hubOf("Schedule");
    const runs = [...(await hub.push({ "loadgate.yml": quick })), ...(await hub.schedule())];
    expect(jobResults(runs)).toEqual(Array(2).fill(`loadgate success: 0 pass, ${met}`));
    expect(baselinesOf(hub.github)).toEqual([
      "101 loadgate-results-default-1: absent",
      "102 loadgate-results-default-1: found 1",
    ]);
    const baseline = hub.github.artifacts.find(
      ({ runId, name }) => runId === 102 && name === "loadgate-baseline-default",
    );
    expect(JSON.parse(baseline ? `${filesOf(baseline.zip)["baseline.json"]}` : "{}").runs.length).toBe(2);
    const [basic, schedule] = await Promise.all(["Basic", "Schedule"].map((heading) => outcomesOf(manual, heading)));
    expect(schedule).toEqual(basic);
  });

  test("confirm: the second job runs only for borderline regressions, and decides them", async () => {
    await using hub = await hubOf("Confirm");
    const pushed = await hub.push({ "loadgate.yml": quick, latency: "200" });
    expect(jobResults(pushed)).toEqual([`measure success: 0 pass, ${met}`, "confirm skipped"]);

    const close = "min_effect: { p50: 40%, p95: 900%, tail: 900%, cpu_per_request: 900%, error_rate: 50% }";
    const pulled = await hub.pull(2, { "loadgate.yml": duet(`gate: { budget: 30s, ${close} }`), latency: "340" });
    const [measured, confirmed, ...others] = jobResults(pulled);
    expect(others).toEqual([]);
    expect(measured).toMatch(/^measure success: 20 fail, ### ❌ (GET \/hello is|all requests are) slower: p50 \+\d+ %/);
    expect(confirmed).toMatch(
      /^confirm failure: 20 fail, ### ❌ .* slower: p50 \+\d+ % .*, confirmed on a second machine$/,
    );
    expect(commentsOf(hub.github, 2).join()).toMatch(/, confirmed on a second machine$/);

    // A run that measured nothing does not pass.
    const unplayed = await hub.pull(3, { "loadgate.yml": wrong });
    expect(jobResults(unplayed)).toEqual([
      "measure success: 22 invalid, ### ⚠️ Loadgate did not run",
      "confirm failure: 22 invalid, ### ⚠️ Loadgate did not run",
    ]);
    await expectLeast("Confirm", [...pushed, ...pulled]);
  });

  test("GHES: the cache carries the baseline, and the missing artifact service gets no request", async () => {
    await using hub = await hubOf("GHES", { GITHUB_SERVER_URL: "https://ghe.corp.example" });
    const files = { "loadgate.yml": quick };
    const pushed = [...(await hub.push(files)), ...(await hub.push({ ...files, more: "" }))];
    const pulled = await hub.pull(2, { feature: "" });
    expect(jobResults([...pushed, ...pulled])).toEqual(Array(3).fill(`loadgate success: 0 pass, ${met}`));
    const baselines = pulled[0]?.jobs[0]?.action?.summary.match(/^- Baseline: .*$/gm);
    expect(baselines?.join()).toMatch(/^- Baseline: 2 recorded runs, .*\.loadgate\/baseline\.json.*$/);
    expect(artifactsOf(hub.github)).toEqual([]);
    expect(hub.github.requests.filter(({ path }) => /artifact/i.test(path))).toEqual([]);
    expect(commentsOf(hub.github, 2)).toEqual([`${bot} ${marker("default", 103)} ${met}`]);
    await expectLeast("GHES", [...pushed, ...pulled]);
  });

  test("outputs: another step reads the verdict", async () => {
    await using hub = await hubOf("Outputs");
    const pulled = await hub.pull(2, { "loadgate.yml": quick });
    expect(pulled.map(({ jobs }) => jobs.map(({ conclusion, outputs }) => [conclusion, outputs]))).toEqual([
      [["success", { worst: "none" }]],
    ]);
    expect(commentsOf(hub.github, 2)).toEqual([]);
    await expectLeast("Outputs", pulled);
  });

  test.each([
    ["contents: read", ["loadgate failure"], [], []],
    ["actions: read", [`loadgate success: 0 pass, ${met}`], ["101 loadgate-results-default-1: unreachable"], [met]],
    ["pull-requests: write", [`loadgate success: 0 pass, ${met}`], ["101 loadgate-results-default-1: absent"], []],
  ])("without %s a part is missing", async (permission, results, baselines, headlines) => {
    const [text = ""] = await examplesUnder(manual, "Basic");
    const withdrawn = permission.replace(/\w+$/, "none");
    await using hub = await startHub([text.replace(permission, withdrawn)]);
    expect(jobResults(await hub.pull(2, { "loadgate.yml": quick }))).toEqual(results);
    expect(baselinesOf(hub.github)).toEqual(baselines);
    expect(hub.github.comments(2).map(({ body }) => body.split("\n")[1])).toEqual(headlines);
  });
});

test("the workflow of the README is the basic workflow", async () => {
  const texts = [
    ...(await examplesUnder("README.md", "Add it to a repository")),
    ...(await examplesUnder(manual, "Basic")),
  ];
  const [readme, basic, ...others] = await Promise.all(texts.map((text) => parseWorkflowFile("a.yml", text)));
  expect([readme, others]).toEqual([basic, []]);
});

describe.skipIf(!hasGit)("our own workflows, executed", { timeout: 120_000 }, () => {
  test("measure on a schedule and on a pull request, and comment", async () => {
    const texts = await Promise.all(["loadgate", "loadgate-comment"].map(ownWorkflow));
    await using hub = await startHub(texts);
    const pushed = await hub.push({ ".github/loadgate.yml": quick });
    const runs = [...pushed, ...(await hub.schedule()), ...(await hub.pull(3, { ".github/loadgate.yml": slow }))];
    expect(jobResults(runs)).toEqual([
      `loadgate success: 0 pass, ${met}`,
      "comment skipped",
      `loadgate success: 0 pass, ${met}`,
      "comment skipped",
      `loadgate failure: 20 fail, ### ❌ ${breached}`,
      `comment success: 0 fail, ### ❌ ${breached}`,
    ]);
    expect(commentsOf(hub.github, 3)).toEqual([`${bot} ${marker("default", 105)} ### ❌ ${breached}`]);
    await expectLeastOf(texts, runs);
  });
});

const ownWorkflow = (name: string) => readFile(new URL(`../../.github/workflows/${name}.yml`, import.meta.url), "utf8");
