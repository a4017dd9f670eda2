import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { configHash } from "../src/baseline/configHash.ts";
import { parseConfig } from "../src/config/parse.ts";
import { judge } from "../src/gate/judge.ts";
import { encodeResults } from "../src/report/json.ts";
import { type LocalGitHub, startGitHub } from "./support/github/server.ts";
import type { PullRequest } from "./support/github/state.ts";
import { filesOf } from "./support/github/zip.ts";
import { config, sampleService, workspace } from "./support/loadgate.ts";
import { environment, measured, rounds, scenario, settings } from "./support/make.ts";
import { type ActionResult, type ActionRun, runAction } from "./support/runAction.ts";

const pullSha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
const getPull = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
const listOfRun = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts";

const eventFile = new URL("../fixtures/github/events/pull_request.json", import.meta.url);
const event = JSON.parse(await readFile(eventFile, "utf8"));

/** The event with what the pull request said when it was sent. */
const saying = (body: string, labels: readonly string[] = []) => ({
  ...event,
  pull_request: { ...event.pull_request, body, labels: labels.map((name) => ({ name })) },
});

async function onPull(github: LocalGitHub, workspaceOf: string, more: Partial<ActionRun> = {}): Promise<ActionResult> {
  const sha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";
  const of = { name: "pull_request", payload: event };
  return await runAction({
    github,
    workspace: workspaceOf,
    event: of,
    ref: "refs/pull/2/merge",
    sha,
    runId: 101,
    ...more,
  });
}

const pull: PullRequest = {
  number: 2,
  state: "open",
  headOwner: "octo",
  headRepositoryId: 1,
  headBranch: "changes",
  headSha: pullSha,
  baseBranch: "main",
  baseSha: "f95f852bd8fca8fcc58a9a2d6c842781e32a215e",
};

const unchanged = config({
  command: `'export FAULT_LATENCY_MS=10; exec ${process.execPath} ${sampleService}'`,
  rate: "50/s",
  top: ["gate: { budget: 20s, min_effect: { p50: 50% } }", "base: { directory: . }"],
});

/** What a first job would have left: the head slower by that share. */
function firstJob(change: number, sha = pullSha): string {
  const { plan } = parseConfig(unchanged, "loadgate.yml", {});
  const pairs = Array.from({ length: 8 }, (_, i): [number, number] => [
    10,
    10 * (1 + change) * (i % 2 === 0 ? 1.02 : 0.98),
  ]);
  const steady = scenario({ id: "steady", rounds: rounds(...pairs), rounds_planned: 8, round_ms: 2000 });
  const given = measured([steady], {
    environment: environment({ config_hash: configHash(plan) }),
    settings: settings({ min_effect: { p50: 0.5 } }),
  });
  return encodeResults(
    judge({ ...given, provenance: { ...given.provenance, head: { from: "service.command", sha } } }),
  );
}

/** A run in which the first job has left these results. */
function afterFirst(github: LocalGitHub, text: string, attempt = 1): void {
  if (!github.runs.some(({ id }) => id === 101))
    github.addRun({ id: 101, event: "pull_request", headBranch: "changes", headSha: pullSha });
  github.addArtifact({ name: `loadgate-results-default-${attempt}`, runId: 101, files: { "results.json": text } });
}

const confirming = { inputs: { mode: "confirm" } };

test("a first job hands its results over, and a second job on a fresh runner decides for both", async () => {
  await using github = await startGitHub();
  github.addPullRequest(pull);
  await using one = await workspace({ "loadgate.yml": config({ duration: "300ms" }) });
  const first = await onPull(github, one.path);
  expect([first.exitCode, first.outputs["confirm"]]).toEqual([0, "false"]);
  const [artifact] = github.artifacts;
  expect([artifact?.name, artifact && filesOf(artifact.zip)["results.json"]?.toString()]).toEqual([
    "loadgate-results-default-1",
    await one.read("loadgate-report/results.json"),
  ]);

  const comment = github.comments(2)[0]?.body;
  await using two = await workspace({ "loadgate.yml": config({ duration: "300ms" }) });
  const second = await onPull(github, two.path, confirming);
  expect([second.exitCode, second.outputs["verdict"], second.stdout.includes("steady: played whole")]).toEqual([
    0,
    "pass",
    false,
  ]);
  expect(await two.read("loadgate-report/results.json")).toBe(await one.read("loadgate-report/results.json"));
  expect(github.comments(2).map(({ body }) => body)).toEqual([comment]);
  expect(github.artifacts.map(({ name }) => name)).toEqual([
    "loadgate-results-default-1",
    "loadgate-confirmed-default-1",
  ]);
});

test("what was close to its limit is measured again, of the newest attempt", async () => {
  await using github = await startGitHub();
  github.addPullRequest(pull);
  afterFirst(github, "an older attempt");
  afterFirst(github, firstJob(0.6), 2);
  afterFirst(github, "one of the future", 4);
  await using place = await workspace({ "loadgate.yml": unchanged });
  const { exitCode, outputs } = await onPull(github, place.path, { ...confirming, runAttempt: 3 });
  expect([exitCode, outputs["verdict"], outputs["confirm"]]).toEqual([0, "pass", "false"]);
  expect(github.comments(2)[0]?.body).toContain(
    "\n### ✅ Not slower: a second machine does not see what the first one saw\n",
  );
  expect(github.comments(2)[0]?.body).toContain("steady: p50 +60 % \\[57, 63\\] on the first machine, ");
});

