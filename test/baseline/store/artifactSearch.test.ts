import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { encodeBaseline } from "../../../src/baseline/codec.ts";
import { type ArtifactStore, findBaseline } from "../../../src/baseline/store/artifactStore.ts";
import type { BaselineLookup } from "../../../src/baseline/store/lookup.ts";
import {
  type ArtifactOptions,
  addBaselineRun,
  artifactStore,
  baselineJson,
  baselineRun,
  baselineName as name,
} from "../../support/baselineArtifacts.ts";
import type { Fault } from "../../support/github/faults.ts";
import { type LocalGitHub, type NewRun, startGitHub } from "../../support/github/server.ts";
import { zipOf, zipOfEntries } from "../../support/github/zip.ts";
import { workspace } from "../../support/loadgate.ts";

const list = "GET /repos/{owner}/{repo}/actions/artifacts";
const runOf = "GET /repos/{owner}/{repo}/actions/runs/{run_id}";
const zipAddress = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
const blob = "GET /actions-results/artifacts/{artifact_id}";
const workflow = ".github/workflows/performance.yml";
const next = "the next run on main makes one";
const remedy = "delete it and let a run on the default branch make a new one";

/** The result of the search. It must write files only into its directory, and only if it finds a baseline. */
async function find(github: LocalGitHub, options: Partial<ArtifactStore> = {}): Promise<BaselineLookup> {
  await using folder = await workspace();
  const lookup = await findBaseline({ ...artifactStore(github, folder.at("found")), workflow, ...options });
  const written = await readdir(folder.path, { recursive: true });
  expect(written.filter((path) => !allowedFiles[lookup.kind].test(path))).toEqual([]);
  return lookup;
}

const noFiles = /^found(\/\d+)?$/;
const allowedFiles = {
  found: /^found(\/\d+)?(\/baseline\.json|\/build\.tar\.gz)?$/,
  // The file that was extracted, but could not be decoded.
  unusable: /^found(\/baseline\.json)?$/,
  absent: noFiles,
  unreachable: noFiles,
  not_asked: noFiles,
};

async function findRuns(github: LocalGitHub, options: Partial<ArtifactStore> = {}) {
  const lookup = await find(github, options);
  return lookup.kind === "found" ? lookup.baseline.runs.map(({ run_id }) => Number(run_id)) : lookup;
}

