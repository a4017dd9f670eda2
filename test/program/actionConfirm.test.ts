import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { decided, decidedPlace, duetConfig, firstJob } from "../support/firstJob.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import type { PullRequest } from "../support/github/state.ts";
import { filesOf } from "../support/github/zip.ts";
import { ownPull, pullSha } from "../support/leftResults.ts";
import { config, workspace } from "../support/loadgate.ts";
import { type ActionResult, type ActionRun, runAction } from "../support/runAction.ts";

const getPull = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
const listOfRun = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts";

const eventFile = new URL("../../fixtures/github/events/pull_request.json", import.meta.url);
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

/** A run in which the first job has left these results. */
function afterFirst(github: LocalGitHub, text: string, attempt = 1): void {
  if (!github.runs.some(({ id }) => id === 101))
    github.addRun({ id: 101, event: "pull_request", headBranch: "changes", headSha: pullSha });
  github.addArtifact({ name: `loadgate-results-default-${attempt}`, runId: 101, files: { "results.json": text } });
}

const confirming = { inputs: { mode: "confirm" } };

test("a first job hands its results over, and a second job on a fresh runner decides for both", async () => {
  await using github = await startGitHub();
  github.addPullRequest(ownPull);
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
  github.addPullRequest(ownPull);
  afterFirst(github, "an older attempt");
  afterFirst(github, firstJob(0.6), 2);
  afterFirst(github, "one of the future", 4);
  await using place = await workspace({ "loadgate.yml": duetConfig });
  const { exitCode, outputs } = await onPull(github, place.path, { ...confirming, runAttempt: 3 });
  expect([exitCode, outputs["verdict"], outputs["confirm"]]).toEqual([0, "pass", "false"]);
  expect(github.comments(2)[0]?.body).toContain(
    "\n### ✅ Not slower: a second machine does not see what the first one saw\n",
  );
  expect(github.comments(2)[0]?.body).toContain("steady: p50 +60 % \\[57, 63\\] on the first machine, ");
});

test("the input results names the file of those who carry it themselves", async () => {
  await using github = await startGitHub();
  await using place = await decidedPlace(2);
  const { exitCode, outputs, stdout } = await onPull(github, place.path, { inputs: decided });
  expect([exitCode, outputs["verdict"], stdout.includes("rehearsal")]).toEqual([20, "fail", false]);
  expect(github.comments(2)[0]?.body).toContain("### ❌ all requests are slower: p50 +200 % \\[");
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
  await using place = await workspace({ "loadgate.yml": duetConfig });
  const { exitCode, outputs, stdout } = await onPull(github, place.path, confirming);
  expect([exitCode, outputs["verdict"], outputs["confirm"], stdout.includes("rehearsal")]).toEqual([
    23,
    "invalid",
    "false",
    false,
  ]);
  expect(stdout).toContain(message);
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
  github.addPullRequest({ ...ownPull, ...now });
  afterFirst(github, firstJob(0.6));
  await using place = await workspace({ "loadgate.yml": duetConfig });
  const { exitCode, outputs } = await onPull(github, place.path, confirming);
  expect([exitCode, outputs["verdict"]]).toEqual([0, "pass"]);
  const body = github.comments(2)[0]?.body;
  expect(body).toContain(headline);
  expect(body).toMatch(/\| 🆗 \| all requests \| p50 \| .* \| \+50 % · accepted: (label|a &lt;b&gt;new.*octocat) \|/);
});

test("what was accepted when the event was sent, and no longer is, is not", async () => {
  await using github = await startGitHub();
  github.addPullRequest({ ...ownPull, body: `<!-- ${accept} -->\n\`\`\`\n${accept}\n\`\`\`` });
  afterFirst(github, firstJob(2));
  await using place = await workspace({ "loadgate.yml": duetConfig });
  const stale = { name: "pull_request", payload: saying(accept) };
  const { exitCode } = await onPull(github, place.path, { ...confirming, event: stale });
  expect(exitCode).toBe(20);
});

test("where GitHub refuses, the event's own text holds, and that is told", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: getPull, status: 403, body: { message: "Resource not accessible by integration" } });
  afterFirst(github, firstJob(2));
  await using place = await workspace({ "loadgate.yml": duetConfig });
  const sent = { name: "pull_request", payload: saying("", ["loadgate: accept p50 steady"]) };
  const { exitCode, stdout } = await onPull(github, place.path, { ...confirming, event: sent });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /::warning::The labels and the text of the pull request could not be read again \(GitHub answered 403: .*\); those of the event are used\n/,
  );
});

test("what was meant to accept and does not, and what was not needed, is in the report", async () => {
  await using github = await startGitHub();
  github.addPullRequest({ ...ownPull, body: `loadgate: acept p50 steady "x"\nloadgate: accept error_rate steady "y"` });
  await using place = await decidedPlace();
  const { exitCode } = await onPull(github, place.path, { inputs: decided });
  expect(exitCode).toBe(0);
  const body = github.comments(2)[0]?.body;
  expect(body).toContain("- the pull request's text: expected loadgate: accept &lt;metric&gt; &lt;scenario&gt; ");
  expect(body).toContain(
    "- Not needed: error rate of steady is accepted by the pull request's body, and has not regressed.",
  );
});
