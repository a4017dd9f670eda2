import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { confirmInputs, confirmWorkspace, duetConfig, firstJobResults } from "../support/firstJob.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import type { PullRequest } from "../support/github/state.ts";
import { filesOf } from "../support/github/zip.ts";
import { sampleConfig, workspace } from "../support/loadgate.ts";
import { type ActionResult, type ActionRun, runAction } from "../support/runAction.ts";
import { ownPull, pullSha } from "../support/uploadedResults.ts";

const getPull = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
const listOfRun = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts";

const eventFile = new URL("../../fixtures/github/events/pull_request.json", import.meta.url);
const event = JSON.parse(await readFile(eventFile, "utf8"));

/** The event, with the pull request's text and labels at that time. */
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

/** A workflow run whose first job uploaded these results. */
function afterFirst(github: LocalGitHub, text: string, attempt = 1): void {
  if (!github.runs.some(({ id }) => id === 101))
    github.addRun({ id: 101, event: "pull_request", headBranch: "changes", headSha: pullSha });
  github.addArtifact({ name: `loadgate-results-default-${attempt}`, runId: 101, files: { "results.json": text } });
}

const confirming = { inputs: { mode: "confirm" } };

test("a first job uploads its results, and a second job on a fresh runner decides for both", async () => {
  await using github = await startGitHub();
  github.addPullRequest(ownPull);
  const config = sampleConfig({ duration: "300ms", top: ["base: { from: none }"] });
  await using one = await workspace({ "loadgate.yml": config });
  const first = await onPull(github, one.path);
  expect([first.exitCode, first.outputs["confirm"]]).toEqual([0, "false"]);
  const [artifact] = github.artifacts;
  expect([artifact?.name, artifact && filesOf(artifact.zip)["results.json"]?.toString()]).toEqual([
    "loadgate-results-default-1",
    await one.read("loadgate-report/results.json"),
  ]);

  const comment = github.comments(2)[0]?.body;
  await using two = await workspace({ "loadgate.yml": config });
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

test("a borderline regression of the newest attempt is measured again", async () => {
  await using github = await startGitHub();
  github.addPullRequest(ownPull);
  afterFirst(github, "an older attempt");
  afterFirst(github, firstJobResults(0.6), 2);
  afterFirst(github, "one of the future", 4);
  await using folder = await workspace({ "loadgate.yml": duetConfig });
  const { exitCode, outputs } = await onPull(github, folder.path, { ...confirming, runAttempt: 3 });
  expect([exitCode, outputs["verdict"], outputs["confirm"]]).toEqual([0, "pass", "false"]);
  expect(github.comments(2)[0]?.body).toContain(
    "\n### ✅ Not slower: a second machine ruled out the regression that the first one measured\n",
  );
  expect(github.comments(2)[0]?.body).toContain("steady: p50 +60 % \\[57, 63\\] on the first machine, ");
});

test("the input results names a file instead of the artifact", async () => {
  await using github = await startGitHub();
  await using folder = await confirmWorkspace(2);
  const { exitCode, outputs, stdout } = await onPull(github, folder.path, { inputs: confirmInputs });
  expect([exitCode, outputs["verdict"], stdout.includes("rehearsal")]).toEqual([20, "fail", false]);
  expect(github.comments(2)[0]?.body).toContain("### ❌ Slower: p50 +200 % \\[");
});

test.each<readonly [string, (github: LocalGitHub) => void, string]>([
  [
    "uploaded nothing",
    () => {},
    "no job of this run uploaded results to confirm: expected the artifact loadgate-results-default-1",
  ],
  [
    "uploaded nonsense",
    (github) => afterFirst(github, "{}"),
    "the results of the first run cannot be read: results.json of the first job: schema",
  ],
  [
    "ran on another commit",
    (github) => afterFirst(github, firstJobResults(0.6, "0123456789")),
    "the results to confirm are of another commit: expected ec26c3e, got 0123456",
  ],
  [
    "has unreadable artifacts",
    (github) =>
      github.fail({ route: listOfRun, status: 403, body: { message: "Resource not accessible by integration" } }),
    "could not be fetched: GitHub responded with 403: Resource not accessible by integration",
  ],
])("a first job that %s gives exit code 23, and nothing is measured", async (_, prepare, message) => {
  await using github = await startGitHub({ keepViolations: true });
  prepare(github);
  await using folder = await workspace({ "loadgate.yml": duetConfig });
  const { exitCode, outputs, stdout } = await onPull(github, folder.path, confirming);
  expect([exitCode, outputs["verdict"], outputs["confirm"], stdout.includes("rehearsal")]).toEqual([
    23,
    "invalid",
    "false",
    false,
  ]);
  expect(stdout).toContain(message);
});

const accept = 'loadgate: accept p50 steady "a &lt;b&gt;new&lt;/b&gt; index @octocat"';
const confirmedHeadline =
  "\n### 🆗 Accepted: p50 of all requests +60 % \\[57, 63\\]: a &lt;b&gt;new&lt;/b&gt; index @\u200boctocat\n";

test.each<readonly [string, Partial<PullRequest>, string]>([
  ["a line of its text", { body: `Adds an index.\r\n\r\n${accept}\r\n` }, confirmedHeadline],
  [
    "a label",
    { labels: ["bug", "loadgate: accept p50 steady"] },
    "\n### 🆗 Accepted: p50 of all requests +60 % \\[57, 63\\]: label\n",
  ],
])("a regression that %s accepts passes, even if the event is older", async (_, now, headline) => {
  await using github = await startGitHub();
  github.addPullRequest({ ...ownPull, ...now });
  afterFirst(github, firstJobResults(0.6));
  await using folder = await workspace({ "loadgate.yml": duetConfig });
  const { exitCode, outputs } = await onPull(github, folder.path, confirming);
  expect([exitCode, outputs["verdict"]]).toEqual([0, "pass"]);
  const body = github.comments(2)[0]?.body;
  expect(body).toContain(headline);
  expect(body).toMatch(/\| 🆗 \| all requests \| p50 \| .* \| \+50 % · accepted: (label|a &lt;b&gt;new.*octocat) \|/);
});

test("an acceptance that was removed since the event does not count", async () => {
  await using github = await startGitHub();
  github.addPullRequest({ ...ownPull, body: `<!-- ${accept} -->\n\`\`\`\n${accept}\n\`\`\`` });
  afterFirst(github, firstJobResults(2));
  await using folder = await workspace({ "loadgate.yml": duetConfig });
  const stale = { name: "pull_request", payload: saying(accept) };
  const { exitCode } = await onPull(github, folder.path, { ...confirming, event: stale });
  expect(exitCode).toBe(20);
});

test("if GitHub refuses, the event's text counts, with a warning", async () => {
  await using github = await startGitHub({ keepViolations: true });
  github.fail({ route: getPull, status: 403, body: { message: "Resource not accessible by integration" } });
  afterFirst(github, firstJobResults(2));
  await using folder = await workspace({ "loadgate.yml": duetConfig });
  const sent = { name: "pull_request", payload: saying("", ["loadgate: accept p50 steady"]) };
  const { exitCode, stdout } = await onPull(github, folder.path, { ...confirming, event: sent });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /::warning::The labels and the text of the pull request could not be read again \(GitHub responded with 403: .*\); those of the event are used\n/,
  );
});

test("the report names malformed and unused acceptances", async () => {
  await using github = await startGitHub();
  github.addPullRequest({ ...ownPull, body: `loadgate: acept p50 steady "x"\nloadgate: accept error_rate steady "y"` });
  await using folder = await confirmWorkspace();
  const { exitCode } = await onPull(github, folder.path, { inputs: confirmInputs });
  expect(exitCode).toBe(0);
  const body = github.comments(2)[0]?.body;
  expect(body).toContain("- the pull request's text: expected loadgate: accept &lt;metric&gt; &lt;scenario&gt; ");
  expect(body).toContain(
    "- Acceptance not needed: the pull request's body accepts error rate of steady, which has not regressed.",
  );
});