describe("the baseline that is found", () => {
  test("is main's newest, with its builds", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50, { createdAt: "2026-11-01T00:00:00Z" });
    const build = { sha: "b", files: 1, bytes: 1 };
    const text = encodeBaseline({ schema: 1, build, runs: [baselineRun(50), baselineRun(51)] });
    addBaselineRun(github, 51, { files: { "baseline.json": text, "build.tar.gz": "archive", "other.sh": "x" } });
    const lookup = await find(github);
    expect(lookup).toMatchObject({
      kind: "found",
      baseline: { build, runs: [{ run_id: "50" }, { run_id: "51" }] },
      notes: [],
    });
    expect(lookup).toMatchObject({ archives: { build: expect.stringMatching(/found\/build\.tar\.gz$/) } });
    expect(github.requests.map(({ route, status }) => [route, status])).toEqual([
      [list, 200],
      [list, 200],
      [runOf, 200],
      [zipAddress, 302],
      [blob, 200],
    ]);
  });

  test("is that of main's newest run, even if an older run was run again later", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 51, { files: { "baseline.json": baselineJson(50, 51) } });
    addBaselineRun(github, 50);
    expect(await find(github)).toMatchObject({ from: `the artifact ${name} of run 51` });
  });

  test("never has another name, even if GitHub lists one", async () => {
    await using github = await startGitHub({ keepViolations: true });
    const other = addBaselineRun(github, 50, { name: "coverage" });
    const run = { id: 50, repository_id: 1, head_repository_id: 1, head_branch: "main" };
    const artifacts = [{ id: other.id, name: "coverage", expired: false, workflow_run: run }];
    github.fail({ route: list, body: { total_count: 1, artifacts } });
    expect(await find(github)).toEqual({
      kind: "absent",
      message: `no baseline yet: there is no artifact ${name}; ${next}`,
    });
  });

  test("is found after 150 artifacts of a fork whose branch is called main", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    for (let id = 1000; id < 1150; id++)
      addBaselineRun(github, id, { files: { "baseline.json": "{}" } }, { headRepositoryId: 2, event: "pull_request" });
    expect(await findRuns(github)).toEqual([50]);
    expect(github.requests.map(({ route }) => route)).toEqual([list, list, list, runOf, zipAddress, blob]);
  });

  test("is searched on at most ten pages", async () => {
    await using github = await startGitHub();
    github.addRun({ id: 60, event: "push", headBranch: "main", headSha: "f95f852b", headRepositoryId: 2 });
    for (let n = 0; n < 1050; n++) github.addArtifact({ name, runId: 60, files: {} });
    expect(await find(github)).toEqual({
      kind: "absent",
      message: `no baseline of our own: the artifacts ${name} come from other branches, events, workflows or forks; ${next}`,
    });
    const pages = github.requests.map(({ path }) => new URLSearchParams(path.split("?")[1]).get("page"));
    expect([pages.length, pages.at(-1)]).toEqual([11, "10"]);
  });

  test.each<[string, Partial<NewRun>]>([
    ["from a fork", { headRepositoryId: 2 }],
    ["from another branch", { headBranch: "changes" }],
    ["from a pull request of a branch called main", { event: "pull_request" }],
    ["from a pull_request_target event", { event: "pull_request_target" }],
  ])("is not %s", async (_, run) => {
    await using github = await startGitHub();
    addBaselineRun(github, 60, {}, run);
    expect(await find(github)).toEqual({
      kind: "absent",
      message: `no baseline of our own: the artifacts ${name} come from other branches, events, workflows or forks; ${next}`,
    });
    addBaselineRun(github, 50, { createdAt: "2026-01-01T00:00:00Z" });
    expect(await findRuns(github)).toEqual([50]);
  });

  test("is not from a fork or another branch, which takes no further request", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 60, {}, { headRepositoryId: 2 });
    addBaselineRun(github, 61, {}, { headBranch: "changes" });
    await find(github);
    expect(github.requests.map(({ route }) => route)).toEqual([list, list]);
  });

  test.each([
    { head_repository: { id: 2 } },
    { head_repository: null },
    { repository: { id: 2 } },
    { head_branch: "changes" },
    { event: "pull_request" },
  ])("is not from a run with %j, whatever the list says", async (difference) => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    const run = {
      path: workflow,
      event: "push",
      head_branch: "main",
      repository: { id: 1 },
      head_repository: { id: 1 },
    };
    github.fail({ route: runOf, times: 1, body: { ...run, ...difference } });
    expect(await find(github)).toMatchObject({
      kind: "absent",
      message: expect.stringMatching(/^no baseline of our own/),
    });
    github.fail({ route: runOf, times: 1, body: run });
    expect(await findRuns(github)).toEqual([50]);
  });

  test("is searched until enough artifacts of main are listed, not counting expired ones", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    for (let n = 0; n < 100; n++) github.addArtifact({ name, runId: 50, files: {}, expired: true });
    expect(await findRuns(github)).toEqual([50]);
    expect(github.requests.filter(({ route }) => route === list).length).toBe(3);
    for (let n = 0; n < 100; n++) github.addArtifact({ name, runId: 50, files: { "baseline.json": baselineJson(50) } });
    expect(await findRuns(github)).toEqual([50]);
    expect(github.requests.filter(({ route }) => route === list).length).toBe(5);
  });

  test("may have the name of a baseline that was replaced, and the newest of a run counts", async () => {
    await using github = await startGitHub();
    const files = (...runs: readonly number[]) => ({ files: { "baseline.json": baselineJson(...runs) } });
    addBaselineRun(github, 50, { createdAt: "2026-11-01T00:00:00Z", ...files(49, 50) });
    github.addArtifact({ name: `${name}+2`, runId: 50, createdAt: "2026-11-01T00:01:00Z", ...files(48, 49, 50) });
    expect(await findRuns(github)).toEqual([48, 49, 50]);
    expect(await find(github)).toMatchObject({ from: `the artifact ${name}+2 of run 50` });
  });

  test.each(["push", "schedule", "workflow_dispatch"])("may come from the event %s", async (event) => {
    await using github = await startGitHub();
    addBaselineRun(github, 50, {}, { event, path: `${workflow}@refs/heads/main` });
    expect(await findRuns(github)).toEqual([50]);
  });

  test("is not from another workflow, unless baseline-workflow names it", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50, {}, { path: ".github/workflows/nightly.yml@main" });
    expect(await find(github)).toEqual({
      kind: "absent",
      message:
        `no baseline of this workflow (${workflow}): the artifacts ${name} of main come from .github/workflows/nightly.yml; ` +
        `set the input baseline-workflow to nightly.yml to be compared with them, else ${next}`,
    });
    expect(await findRuns(github, { baselineWorkflow: "nightly.yml" })).toEqual([50]);
    expect(await findRuns(github, { baselineWorkflow: "./.github/workflows/nightly.yml" })).toEqual([50]);
    expect(await find(github, { baselineWorkflow: "other.yml" })).toMatchObject({ kind: "absent" });
  });

  test("may be from any workflow if the runner does not name this one", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50, {}, { path: ".github/workflows/nightly.yml" });
    await using folder = await workspace();
    const lookup = await findBaseline(artifactStore(github, folder.path));
    expect(lookup).toMatchObject({ kind: "found" });
  });

  test("is absent on GitHub Enterprise Server, without any request", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    expect(await find(github, { serverUrl: "https://ghe.corp.example" })).toEqual({
      kind: "absent",
      message: "no baseline: GitHub Enterprise Server keeps no artifacts for this action; name a baseline-file",
    });
    expect(github.requests).toEqual([]);
  });
});

