import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { encodeBaseline } from "../../../src/baseline/codec.ts";
import { type ArtifactStore, findBaseline } from "../../../src/baseline/store/artifactStore.ts";
import type { BaselineLookup } from "../../../src/baseline/store/lookup.ts";
import { history, left, type Made, baselineName as name, record, storeIn } from "../../support/baselineArtifacts.ts";
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
const anew = "delete it and let a run on the default branch make a new one";

/** What is found; nothing is ever written but into the directory, and of what is not found nothing at all. */
async function found(github: LocalGitHub, of: Partial<ArtifactStore> = {}): Promise<BaselineLookup> {
  await using place = await workspace();
  const lookup = await findBaseline({ ...storeIn(github, place.at("found")), workflow, ...of });
  const written = await readdir(place.path, { recursive: true });
  expect(written.filter((path) => !mayBeThere[lookup.kind].test(path))).toEqual([]);
  return lookup;
}

const nothing = /^found(\/\d+)?$/;
const mayBeThere = {
  found: /^found(\/\d+)?(\/baseline\.json|\/build\.tar\.gz)?$/,
  // What was unpacked and could not be read.
  unusable: /^found(\/baseline\.json)?$/,
  absent: nothing,
  unreachable: nothing,
  not_asked: nothing,
};

async function foundRuns(github: LocalGitHub, of: Partial<ArtifactStore> = {}) {
  const lookup = await found(github, of);
  return lookup.kind === "found" ? lookup.baseline.runs.map(({ run_id }) => Number(run_id)) : lookup;
}

