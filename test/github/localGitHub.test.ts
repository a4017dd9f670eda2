import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getOctokit } from "@actions/github";
import { describe, expect, test } from "vitest";
import { type ArtifactCall, callArtifactClient } from "../support/github/artifactClient.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { filesOf, zipOf } from "../support/github/zip.ts";

const repo = { owner: "octo", repo: "shop" };
const pushed = { event: "push", headBranch: "main", headSha: "f95f852bd8fca8fcc58a9a2d6c842781e32a215e" };
const artifactService = "POST /twirp/github.actions.results.api.v1.ArtifactService";
const commentsRoute = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";

function rest(github: LocalGitHub, token = github.token) {
  return getOctokit(token, { baseUrl: github.url }).rest;
}

async function paginatedComments(github: LocalGitHub, issue: number, perPage: number) {
  const octokit = getOctokit(github.token, { baseUrl: github.url });
  return octokit.paginate(octokit.rest.issues.listComments, { ...repo, issue_number: issue, per_page: perPage });
}

async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), "loadgate-artifact-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

describe("artifacts, through @actions/artifact", () => {
  test("a run uploads, lists, finds and downloads; a later run finds the artifact by the token", async () => {
    await using github = await startGitHub();
    await using directory = await temporaryDirectory();
    github.addRun({ id: 100, ...pushed, conclusion: "success" });
    github.addRun({ id: 101, event: "pull_request", headBranch: "changes", headSha: "ec26c3e5" });
    const file = join(directory.path, "baseline.json");
    await writeFile(file, '{"schema":1}');

    const own = await callArtifactClient(github.env({ runId: 100 }), [
      { method: "uploadArtifact", args: ["loadgate-baseline-default", [file], directory.path, { retentionDays: 30 }] },
      { method: "uploadArtifact", args: ["loadgate-baseline-default", [file], directory.path] },
      { method: "listArtifacts", args: [] },
      { method: "getArtifact", args: ["loadgate-baseline-default"] },
      { method: "downloadArtifact", args: [5_000_000_001, { path: join(directory.path, "own") }] },
    ]);
    const [artifact] = github.artifacts;
    if (!artifact) throw new Error("nothing was uploaded");
    const { zip, digest, createdAt, expiresAt } = artifact;
    const hex = createHash("sha256").update(zip).digest("hex");
    const artifactInfo = {
      name: "loadgate-baseline-default",
      id: 5_000_000_001,
      size: zip.length,
      digest: `sha256:${hex}`,
    };

    expect(own).toEqual([
      { value: { size: zip.length, digest: hex, id: 5_000_000_001 } },
      {
        error:
          "Error: Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: " +
          "an artifact with this name already exists on the workflow run",
      },
      { value: { artifacts: [{ ...artifactInfo, createdAt }] } },
      { value: { artifact: { ...artifactInfo, createdAt } } },
      { value: { downloadPath: join(directory.path, "own"), digestMismatch: false } },
    ]);
    expect(artifact).toMatchObject({ runId: 100, expired: false, digest: `sha256:${hex}` });
    expect(Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000)).toBe(30);
    expect(filesOf(zip)["baseline.json"]?.toString()).toBe('{"schema":1}');
    expect(await readFile(join(directory.path, "own", "baseline.json"), "utf8")).toBe('{"schema":1}');

    const findBy = { token: github.token, workflowRunId: 100, repositoryOwner: "octo", repositoryName: "shop" };
    const path = join(directory.path, "later");
    const later = await callArtifactClient(github.env({ runId: 101 }), [
      { method: "listArtifacts", args: [] },
      { method: "listArtifacts", args: [{ findBy }] },
      { method: "getArtifact", args: ["loadgate-baseline-default", { findBy }] },
      { method: "downloadArtifact", args: [5_000_000_001, { findBy, path, expectedHash: `${digest}` }] },
      { method: "downloadArtifact", args: [5_000_000_001, { findBy, path, expectedHash: "sha256:00" }] },
      { method: "deleteArtifact", args: ["loadgate-baseline-default", { findBy }] },
    ]);
    expect(later).toEqual([
      { value: { artifacts: [] } },
      { value: { artifacts: [{ ...artifactInfo, createdAt }] } },
      { value: { artifact: { ...artifactInfo, createdAt } } },
      { value: { downloadPath: path, digestMismatch: false } },
      { value: { downloadPath: path, digestMismatch: true } },
      { value: { id: 5_000_000_001 } },
    ]);
    expect(github.artifacts).toEqual([]);
    expect(github.violations).toEqual([]);
  });

  test("an expired artifact is listed, but its download fails with 410", async () => {
    await using github = await startGitHub();
    github.addRun({ id: 100, ...pushed });
    github.addArtifact({ name: "old", runId: 100, files: { "a.txt": "a" }, expired: true });

    const { data } = await rest(github).actions.listArtifactsForRepo({ ...repo, name: "old" });
    expect(data.artifacts.map(({ id, expired }) => ({ id, expired }))).toEqual([{ id: 5_000_000_001, expired: true }]);
    const findBy = { token: github.token, workflowRunId: 100, repositoryOwner: "octo", repositoryName: "shop" };
    const [outcome] = await callArtifactClient(github.env({ runId: 100 }), [
      { method: "downloadArtifact", args: [5_000_000_001, { findBy, path: tmpdir() }] },
    ]);
    expect(outcome).toEqual({ error: "HttpError: Artifact has expired - https://docs.github.com/rest" });
  });

  test("the artifact service can refuse and reset, and an interrupted upload takes the name", async () => {
    await using github = await startGitHub();
    await using directory = await temporaryDirectory();
    github.addRun({ id: 100, ...pushed });
    github.fail({ route: `${artifactService}/CreateArtifact`, times: 1, reset: true });
    github.fail({ route: "PUT /actions-results/artifacts/{artifact_id}", times: 1, status: 403 });
    const file = join(directory.path, "a.txt");
    await writeFile(file, "a");

    const upload: ArtifactCall = { method: "uploadArtifact", args: ["a", [file], directory.path] };
    const [afterReset, afterRefusal, conflict] = await callArtifactClient(github.env({ runId: 100 }), [
      upload,
      upload,
      upload,
    ]);
    expect(afterReset).toEqual({ error: expect.stringContaining("Unable to make request: ECONNRESET") });
    expect(afterRefusal).toEqual({ error: expect.stringContaining("RestError") });
    expect(conflict).toEqual({ error: expect.stringContaining("(409) Conflict") });
    expect(github.requests.map(({ route, status }) => [route, status])).toEqual([
      [`${artifactService}/CreateArtifact`, undefined],
      [`${artifactService}/CreateArtifact`, 200],
      ["PUT /actions-results/artifacts/{artifact_id}", 403],
      [`${artifactService}/CreateArtifact`, 409],
    ]);
  });
});