describe("failures of GitHub", () => {
  test("an expired baseline is reported, or the one before is used", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50, { expired: true });
    const expired = `the baseline has expired: every artifact ${name} of main is past its retention; ${next}`;
    expect(await find(github)).toEqual({ kind: "absent", message: expired });
    addBaselineRun(github, 51);
    github.fail({ route: zipAddress, times: 1, status: 410, body: { message: "Artifact has expired" } });
    expect(await find(github)).toEqual({ kind: "absent", message: expired });
    addBaselineRun(github, 52);
    github.fail({ route: zipAddress, times: 1, status: 410, body: { message: "Artifact has expired" } });
    expect(await findRuns(github)).toEqual([51]);
  });

  test("a baseline that expires after it was listed is reported as expired", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    github.fail({ route: zipAddress, status: 410, body: { message: "Artifact has expired" } });
    expect(await find(github)).toMatchObject({ message: expect.stringMatching(/^the baseline has expired/) });
  });

  test("a baseline that is being replaced is unreachable, or the one before is used", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    github.fail({ route: zipAddress, times: 1, status: 404, body: { message: "Not Found" } });
    expect(await find(github)).toEqual({
      kind: "unreachable",
      message:
        "the baseline could not be fetched: GitHub sent no usable response (the artifact was deleted while it was fetched; run the job again)",
    });
    addBaselineRun(github, 51);
    github.fail({ route: zipAddress, times: 1, status: 404, body: { message: "Not Found" } });
    expect(await findRuns(github)).toEqual([50]);
  });

  const denied = "GitHub responded with 403: no; give the job the permission actions: read";
  const invalid = "GitHub responded with 401: the github-token is not valid";
  const limited = { message: "You have exceeded a secondary rate limit" };
  const rateLimited = (status: number) =>
    `GitHub responded with ${status}: ${limited.message}; the rate limit is reached; run the job again later`;
  const broken = "GitHub responded with 500: GitHub is having problems; run the job again later";
  const hidden = "GitHub responded with 404: it does not exist, or the github-token has no access to it";
  test.each<[string, Omit<Fault, "route">, string]>([
    ...[list, runOf, zipAddress].flatMap((route): [string, Omit<Fault, "route">, string][] => [
      [route, { status: 401 }, invalid],
      [route, { status: 403, body: { message: "no" } }, denied],
      [route, { status: 403, body: limited }, rateLimited(403)],
      [route, { status: 422, body: { message: "no" } }, "GitHub responded with 422: no"],
      [route, { status: 429, body: limited }, rateLimited(429)],
      [route, { status: 500 }, broken],
      [route, { reset: true }, "the connection to GitHub failed ("],
    ]),
    [list, { status: 404 }, hidden],
    [runOf, { status: 404 }, hidden],
    [list, { status: 410, body: { message: "gone" } }, "GitHub responded with 410: gone"],
    [list, { body: "<html>hello</html>" }, "GitHub responded with 200 and a body that is not JSON"],
    [list, { truncated: true }, "GitHub responded with 200 and a body that is not JSON"],
    [list, { body: [] }, "GitHub responded with 200, but sent [] instead of a list of artifacts"],
    [runOf, { body: "<html>hello</html>" }, "GitHub responded with 200 and a body that is not JSON"],
    [runOf, { body: {} }, "GitHub responded with 200, but sent {} instead of a run of a workflow"],
    [zipAddress, { body: "<html>hello</html>" }, "GitHub sent no usable response (expected a redirect to the artifact"],
    [blob, { status: 401, body: "" }, "GitHub sent no usable response (the artifact storage responded with 401)"],
    [blob, { status: 403, body: "" }, "GitHub sent no usable response (the artifact storage responded with 403)"],
    [blob, { status: 404, body: "" }, "GitHub sent no usable response (the artifact storage responded with 404)"],
    [blob, { status: 422, body: "" }, "GitHub sent no usable response (the artifact storage responded with 422)"],
  ])("%s: the failure %j makes the baseline unreachable", async (route, fault, reason) => {
    await using github = await startGitHub({ keepViolations: true });
    addBaselineRun(github, 50);
    github.fail({ route, ...fault });
    const lookup = await find(github);
    expect(lookup).toEqual({
      kind: "unreachable",
      message: expect.stringContaining(`the baseline could not be fetched: ${reason}`),
    });
  });

  test("a slow response is waited for", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    for (const route of [list, runOf, zipAddress, blob]) github.fail({ route, delayMs: 200 });
    expect(await findRuns(github)).toEqual([50]);
  });
});