describe("whose baseline is found", () => {
  test("is the newest of main's own, with its builds", async () => {
    await using github = await startGitHub();
    left(github, 50, { createdAt: "2026-11-01T00:00:00Z" });
    const build = { sha: "b", files: 1, bytes: 1 };
    const text = encodeBaseline({ schema: 1, build, runs: [record(50), record(51)] });
    left(github, 51, { files: { "baseline.json": text, "build.tar.gz": "archive", "other.sh": "x" } });
    const lookup = await found(github);
    expect(lookup).toMatchObject({
      kind: "found",
      baseline: { build, runs: [{ run_id: "50" }, { run_id: "51" }] },
      notes: [],
    });
    expect(lookup).toMatchObject({ archives: { build: expect.stringMatching(/found\/build\.tar\.gz$/) } });
    expect(github.requests.map(({ route, status }) => [route, status])).toEqual([
      [list, 200],
      [runOf, 200],
      [zipAddress, 302],
      [blob, 200],
    ]);
  });

  test("is that of main's newest run, though an older one was run again since", async () => {
    await using github = await startGitHub();
    left(github, 51, { files: { "baseline.json": history(50, 51) } });
    left(github, 50);
    expect(await found(github)).toMatchObject({ from: `the artifact ${name} of run 51` });
  });

  test("is none of another name, whatever GitHub was asked for", async () => {
    await using github = await startGitHub({ keepViolations: true });
    const other = left(github, 50, { name: "coverage" });
    const run = { id: 50, repository_id: 1, head_repository_id: 1, head_branch: "main" };
    const artifacts = [{ id: other.id, name: "coverage", expired: false, workflow_run: run }];
    github.fail({ route: list, body: { total_count: 1, artifacts } });
    expect(await found(github)).toEqual({
      kind: "absent",
      message: `no baseline yet: there is no artifact ${name}; ${next}`,
    });
  });

  test("is found behind 150 of a fork, whose branch is called main", async () => {
    await using github = await startGitHub();
    left(github, 50);
    for (let id = 1000; id < 1150; id++)
      left(github, id, { files: { "baseline.json": "{}" } }, { headRepositoryId: 2, event: "pull_request" });
    expect(await foundRuns(github)).toEqual([50]);
    expect(github.requests.map(({ route }) => route)).toEqual([list, list, runOf, zipAddress, blob]);
  });

  test("is looked for on ten pages, no more", async () => {
    await using github = await startGitHub();
    github.addRun({ id: 60, event: "push", headBranch: "main", headSha: "f95f852b", headRepositoryId: 2 });
    for (let n = 0; n < 1050; n++) github.addArtifact({ name, runId: 60, files: {} });
    expect(await found(github)).toEqual({
      kind: "absent",
      message: `no baseline of our own: the artifacts ${name} come from other branches, events, workflows or forks; ${next}`,
    });
    expect(github.requests.length).toBe(10);
  });

  test.each<[string, Partial<NewRun>]>([
    ["a fork's", { headRepositoryId: 2 }],
    ["another branch's", { headBranch: "changes" }],
    ["a pull request's from a branch called main", { event: "pull_request" }],
    ["a pull_request_target's", { event: "pull_request_target" }],
  ])("is not %s", async (_, run) => {
    await using github = await startGitHub();
    left(github, 60, {}, run);
    expect(await found(github)).toEqual({
      kind: "absent",
      message: `no baseline of our own: the artifacts ${name} come from other branches, events, workflows or forks; ${next}`,
    });
    left(github, 50, { createdAt: "2026-01-01T00:00:00Z" });
    expect(await foundRuns(github)).toEqual([50]);
  });

  test("is neither a fork's nor another branch's, which costs no further request", async () => {
    await using github = await startGitHub();
    left(github, 60, {}, { headRepositoryId: 2 });
    left(github, 61, {}, { headBranch: "changes" });
    await found(github);
    expect(github.requests.map(({ route }) => route)).toEqual([list]);
  });

  test.each([
    { head_repository: { id: 2 } },
    { head_repository: null },
    { repository: { id: 2 } },
    { head_branch: "changes" },
    { event: "pull_request" },
  ])("is not that of a run which says %j of itself, whatever the list says", async (of) => {
    await using github = await startGitHub();
    left(github, 50);
    const run = {
      path: workflow,
      event: "push",
      head_branch: "main",
      repository: { id: 1 },
      head_repository: { id: 1 },
    };
    github.fail({ route: runOf, times: 1, body: { ...run, ...of } });
    expect(await found(github)).toMatchObject({
      kind: "absent",
      message: expect.stringMatching(/^no baseline of our own/),
    });
    github.fail({ route: runOf, times: 1, body: run });
    expect(await foundRuns(github)).toEqual([50]);
  });

  test("is looked for until enough of main's own are there, which the expired are not", async () => {
    await using github = await startGitHub();
    left(github, 50);
    for (let n = 0; n < 100; n++) github.addArtifact({ name, runId: 50, files: {}, expired: true });
    expect(await foundRuns(github)).toEqual([50]);
    expect(github.requests.filter(({ route }) => route === list).length).toBe(2);
    for (let n = 0; n < 100; n++) github.addArtifact({ name, runId: 50, files: { "baseline.json": history(50) } });
    expect(await foundRuns(github)).toEqual([50]);
    expect(github.requests.filter(({ route }) => route === list).length).toBe(3);
  });

  test.each(["push", "schedule", "workflow_dispatch"])("is main's by the event %s", async (event) => {
    await using github = await startGitHub();
    left(github, 50, {}, { event, path: `${workflow}@refs/heads/main` });
    expect(await foundRuns(github)).toEqual([50]);
  });

  test("is not another workflow's, unless baseline-workflow names it", async () => {
    await using github = await startGitHub();
    left(github, 50, {}, { path: ".github/workflows/nightly.yml@main" });
    expect(await found(github)).toEqual({
      kind: "absent",
      message:
        `no baseline of this workflow (${workflow}): the artifacts ${name} of main come from .github/workflows/nightly.yml; ` +
        `set the input baseline-workflow to nightly.yml to be compared with them, else ${next}`,
    });
    expect(await foundRuns(github, { baselineWorkflow: "nightly.yml" })).toEqual([50]);
    expect(await foundRuns(github, { baselineWorkflow: "./.github/workflows/nightly.yml" })).toEqual([50]);
    expect(await found(github, { baselineWorkflow: "other.yml" })).toMatchObject({ kind: "absent" });
  });

  test("is any workflow's where the runner does not say which one this is", async () => {
    await using github = await startGitHub();
    left(github, 50, {}, { path: ".github/workflows/nightly.yml" });
    await using place = await workspace();
    const lookup = await findBaseline(storeIn(github, place.path));
    expect(lookup).toMatchObject({ kind: "found" });
  });

  test("is none on a GitHub Enterprise Server, which is asked nothing", async () => {
    await using github = await startGitHub();
    left(github, 50);
    expect(await found(github, { serverUrl: "https://ghe.corp.example" })).toEqual({
      kind: "absent",
      message: "no baseline: GitHub Enterprise Server keeps no artifacts for this action; name a baseline-file",
    });
    expect(github.requests).toEqual([]);
  });
});

