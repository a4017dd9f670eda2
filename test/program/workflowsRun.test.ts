import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { Permissions } from "../support/github/scopes.ts";
import type { LocalGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { config, sampleService } from "../support/loadgate.ts";
import { hasGit } from "../support/repository.ts";
import { examplesUnder, headingsWithExamples } from "../support/workflow/examples.ts";
import { newHub, type Run } from "../support/workflow/hub.ts";
import { withUse } from "../support/workflow/permissions.ts";
import { workflowOf } from "../support/workflow/workflow.ts";

/** A load that takes no time: what is asked here is who gets what from whom, and not how fast anything is. */
const quick = config({ duration: "300ms", rate: "20/s", top: ["sla: { p50: 1s }"] }).replace(
  "  steady:\n",
  "  steady:\n    compare: off\n",
);

/** The same of a service that takes so long to answer that on no busy machine the load counts as late. */
const slow = quick.replace("  ready: /healthz\n", "  ready: /healthz\n  env: { FAULT_LATENCY_MS: 2500 }\n");

/** What no job can play, and a run of it takes no time. */
const wrong = "version: 2";

const services = { "services/api/loadgate.yml": quick, "services/web/loadgate.yml": quick };

const manual = "docs/github.md";

const hubOf = async (heading: string, server: Readonly<Record<string, string>> = {}) =>
  await newHub(await examplesUnder(manual, heading), server);

/** The first line of a report, without what it measured of the SLA. */
const headlineOf = (text: string): string =>
  text
    .split("\n", 1)
    .join()
    .replace(/(?<=p50 is )\d+(?= ms)/, "…");

/** Each job's name and end; of our own steps the exit code, the verdict and the first line of the summary. */
function endsOf(runs: readonly Run[]): readonly string[] {
  return runs.flatMap(({ jobs }) =>
    jobs.map(({ name, conclusion, action }) => {
      const told = action && `: ${action.exitCode} ${action.outputs["verdict"]}, ${headlineOf(action.summary)}`;
      return `${name} ${conclusion}${told ?? ""}`;
    }),
  );
}

const artifactsOf = (github: LocalGitHub) => github.artifacts.map(({ runId, name }) => `${runId} ${name}`);

/** Of every results artifact: its run, its name, and what baseline it had: how many runs of main, or none. */
function baselinesOf(github: LocalGitHub): readonly string[] {
  return github.artifacts.flatMap(({ runId, name, zip }) => {
    const { "results.json": results } = filesOf(zip);
    if (results === undefined) return [];
    const { baseline } = JSON.parse(results.toString());
    return [`${runId} ${name}: ${baseline.kind}${baseline.kind === "found" ? ` ${baseline.runs}` : ""}`];
  });
}

/** The marker and the headline of each comment, with whose it is. */
function commentsOf(github: LocalGitHub, pull: number): readonly string[] {
  return github.comments(pull).map(({ login, body }) => {
    const [marker = "", ...report] = body.split("\n");
    return `${login} ${marker.replace(/ sha=[0-9a-f]{7} /, " sha=… ")} ${headlineOf(report.join("\n"))}`;
  });
}

/** Each job has used, in all these runs together, exactly what its workflow grants it. */
async function expectLeast(heading: string, runs: readonly Run[]): Promise<void> {
  await expectLeastOf(await examplesUnder(manual, heading), runs);
}

async function expectLeastOf(texts: readonly string[], runs: readonly Run[]): Promise<void> {
  const workflows = await Promise.all(texts.map((text) => workflowOf("a.yml", text)));
  const jobs = workflows.flatMap((workflow) => workflow.jobs.map((job) => ({ workflow, job })));
  const used = jobs.map(({ workflow, job }) => [job.id, usedIn(runs, workflow.name, job.id)]);
  expect(used).toEqual(jobs.map(({ workflow, job }) => [job.id, job.permissions ?? workflow.permissions]));
}

function usedIn(runs: readonly Run[], workflow: string, id: string): Permissions {
  const jobs = runs.filter((run) => run.workflow === workflow).flatMap((run) => run.jobs);
  return jobs.filter((job) => job.id === id).reduce<Permissions>((all, { used }) => withUse(all, used), {});
}

/** What a workflow does, whatever starts it. */
async function playedOf(file: string, heading: string) {
  const [text = ""] = await examplesUnder(file, heading);
  const { events: _, ...played } = await workflowOf("a.yml", text);
  return played;
}

const met = "### 🆕 SLA met, nothing was compared";
const breached = "SLA breached: steady: p50 is … ms, the SLA wants at most 1000 ms";
const marker = (key: string, run: number) => `<!-- loadgate key=${key} run=${run} attempt=1 sha=… -->`;
const bot = "github-actions[bot]";

/** Played as a duet, of a service that answers after as many milliseconds as its file says. */
function duet(gate: string): string {
  const command = `'export FAULT_LATENCY_MS=$(cat latency); exec ${process.execPath} ${sampleService}'`;
  return config({ command, duration: "400ms", rate: "50/s", top: [gate] });
}

test("no workflow of docs/github.md is left out", async () => {
  const executed = ["Basic", "Forks", "Matrix", "Monorepo", "Merge queue", "Schedule", "Confirm", "GHES", "Outputs"];
  expect(await headingsWithExamples(manual)).toEqual(executed);
});

describe.skipIf(!hasGit)("the workflow of docs/github.md, executed", { timeout: 120_000 }, () => {
  test("basic: main leaves a baseline, a slower pull request is red and gets a comment, a fork's gets a summary", async () => {
    await using hub = await hubOf("Basic");
    const files = { "loadgate.yml": duet("gate: { budget: 25s }"), latency: "1" };
    const pushed = await hub.push(files);
    expect(endsOf(pushed)).toEqual(["loadgate success: 0 pass, ### 🆕 No baseline yet: nothing to compare with"]);

    const pulled = await hub.pull(2, { latency: "60" });
    const slower = /### ❌ GET \/hello is slower: p(50|95) \+[\d,]+ % \\\[[\d,]+, [\d,]+\\\]/;
    expect(endsOf(pulled).join()).toMatch(new RegExp(`^loadgate failure: 20 fail, ${slower.source}$`));
    expect(
      commentsOf(hub.github, 2)
        .join()
        .replace(`${bot} ${marker("default", 102)} `, ""),
    ).toMatch(new RegExp(`^${slower.source}$`));

    const fork = await hub.pull(3, { "loadgate.yml": quick });
    expect(endsOf(fork)).toEqual([`loadgate success: 0 pass, ${met}`]);
    expect(commentsOf(hub.github, 3)).toEqual([]);
    expect(artifactsOf(hub.github)).toEqual([
      "101 loadgate-results-default-1",
      "101 loadgate-baseline-default",
      "102 loadgate-results-default-1",
      "103 loadgate-results-default-1",
    ]);
    await expectLeast("Basic", [...pushed, ...pulled, ...fork]);
  });

  test("forks: what may only read has measured, and another workflow tells, of forks and of own branches", async () => {
    await using hub = await hubOf("Forks");
    const pushed = await hub.push({ "loadgate.yml": wrong });
    expect(endsOf(pushed)).toEqual(["loadgate failure: 22 invalid, ### ⚠️ Loadgate did not run", "comment skipped"]);
    const fork = await hub.pull(3, { "loadgate.yml": quick });
    expect(endsOf(fork)).toEqual([`loadgate success: 0 pass, ${met}`, `comment success: 0 pass, ${met}`]);
    expect(commentsOf(hub.github, 3)).toEqual([`${bot} ${marker("default", 103)} ${met}`]);
    const own = await hub.pull(2, { "loadgate.yml": slow });
    // What fails has failed in its own run; telling has not.
    expect(endsOf(own)).toEqual([
      `loadgate failure: 20 fail, ### ❌ ${breached}`,
      `comment success: 0 fail, ### ❌ ${breached}`,
    ]);
    expect(commentsOf(hub.github, 2)).toEqual([`${bot} ${marker("default", 105)} ### ❌ ${breached}`]);
    await expectLeast("Forks", [...pushed, ...fork, ...own]);
  });

  test("matrix: a baseline for each service, one comment, and one check that is as red as the worst", async () => {
    await using hub = await hubOf("Matrix");
    const pushed = await hub.push(services);
    const parts = ["measure (api)", "measure (web)"].map((name) => `${name} success: 0 pass, ${met}`);
    expect(endsOf(pushed)).toEqual([
      ...parts,
      "merge success: 0 pass, ### 🆕 SLA met, nothing was compared: all 2 parts",
    ]);
    const pulled = await hub.pull(2, { "services/web/loadgate.yml": slow });
    expect(endsOf(pulled)).toEqual([
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
    expect(endsOf(fork)).toEqual([
      `measure (api) success: 0 pass, ${met}`,
      "measure (web) failure: 22 invalid, ### ⚠️ Loadgate did not run",
      `merge failure: 23 invalid, ${missing}`,
    ]);
    expect(commentsOf(hub.github, 3)).toEqual([]);
    await expectLeast("Matrix", [...pushed, ...pulled, ...fork]);
  });

  test("monorepo: a pull request measures what it touches, and where that is nothing, the check passes", async () => {
    await using hub = await hubOf("Monorepo");
    // What is asked of this one is whether it is played.
    const pushed = await hub.push({ ...services, "services/api/loadgate.yml": wrong });
    expect(pushed.flatMap(({ jobs }) => jobs.map(({ name, conclusion }) => `${name} ${conclusion}`))).toEqual([
      "changes success",
      "measure (api) failure",
      "measure (web) success",
      "merge failure",
    ]);
    const pulled = await hub.pull(2, { "services/web/server.js": "" });
    expect(endsOf(pulled)).toEqual([
      "changes success",
      `measure (web) success: 0 pass, ${met}`,
      "merge success: 0 pass, ### 🆕 web: SLA met, nothing was compared",
    ]);
    expect(baselinesOf(hub.github).slice(1)).toEqual(["102 loadgate-results-web-1: found 1"]);
    const other = await hub.pull(3, { "README.md": "" });
    expect(endsOf(other)).toEqual(["changes success", "measure skipped", "merge skipped"]);
    const shared = await hub.pull(3, { "shared/index.js": "" });
    expect(shared[0]?.jobs.map(({ name }) => name)).toEqual(["changes", "measure (api)", "measure (web)", "merge"]);
    await expectLeast("Monorepo", [...pushed, ...pulled]);
  });

  test("merge queue: the check reports there too, beside the queue's own base, and comments on nothing", async () => {
    await using hub = await hubOf("Merge queue");
    const pushed = await hub.push({ "loadgate.yml": quick });
    expect(endsOf(pushed)).toEqual([`loadgate success: 0 pass, ${met}`]);
    const top = ["gate: { budget: 1s, fail_on: [sla] }"];
    const pulled = await hub.pull(2, { "loadgate.yml": config({ duration: "300ms", rate: "20/s", top }) });
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

  test("schedule: a quiet main adds to its baseline; all else is as in the basic one", async () => {
    await using hub = await hubOf("Schedule");
    const runs = [...(await hub.push({ "loadgate.yml": quick })), ...(await hub.schedule())];
    expect(endsOf(runs)).toEqual(Array(2).fill(`loadgate success: 0 pass, ${met}`));
    expect(baselinesOf(hub.github)).toEqual([
      "101 loadgate-results-default-1: absent",
      "102 loadgate-results-default-1: found 1",
    ]);
    const left = hub.github.artifacts.find(({ runId, name }) => runId === 102 && name === "loadgate-baseline-default");
    expect(JSON.parse(left ? `${filesOf(left.zip)["baseline.json"]}` : "{}").runs.length).toBe(2);
    const [basic, schedule] = await Promise.all(["Basic", "Schedule"].map((heading) => playedOf(manual, heading)));
    expect(schedule).toEqual(basic);
  });

  test("confirm: what is close to its limit is measured again and decided by the second job, which else does not run", async () => {
    await using hub = await hubOf("Confirm");
    const pushed = await hub.push({ "loadgate.yml": quick, latency: "200" });
    expect(endsOf(pushed)).toEqual([`measure success: 0 pass, ${met}`, "confirm skipped"]);

    const close = "min_effect: { p50: 40%, p95: 900%, tail: 900%, cpu_per_request: 900%, error_rate: 50% }";
    const pulled = await hub.pull(2, { "loadgate.yml": duet(`gate: { budget: 30s, ${close} }`), latency: "340" });
    const [measured, confirmed, ...others] = endsOf(pulled);
    expect(others).toEqual([]);
    expect(measured).toMatch(/^measure success: 20 fail, ### ❌ (GET \/hello is|all requests are) slower: p50 \+\d+ %/);
    expect(confirmed).toMatch(
      /^confirm failure: 20 fail, ### ❌ .* slower: p50 \+\d+ % .*, and on a second machine too$/,
    );
    expect(commentsOf(hub.github, 2).join()).toMatch(/, and on a second machine too$/);

    // What nobody has measured is not green.
    const unplayed = await hub.pull(3, { "loadgate.yml": wrong });
    expect(endsOf(unplayed)).toEqual([
      "measure success: 22 invalid, ### ⚠️ Loadgate did not run",
      "confirm failure: 22 invalid, ### ⚠️ Loadgate did not run",
    ]);
    await expectLeast("Confirm", [...pushed, ...pulled]);
  });

  test("GHES: the cache carries the baseline, and nothing is asked of a service that is not there", async () => {
    await using hub = await hubOf("GHES", { GITHUB_SERVER_URL: "https://ghe.corp.example" });
    const files = { "loadgate.yml": quick };
    const pushed = [...(await hub.push(files)), ...(await hub.push({ ...files, more: "" }))];
    const pulled = await hub.pull(2, { feature: "" });
    expect(endsOf([...pushed, ...pulled])).toEqual(Array(3).fill(`loadgate success: 0 pass, ${met}`));
    const baselines = pulled[0]?.jobs[0]?.action?.summary.match(/^- Baseline: .*$/gm);
    expect(baselines?.join()).toMatch(/^- Baseline: 2 recorded runs, .*\.loadgate\/baseline\.json.*$/);
    expect(artifactsOf(hub.github)).toEqual([]);
    expect(hub.github.requests.filter(({ path }) => /artifact/i.test(path))).toEqual([]);
    expect(commentsOf(hub.github, 2)).toEqual([`${bot} ${marker("default", 103)} ${met}`]);
    await expectLeast("GHES", [...pushed, ...pulled]);
  });

  test("outputs: a step of one's own reads the verdict", async () => {
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
  ])("without %s something is missing", async (permission, ends, baselines, headlines) => {
    const [text = ""] = await examplesUnder(manual, "Basic");
    const left = permission.replace(/\w+$/, "none");
    await using hub = await newHub([text.replace(permission, left)]);
    expect(endsOf(await hub.pull(2, { "loadgate.yml": quick }))).toEqual(ends);
    expect(baselinesOf(hub.github)).toEqual(baselines);
    expect(hub.github.comments(2).map(({ body }) => body.split("\n")[1])).toEqual(headlines);
  });
});

test("the workflow of the README is the basic one", async () => {
  const texts = [
    ...(await examplesUnder("README.md", "Add it to a repository")),
    ...(await examplesUnder(manual, "Basic")),
  ];
  const [readme, basic, ...others] = await Promise.all(texts.map((text) => workflowOf("a.yml", text)));
  expect([readme, others]).toEqual([basic, []]);
});

describe.skipIf(!hasGit)("our own workflows, executed", { timeout: 120_000 }, () => {
  test("measure on a schedule and on a pull request, and tell what they have found", async () => {
    const texts = await Promise.all(["loadgate", "loadgate-comment"].map(ownWorkflow));
    await using hub = await newHub(texts);
    const pushed = await hub.push({ ".github/loadgate.yml": quick });
    const runs = [...pushed, ...(await hub.schedule()), ...(await hub.pull(3, { ".github/loadgate.yml": slow }))];
    expect(endsOf(runs)).toEqual([
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