describe("a baseline that cannot be used", () => {
  const zip = zipOf({ "baseline.json": baselineJson(50) });
  const source = `the artifact ${name} of run 50`;
  test.each<[string, ArtifactOptions, string]>([
    ["is not JSON", { files: { "baseline.json": "no json" } }, `${source} is corrupt (not JSON); ${remedy}`],
    [
      "is of a newer schema",
      { files: { "baseline.json": '{"schema":9}' } },
      `${source} has schema 9 and this Loadgate reads schema 1: `,
    ],
    [
      "is from another tool",
      { files: { "baseline.json": '{"entries":{}}' } },
      `${source} is not a baseline of Loadgate (`,
    ],
    ["is missing", { files: { "other.json": "{}" } }, `${source} holds no baseline.json; ${remedy}`],
    [
      "has another digest",
      { digest: `sha256:${"0".repeat(64)}` },
      `${source}: its digest differs from that of the upload; ${remedy}`,
    ],
    ["is truncated", { zip: zip.subarray(0, zip.length - 30) }, `${source}: it cannot be unpacked (`],
    [
      "is a link",
      { zip: zipOfEntries([{ name: "baseline.json", content: "/etc/passwd", mode: 0o120777 }]) },
      `${source}: its baseline.json is not a regular file; ${remedy}`,
    ],
    [
      "has a path outside",
      { zip: zipOfEntries([{ name: "../../baseline.json", content: "{}" }]) },
      `${source}: it cannot be unpacked (invalid relative path: ../../baseline.json); ${remedy}`,
    ],
    [
      "has many files",
      { files: Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`${n}`, ""])) },
      `${source}: it holds 1000 files, expected at most 10; ${remedy}`,
    ],
    [
      "is a decompression bomb",
      { zip: zipOfEntries([{ name: "baseline.json", content: Buffer.alloc(70 * 1024 ** 2), isDeflated: true }]) },
      `${source} holds more numbers than fifty runs have; ${remedy}`,
    ],
    [
      "claims a small size",
      {
        zip: zipOfEntries([
          { name: "baseline.json", content: Buffer.alloc(10 * 1024 ** 2), isDeflated: true, claimedBytes: 10 },
        ]),
      },
      `${source}: it cannot be unpacked (too many bytes in the stream.`,
    ],
  ])("because it %s, is unusable; if there is one before, that is used with a warning", async (_, artifact, reason) => {
    await using github = await startGitHub();
    addBaselineRun(github, 50, artifact);
    expect(await find(github)).toEqual({ kind: "unusable", message: expect.stringContaining(reason) });
    addBaselineRun(github, 49, { createdAt: "2026-01-01T00:00:00Z" });
    expect(await find(github)).toMatchObject({
      kind: "found",
      baseline: { runs: [{ run_id: "49" }] },
      notices: [{ kind: "baseline_skipped", reason: expect.stringContaining(reason) }],
    });
  });

  test("does not leave its build to the baseline that replaces it", async () => {
    await using github = await startGitHub();
    const build = { sha: "b", files: 1, bytes: 1 };
    addBaselineRun(github, 49, {
      files: { "baseline.json": encodeBaseline({ schema: 1, build, runs: [baselineRun(49)] }) },
    });
    addBaselineRun(github, 50, { files: { "baseline.json": "no json", "build.tar.gz": "a bad one's" } });
    expect(await find(github)).toMatchObject({ kind: "found", archives: {} });
  });
});