describe("what GitHub does not give", () => {
  test("an expired baseline is told, also where it has expired since it was listed; the one before is taken", async () => {
    await using github = await startGitHub();
    left(github, 50, { expired: true });
    const expired = `the baseline has expired: every artifact ${name} of main is past its retention; ${next}`;
    expect(await found(github)).toEqual({ kind: "absent", message: expired });
    left(github, 51);
    github.fail({ route: zipAddress, times: 1, status: 410, body: { message: "Artifact has expired" } });
    expect(await found(github)).toEqual({ kind: "absent", message: expired });
    left(github, 52);
    github.fail({ route: zipAddress, times: 1, status: 410, body: { message: "Artifact has expired" } });
    expect(await foundRuns(github)).toEqual([51]);
  });

  test("the only one, which has expired since it was listed, is told as expired", async () => {
    await using github = await startGitHub();
    left(github, 50);
    github.fail({ route: zipAddress, status: 410, body: { message: "Artifact has expired" } });
    expect(await found(github)).toMatchObject({ message: expect.stringMatching(/^the baseline has expired/) });
  });

  test("one that its own run replaces at this moment is not taken for none; the one before is taken", async () => {
    await using github = await startGitHub();
    left(github, 50);
    github.fail({ route: zipAddress, times: 1, status: 404, body: { message: "Not Found" } });
    expect(await found(github)).toEqual({
      kind: "unreachable",
      message:
        "the baseline could not be fetched: GitHub gave no usable answer (the artifact was deleted while it was fetched; run the job again)",
    });
    left(github, 51);
    github.fail({ route: zipAddress, times: 1, status: 404, body: { message: "Not Found" } });
    expect(await foundRuns(github)).toEqual([50]);
  });

  const denied = "GitHub answered 403: no; give the job the permission actions: read";
  const invalid = "GitHub answered 401: the github-token is not valid";
  const limited = { message: "You have exceeded a secondary rate limit" };
  const often = (status: number) =>
    `GitHub answered ${status}: ${limited.message}; it was asked too often; run the job again later`;
  const broken = "GitHub answered 500: GitHub is having problems; run the job again later";
  const hidden = "GitHub answered 404: the github-token cannot see it, or it is not there";
  test.each<[string, Omit<Fault, "route">, string]>([
    ...[list, runOf, zipAddress].flatMap((route): [string, Omit<Fault, "route">, string][] => [
      [route, { status: 401 }, invalid],
      [route, { status: 403, body: { message: "no" } }, denied],
      [route, { status: 403, body: limited }, often(403)],
      [route, { status: 422, body: { message: "no" } }, "GitHub answered 422: no"],
      [route, { status: 429, body: limited }, often(429)],
      [route, { status: 500 }, broken],
      [route, { reset: true }, "GitHub gave no usable answer ("],
    ]),
    [list, { status: 404 }, hidden],
    [runOf, { status: 404 }, hidden],
    [list, { status: 410, body: { message: "gone" } }, "GitHub answered 410: gone"],
    [list, { body: "<html>hello</html>" }, "GitHub gave no usable answer (not a list of artifacts)"],
    [list, { truncated: true }, "GitHub gave no usable answer (not a list of artifacts)"],
    [runOf, { body: "<html>hello</html>" }, "GitHub gave no usable answer (not a run of a workflow)"],
    [zipAddress, { body: "<html>hello</html>" }, "GitHub gave no usable answer (expected the address of the artifact"],
    [blob, { status: 401, body: "" }, "GitHub gave no usable answer (the storage of artifacts answered 401)"],
    [blob, { status: 403, body: "" }, "GitHub gave no usable answer (the storage of artifacts answered 403)"],
    [blob, { status: 404, body: "" }, "GitHub gave no usable answer (the storage of artifacts answered 404)"],
    [blob, { status: 422, body: "" }, "GitHub gave no usable answer (the storage of artifacts answered 422)"],
  ])("at %s, answered by %j, leaves it unreachable", async (route, fault, told) => {
    await using github = await startGitHub({ keepViolations: true });
    left(github, 50);
    github.fail({ route, ...fault });
    const lookup = await found(github);
    expect(lookup).toEqual({
      kind: "unreachable",
      message: expect.stringContaining(`the baseline could not be fetched: ${told}`),
    });
  });

  test("a slow answer is waited for", async () => {
    await using github = await startGitHub();
    left(github, 50);
    for (const route of [list, runOf, zipAddress, blob]) github.fail({ route, delayMs: 200 });
    expect(await foundRuns(github)).toEqual([50]);
  });
});