describe("the REST API, through @actions/github", () => {
  test("artifacts of the repository by name: newest first, with the run that made them", async () => {
    await using github = await startGitHub();
    const fork = { event: "pull_request", headBranch: "main", headSha: "2f7f6d1c", headRepositoryId: 2 };
    github.addRun({ id: 100, ...pushed });
    github.addRun({ id: 101, ...fork });
    const createdAt = "2026-11-02T03:04:05Z";
    github.addArtifact({ name: "base", runId: 100, zip: zipOf({ "a.txt": "a" }), createdAt });
    github.addArtifact({ name: "other", runId: 100, files: {} });
    github.addArtifact({ name: "base", runId: 101, files: { "a.txt": "b" }, digest: null });

    const { data } = await rest(github).actions.listArtifactsForRepo({ ...repo, name: "base" });
    expect(data.total_count).toBe(2);
    expect(data.artifacts.map(({ id, digest, workflow_run }) => ({ id, digest, workflow_run }))).toEqual([
      {
        id: 5_000_000_003,
        digest: null,
        workflow_run: { id: 101, repository_id: 1, head_repository_id: 2, head_branch: "main", head_sha: "2f7f6d1c" },
      },
      {
        id: 5_000_000_001,
        digest: `sha256:${createHash("sha256")
          .update(zipOf({ "a.txt": "a" }))
          .digest("hex")}`,
        workflow_run: {
          id: 100,
          repository_id: 1,
          head_repository_id: 1,
          head_branch: "main",
          head_sha: pushed.headSha,
        },
      },
    ]);
    expect(data.artifacts[1]).toMatchObject({ created_at: createdAt, expires_at: "2027-01-31T03:04:05.000Z" });

    const { data: run } = await rest(github).actions.getWorkflowRun({ ...repo, run_id: 101 });
    expect(run).toMatchObject({ event: "pull_request", head_branch: "main", workflow_id: 4_000_000_001 });
    expect([run.repository.id, run.head_repository.id, run.head_repository.fork]).toEqual([1, 2, true]);
  });

  test("120 comments take several pages: all are listed, oldest first, and ours is by the bot", async () => {
    await using github = await startGitHub();
    for (let n = 1; n <= 119; n++) github.addComment({ issue: 2, body: `comment ${n}`, login: "alice", type: "User" });
    github.addComment({ issue: 3, body: "elsewhere", login: "alice", type: "User" });
    const created = await rest(github).issues.createComment({ ...repo, issue_number: 2, body: "verdict" });
    expect(created.status).toBe(201);

    const all = await paginatedComments(github, 2, 50);
    expect(all.map(({ body }) => body)).toEqual([
      ...Array.from({ length: 119 }, (_, n) => `comment ${n + 1}`),
      "verdict",
    ]);
    expect(all.at(-1)?.user).toMatchObject({ login: "github-actions[bot]", type: "Bot" });
    expect(github.requests.slice(1).map(({ path }) => path)).toEqual([
      "/repos/octo/shop/issues/2/comments?per_page=50",
      "/repositories/1/issues/2/comments?per_page=50&page=2",
      "/repositories/1/issues/2/comments?per_page=50&page=3",
    ]);
    const list = (page: number) => rest(github).issues.listComments({ ...repo, issue_number: 2, page });
    expect((await list(1)).data.length).toBe(30);
    const at = (page: number) => `${github.url}/repositories/1/issues/2/comments?page=${page}`;
    expect((await list(2)).headers.link).toBe(
      `<${at(1)}>; rel="prev", <${at(3)}>; rel="next", <${at(4)}>; rel="last", <${at(1)}>; rel="first"`,
    );

    const comment_id = created.data.id;
    const updated = await rest(github).issues.updateComment({ ...repo, comment_id, body: "verdict 2" });
    expect(updated.data).toMatchObject({ id: 6_000_000_121, body: "verdict 2" });
    expect(github.comments(2).at(-1)).toMatchObject({ body: "verdict 2", login: "github-actions[bot]", type: "Bot" });
    const tooLong = rest(github).issues.updateComment({ ...repo, comment_id, body: "x".repeat(65_537) });
    await expect(tooLong).rejects.toMatchObject({ status: 422 });
  });

  test("a repository, its pull requests and check runs match GitHub's description", async () => {
    await using github = await startGitHub();
    const ours = { number: 2, state: "open", headOwner: "octo", headRepositoryId: 1, headBranch: "changes" } as const;
    const forks = { number: 3, state: "open", headOwner: "hubot", headRepositoryId: 2, headBranch: "main" } as const;
    github.addPullRequest({ ...ours, headSha: "ec26c3e5", baseBranch: "main", baseSha: "f95f852b" });
    github.addPullRequest({ ...forks, headSha: "2f7f6d1c", baseBranch: "main", baseSha: "f95f852b" });
    const { pulls, repos, checks } = rest(github);

    expect((await repos.get(repo)).data).toMatchObject({ id: 1, full_name: "octo/shop", default_branch: "main" });
    const list = await pulls.list({ ...repo, state: "all", head: "hubot:main" });
    expect(list.data.map(({ number, head }) => [number, head.sha, head.repo.id])).toEqual([[3, "2f7f6d1c", 2]]);
    const { data } = await pulls.get({ ...repo, pull_number: 2 });
    expect([data.head.ref, data.base.ref, data.base.sha]).toEqual(["changes", "main", "f95f852b"]);
    const ofCommit = await repos.listPullRequestsAssociatedWithCommit({ ...repo, commit_sha: "ec26c3e5" });
    expect(ofCommit.data.map(({ number }) => number)).toEqual([2]);

    const check = await checks.create({ ...repo, name: "Loadgate", head_sha: "ec26c3e5", status: "in_progress" });
    const done = {
      check_run_id: check.data.id,
      conclusion: "failure",
      output: { title: "slower", summary: "…" },
    } as const;
    expect((await checks.update({ ...repo, ...done })).data).toMatchObject({
      status: "completed",
      conclusion: "failure",
      output: { title: "slower", summary: "…" },
    });
    expect(github.violations).toEqual([]);
  });

  test("a token without a user, a wrong token, a read-only token, and another repository fail", async () => {
    await using github = await startGitHub({ readOnly: true });
    await expect(rest(github).users.getAuthenticated()).rejects.toMatchObject({
      status: 403,
      message: "Resource not accessible by integration - https://docs.github.com/rest",
    });
    await expect(rest(github, "ghp_other").repos.get(repo)).rejects.toMatchObject({ status: 401 });
    expect((await fetch(`${github.url}/repos/octo/shop`)).status).toBe(401);
    expect((await rest(github).issues.listComments({ ...repo, issue_number: 2 })).data).toEqual([]);
    const write = () => rest(github).issues.createComment({ ...repo, issue_number: 2, body: "verdict" });
    await expect(write()).rejects.toMatchObject({ status: 403 });
    github.readOnly = false;
    expect((await write()).status).toBe(201);
    await expect(rest(github).repos.get({ owner: "octo", repo: "other" })).rejects.toMatchObject({ status: 404 });
    await expect(rest(github).actions.getWorkflowRun({ ...repo, run_id: 9 })).rejects.toMatchObject({ status: 404 });
  });
});

