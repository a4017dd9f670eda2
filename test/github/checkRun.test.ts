import { describe, expect, test } from "vitest";
import { type CheckRun, createCheckRun } from "../../src/github/checkRun.ts";
import { readContext } from "../../src/github/context.ts";
import { createApi } from "../../src/githubApi/api.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { virtualClock } from "../support/virtualClock.ts";

const sha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
const context = readContext({ GITHUB_EVENT_NAME: "push", GITHUB_REPOSITORY: "octo/shop" }, {});
const passed: CheckRun = {
  key: "default",
  verdict: { kind: "pass", reasons: [], failing: false },
  isNew: false,
  headline: "Not slower",
  summary: "### Not slower",
  annotations: [],
};

test.each<[string, CheckRun, string]>([
  ["a pass", passed, "success"],
  ["a pass without a baseline", { ...passed, isNew: true }, "neutral"],
  ["a failing verdict", { ...passed, verdict: { kind: "fail", reasons: [], failing: true } }, "failure"],
  [
    "an SLA breach without a baseline",
    { ...passed, isNew: true, verdict: { kind: "fail", reasons: [], failing: true } },
    "failure",
  ],
  ["an inconclusive verdict", { ...passed, verdict: { kind: "inconclusive", reasons: [], failing: false } }, "neutral"],
  [
    "a failure that is not to fail the job",
    { ...passed, verdict: { kind: "fail", reasons: [], failing: false } },
    "neutral",
  ],
])("%s has the right conclusion", async (_, check, conclusion) => {
  await using github = await startGitHub();
  await createCheckRun(createApi(github.token, { baseUrl: github.url }), context, sha, check);
  expect(github.checkRuns.map(({ name, headSha, status, conclusion }) => [name, headSha, status, conclusion])).toEqual([
    ["Loadgate", sha, "completed", conclusion],
  ]);
});

test("the name holds the key, and title and annotations stay within GitHub's limits", async () => {
  await using github = await startGitHub();
  const location = { file: "loadgate.yml", line: 7 };
  const annotations = [
    { level: "error" as const, text: "slower", location },
    { level: "warning" as const, text: "unsure", location },
    { level: "warning" as const, text: "without a location" },
    ...Array.from({ length: 100 }, (_, i) => ({ level: "error" as const, text: `more ${i}`, location })),
  ];
  const headline = `${"x".repeat(254)}\u{1f40c}`;
  const check = { ...passed, key: "api", headline, annotations };
  await createCheckRun(createApi(github.token, { baseUrl: github.url }), context, sha, check);
  expect(github.checkRuns.map(({ name, title }) => [name, title])).toEqual([
    ["Loadgate / api", `${"x".repeat(254)}\ufffd`],
  ]);
  const sent = Object(github.requests.at(-1)?.body).output.annotations;
  expect(sent.length).toBe(50);
  const lines = { path: "loadgate.yml", start_line: 7, end_line: 7 };
  expect(sent.slice(0, 3)).toEqual([
    { ...lines, annotation_level: "failure", message: "slower" },
    { ...lines, annotation_level: "warning", message: "unsure" },
    { ...lines, annotation_level: "failure", message: "more 0" },
  ]);
});

describe("two workflows with one key", () => {
  const of = (workflow: string, runId: number) => ({ ...context, workflow, runId });
  const create = async (github: LocalGitHub, workflow: string, runId: number) =>
    await createCheckRun(
      createApi(github.token, { baseUrl: github.url, clock: virtualClock() }),
      of(workflow, runId),
      sha,
      passed,
    );
  const namesOn = (github: LocalGitHub) => github.checkRuns.map(({ name }) => name);

  test("have check runs with different names, and the second one reports the first", async () => {
    await using github = await startGitHub();
    expect(await create(github, ".github/workflows/a.yml", 7)).toEqual({ name: "Loadgate", overlap: [] });
    expect(await create(github, ".github/workflows/b.yml", 8)).toEqual({
      name: "Loadgate (b.yml)",
      overlap: [".github/workflows/a.yml"],
    });
    await create(github, ".github/workflows/a.yml", 7);
    await create(github, ".github/workflows/b.yml", 8);
    expect(namesOn(github)).toEqual(["Loadgate", "Loadgate (b.yml)", "Loadgate", "Loadgate (b.yml)"]);
  });

  test("are not noticed if the check runs cannot be listed, and the check run is created all the same", async () => {
    await using github = await startGitHub({ keepViolations: true });
    await create(github, "a.yml", 7);
    github.fail({ route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", status: 503 });
    expect(await create(github, "b.yml", 8)).toEqual({ name: "Loadgate", overlap: [] });
  });
});

test("however often responses are lost, there is one check run", async () => {
  await using github = await startGitHub();
  github.fail({ route: "POST /repos/{owner}/{repo}/check-runs", lost: true });
  await createCheckRun(createApi(github.token, { baseUrl: github.url, clock: virtualClock() }), context, sha, passed);
  expect(github.checkRuns.length).toBe(1);
});