test("the input results names the file of those who carry it themselves", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": unchanged, "first/results.json": firstJob(2) });
  const { exitCode, outputs } = await onPull(github, place.path, {
    inputs: { mode: "confirm", results: "first/results.json" },
  });
  expect([exitCode, outputs["verdict"]]).toEqual([20, "fail"]);
});

test.each<readonly [string, (github: LocalGitHub) => void, string]>([
  [
    "left nothing",
    () => {},
    "no job of this run has left results to confirm: expected the artifact loadgate-results-default-1",
  ],
  [
    "left nonsense",
    (github) => afterFirst(github, "{}"),
    "the results of the first run cannot be read: results.json of the first job: schema",
  ],
  [
    "ran on another commit",
    (github) => afterFirst(github, firstJob(0.6, "0123456789")),
    "the results to confirm are of another commit: expected ec26c3e, got 0123456",
  ],
  [
    "cannot be asked for",
    (github) =>
      github.fail({ route: listOfRun, status: 403, body: { message: "Resource not accessible by integration" } }),
    "could not be fetched: GitHub answered 403: Resource not accessible by integration",
  ],
])("a first job that %s is no verdict: exit 23, and nothing is measured", async (_, given, message) => {
  await using github = await startGitHub({ keepViolations: true });
  given(github);
  await using place = await workspace({ "loadgate.yml": unchanged });
  const { exitCode, outputs, stdout } = await onPull(github, place.path, confirming);
  expect([exitCode, outputs["verdict"], outputs["confirm"], stdout.includes("rehearsal")]).toEqual([
    23,
    "invalid",
    "false",
    false,
  ]);
  expect(stdout).toContain(message);
});

test("results that GitHub does not take are a warning", async () => {
  await using github = await startGitHub();
  github.fail({ route: /CreateArtifact/, status: 403, body: { code: "permission_denied", msg: "no" } });
  await using place = await workspace({ "loadgate.yml": config({ duration: "300ms" }) });
  const { exitCode, stdout } = await onPull(github, place.path);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("::warning::The results artifact could not be written: ");
});

const accept = 'loadgate: accept p50 steady "a &lt;b&gt;new&lt;/b&gt; index @octocat"';
const told =
  "\n### 🆗 Accepted: p50 of all requests +60 % \\[57, 63\\]: a &lt;b&gt;new&lt;/b&gt; index @\u200boctocat\n";

test.each<readonly [string, Partial<PullRequest>, string]>([
  ["a line of its text", { body: `Adds an index.\r\n\r\n${accept}\r\n` }, told],
  [
    "a label",
    { labels: ["bug", "loadgate: accept p50 steady"] },
    "\n### 🆗 Accepted: p50 of all requests +60 % \\[57, 63\\]: label\n",
  ],
])("a regression that %s accepts passes, however old the event is", async (_, now, headline) => {
  await using github = await startGitHub();
  github.addPullRequest({ ...pull, ...now });
  afterFirst(github, firstJob(0.6));
  await using place = await workspace({ "loadgate.yml": unchanged });
  const { exitCode, outputs } = await onPull(github, place.path, confirming);
  expect([exitCode, outputs["verdict"]]).toEqual([0, "pass"]);
  const body = github.comments(2)[0]?.body;
  expect(body).toContain(headline);
  expect(body).toMatch(/\| 🆗 \| all requests \| p50 \| .* \| \+50 % · accepted: (label|a &lt;b&gt;new.*octocat) \|/);
});

test("what was accepted when the event was sent, and no longer is, is not", async () => {
  await using github = await startGitHub();
  github.addPullRequest({ ...pull, body: `<!-- ${accept} -->\n\`\`\`\n${accept}\n\`\`\`` });
  afterFirst(github, firstJob(2));
  await using place = await workspace({ "loadgate.yml": unchanged });
  const stale = { name: "pull_request", payload: saying(accept) };
  const { exitCode } = await onPull(github, place.path, { ...confirming, event: stale });
  expect(exitCode).toBe(20);
});

test("where GitHub refuses, the event's own text holds, and that is told", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: getPull, status: 403, body: { message: "Resource not accessible by integration" } });
  afterFirst(github, firstJob(2));
  await using place = await workspace({ "loadgate.yml": unchanged });
  const sent = { name: "pull_request", payload: saying("", ["loadgate: accept p50 steady"]) };
  const { exitCode, stdout } = await onPull(github, place.path, { ...confirming, event: sent });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /::warning::The labels and the text of the pull request could not be read again \(GitHub answered 403: .*\); those of the event are used\n/,
  );
});

test("what was meant to accept and does not, and what was not needed, is in the report", async () => {
  await using github = await startGitHub();
  github.addPullRequest({ ...pull, body: `loadgate: acept p50 steady "x"\nloadgate: accept error_rate steady "y"` });
  await using place = await workspace({ "loadgate.yml": config({ duration: "300ms" }) });
  const { exitCode } = await onPull(github, place.path);
  expect(exitCode).toBe(0);
  const body = github.comments(2)[0]?.body;
  expect(body).toContain("- the pull request's text: expected loadgate: accept &lt;metric&gt; &lt;scenario&gt; ");
  expect(body).toContain(
    "- Not needed: error rate of steady is accepted by the pull request's body, and has not regressed.",
  );
});

test.each([
  ["mode", { mode: "again" }, 'input mode: expected one of run, confirm, comment, merge, got "again"'],
  ["results", { results: "a.json" }, 'input results: expected nothing, unless mode is confirm, got "a.json"'],
])("the input %s is refused", async (_, inputs, message) => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": unchanged });
  const { exitCode, stdout } = await onPull(github, place.path, { inputs });
  expect([exitCode, github.requests]).toEqual([22, []]);
  expect(stdout).toContain(message);
});