describe("faults", () => {
  const list = (github: LocalGitHub) => rest(github).issues.listComments({ ...repo, issue_number: 2 });

  test("a status with headers, for the given number of calls", async () => {
    await using github = await startGitHub();
    const body = { message: "You have exceeded a secondary rate limit." };
    github.fail({ route: commentsRoute, times: 1, status: 429, headers: { "retry-after": "60" }, body });
    await expect(list(github)).rejects.toMatchObject({ status: 429, response: { headers: { "retry-after": "60" } } });
    expect((await list(github)).data).toEqual([]);
    expect(github.requests.map(({ route, status }) => [route, status])).toEqual([
      [commentsRoute, 429],
      [commentsRoute, 200],
    ]);
  });

  test("HTML where JSON is due", async () => {
    await using github = await startGitHub();
    github.fail({ route: commentsRoute, body: "<html>Unicorn!</html>" });
    expect((await list(github)).data).toBe("<html>Unicorn!</html>");
  });

  test("a slow response, at the page that the pattern matches", async () => {
    await using github = await startGitHub();
    for (let n = 1; n <= 2; n++) github.addComment({ issue: 2, body: `${n}`, login: "alice", type: "User" });
    github.fail({ route: /comments\?per_page=1&page=2$/, delayMs: 200 });
    const startMs = performance.now();
    expect((await paginatedComments(github, 2, 1)).map(({ body }) => body)).toEqual(["1", "2"]);
    expect(performance.now() - startMs).toBeGreaterThan(190);
  });

  test("a request has no effect after a reset, but has its effect after a lost response", async () => {
    await using github = await startGitHub();
    const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
    github.fail({ route, times: 1, reset: true });
    github.fail({ route, times: 1, lost: true });
    const create = (body: string) => rest(github).issues.createComment({ ...repo, issue_number: 2, body });
    await expect(create("reset")).rejects.toThrow();
    await expect(create("lost")).rejects.toThrow();
    expect(github.comments(2).map(({ body }) => body)).toEqual(["lost"]);
    expect(github.requests).toMatchObject([{ body: { body: "reset" } }, { body: { body: "lost" } }]);
    expect(github.requests.map(({ status }) => status)).toEqual([undefined, undefined]);
  });

  test("a truncated response, from the API and from the blob storage", async () => {
    await using github = await startGitHub();
    github.addRun({ id: 100, ...pushed });
    const { id } = github.addArtifact({ name: "a", runId: 100, files: { "a.txt": "a".repeat(1000) } });
    github.fail({ route: commentsRoute, truncated: true });
    github.fail({ route: "GET /actions-results/artifacts/{artifact_id}", truncated: true });
    github.addComment({ issue: 2, body: "x".repeat(1000), login: "alice", type: "User" });
    // The real client hides the failure: it reads a truncated body as empty, with status 200.
    expect(await list(github)).toMatchObject({ status: 200, data: "" });
    const authorization = `token ${github.token}`;
    const zip = await fetch(`${github.url}/repos/octo/shop/actions/artifacts/${id}/zip`, {
      headers: { authorization },
    });
    expect(zip.status).toBe(200);
    await expect(zip.arrayBuffer()).rejects.toThrow("terminated");
  });
});