describe("a baseline that cannot be used", () => {
  const zip = zipOf({ "baseline.json": history(50) });
  const source = `the artifact ${name} of run 50`;
  test.each<[string, Made, string]>([
    ["is no JSON", { files: { "baseline.json": "no json" } }, `${source} is corrupt (not JSON); ${anew}`],
    [
      "is of a newer schema",
      { files: { "baseline.json": '{"schema":9}' } },
      `${source} has schema 9 and this Loadgate reads schema 1: `,
    ],
    ["is somebody else's", { files: { "baseline.json": '{"entries":{}}' } }, `${source} is no baseline of Loadgate (`],
    ["is not there", { files: { "other.json": "{}" } }, `${source} holds no baseline.json; ${anew}`],
    [
      "has another digest",
      { digest: `sha256:${"0".repeat(64)}` },
      `${source}: it is not what was uploaded (its digest differs); ${anew}`,
    ],
    ["is cut short", { zip: zip.subarray(0, zip.length - 30) }, `${source}: it cannot be unpacked (`],
    [
      "is a link",
      { zip: zipOfEntries([{ name: "baseline.json", content: "/etc/passwd", mode: 0o120777 }]) },
      `${source}: its baseline.json is no regular file; ${anew}`,
    ],
    [
      "leads out",
      { zip: zipOfEntries([{ name: "../../baseline.json", content: "{}" }]) },
      `${source}: it cannot be unpacked (invalid relative path: ../../baseline.json); ${anew}`,
    ],
    [
      "is of many files",
      { files: Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`${n}`, ""])) },
      `${source}: it holds 1000 files, expected at most 10; ${anew}`,
    ],
    [
      "is a bomb",
      { zip: zipOfEntries([{ name: "baseline.json", content: Buffer.alloc(70 * 1024 ** 2), isDeflated: true }]) },
      `${source} holds more numbers than fifty runs have; ${anew}`,
    ],
    [
      "says it is small",
      {
        zip: zipOfEntries([
          { name: "baseline.json", content: Buffer.alloc(10 * 1024 ** 2), isDeflated: true, saidBytes: 10 },
        ]),
      },
      `${source}: it cannot be unpacked (too many bytes in the stream.`,
    ],
  ])(
    "because it %s, is unusable where it is the only one; else the one before is used, with a warning",
    async (_, artifact, why) => {
      await using github = await startGitHub();
      left(github, 50, artifact);
      expect(await found(github)).toEqual({ kind: "unusable", message: expect.stringContaining(why) });
      left(github, 49, { createdAt: "2026-01-01T00:00:00Z" });
      const warning = `A newer baseline is left out, and an older one used: ${why}`;
      expect(await found(github)).toMatchObject({
        kind: "found",
        baseline: { runs: [{ run_id: "49" }] },
        warnings: [expect.stringContaining(warning)],
      });
    },
  );

  test("leaves no build to the one that is used in its place", async () => {
    await using github = await startGitHub();
    const build = { sha: "b", files: 1, bytes: 1 };
    left(github, 49, { files: { "baseline.json": encodeBaseline({ schema: 1, build, runs: [record(49)] }) } });
    left(github, 50, { files: { "baseline.json": "no json", "build.tar.gz": "a bad one's" } });
    expect(await found(github)).toMatchObject({ kind: "found", archives: {} });
  });
});

describe("runs that raced", () => {
  test("and know nothing of each other are all found, each once, in the order of their time", async () => {
    await using github = await startGitHub();
    left(github, 50);
    left(github, 51, { files: { "baseline.json": history(50, 51) } });
    left(github, 53, { files: { "baseline.json": history(50, 53) } });
    left(github, 52, { files: { "baseline.json": history(50, 52) } });
    expect(await foundRuns(github)).toEqual([50, 51, 52, 53]);
    // What the newest holds is not asked for again: of 50 nothing but the list was read.
    expect(github.requests.filter(({ route }) => route === runOf).map(({ path }) => path.slice(-2))).toEqual([
      "53",
      "52",
      "51",
    ]);
  });

  test("are looked for among the ten newest artifacts behind it, no more", async () => {
    await using github = await startGitHub();
    for (let id = 50; id < 70; id++) left(github, id);
    expect(await foundRuns(github)).toEqual([59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69]);
  });

  test("are not trusted for it: a fork's, another workflow's and an expired one add nothing", async () => {
    await using github = await startGitHub();
    left(github, 40, { expired: true });
    left(github, 41, {}, { headRepositoryId: 2 });
    left(github, 42, {}, { path: ".github/workflows/nightly.yml" });
    left(github, 50);
    expect(await foundRuns(github)).toEqual([50]);
  });

  test("whose artifact cannot be used or fetched are left out, with a note", async () => {
    await using github = await startGitHub();
    left(github, 48);
    left(github, 49, { files: { "baseline.json": "no json" } });
    left(github, 50);
    expect(await found(github)).toMatchObject({
      kind: "found",
      baseline: { runs: [{ run_id: "48" }, { run_id: "50" }] },
      notes: [
        `What run 49 adds to the baseline is left out: the artifact ${name} of run 49 is corrupt (not JSON); ${anew}`,
      ],
    });
    github.fail({ route: /runs\/48/, status: 500 });
    expect(await foundRuns(github)).toEqual([50]);
  });
});