describe("concurrent runs", () => {
  test("that do not know of each other are all found, each once, sorted by time", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 50);
    addBaselineRun(github, 51, { files: { "baseline.json": baselineJson(50, 51) } });
    addBaselineRun(github, 53, { files: { "baseline.json": baselineJson(50, 53) } });
    addBaselineRun(github, 52, { files: { "baseline.json": baselineJson(50, 52) } });
    expect(await findRuns(github)).toEqual([50, 51, 52, 53]);
    // The newest artifact includes run 50, so run 50 is not requested.
    expect(github.requests.filter(({ route }) => route === runOf).map(({ path }) => path.slice(-2))).toEqual([
      "53",
      "52",
      "51",
    ]);
  });

  test("are searched in the next ten artifacts only", async () => {
    await using github = await startGitHub();
    for (let id = 50; id < 70; id++) addBaselineRun(github, id);
    expect(await findRuns(github)).toEqual([59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69]);
  });

  test("of a fork, of another workflow, and expired ones add nothing", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 40, { expired: true });
    addBaselineRun(github, 41, {}, { headRepositoryId: 2 });
    addBaselineRun(github, 42, {}, { path: ".github/workflows/nightly.yml" });
    addBaselineRun(github, 50);
    expect(await findRuns(github)).toEqual([50]);
  });

  test("whose artifact is unusable or unreachable are left out, with a note", async () => {
    await using github = await startGitHub();
    addBaselineRun(github, 48);
    addBaselineRun(github, 49, { files: { "baseline.json": "no json" } });
    addBaselineRun(github, 50);
    expect(await find(github)).toMatchObject({
      kind: "found",
      baseline: { runs: [{ run_id: "48" }, { run_id: "50" }] },
      notes: [
        `The baseline of run 49 could not be merged: the artifact ${name} of run 49 is corrupt (not JSON); ${remedy}`,
      ],
    });
    github.fail({ route: /runs\/48/, status: 500 });
    expect(await findRuns(github)).toEqual([50]);
  });
});