describe("violations of GitHub's description", () => {
  test("requests: a body without its text, a misspelt parameter, an unknown path", async () => {
    await using github = await startGitHub({ keepViolations: true });
    const octokit = getOctokit(github.token, { baseUrl: github.url });
    const comments = "/repos/octo/shop/issues/2/comments";
    const refused = { status: 500 };
    await expect(octokit.request(`POST ${comments}`, { text: "verdict" })).rejects.toMatchObject(refused);
    await expect(octokit.request(`GET ${comments}?perpage=100`)).rejects.toMatchObject(refused);
    await expect(octokit.request("GET /repos/octo/shop/pulls?state=every")).rejects.toMatchObject(refused);
    await expect(octokit.request("GET /repos/octo/shop/actions/runs/x1")).rejects.toMatchObject(refused);
    await expect(octokit.request("GET /repos/octo/shop/branches")).rejects.toMatchObject(refused);
    expect(github.violations).toEqual([
      "POST /repos/{owner}/{repo}/issues/{issue_number}/comments: request: " +
        "/ must have required property 'body'; / must NOT have additional properties (text)",
      `${commentsRoute}: request: /query must NOT have additional properties (perpage)`,
      "GET /repos/{owner}/{repo}/pulls: request: /query/state must be equal to one of the allowed values",
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}: request: /path/run_id must be integer",
      "GET /repos/octo/shop/branches: not among the described operations",
    ]);
  });

  test("responses: a run whose workflow id is not an integer fails the test that got it", async () => {
    const github = await startGitHub();
    github.addRun({ id: 100, ...pushed, workflowId: 0.5 });
    await expect(rest(github).actions.getWorkflowRun({ ...repo, run_id: 100 })).rejects.toMatchObject({ status: 500 });
    const violation = "GET /repos/{owner}/{repo}/actions/runs/{run_id}: response 200: /workflow_id must be integer";
    expect(github.violations).toEqual([violation]);
    await expect(github[Symbol.asyncDispose]()).rejects.toThrow(violation);
  });
});
