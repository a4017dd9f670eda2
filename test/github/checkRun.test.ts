import { expect, test } from "vitest";
import { type CheckRun, createCheckRun } from "../../src/github/checkRun.ts";
import { contextOf } from "../../src/github/context.ts";
import { apiOf } from "../../src/githubApi/api.ts";
import { startGitHub } from "../support/github/server.ts";

const sha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
const context = contextOf({ GITHUB_EVENT_NAME: "push", GITHUB_REPOSITORY: "octo/shop" }, {});
const passed: CheckRun = {
  key: "default",
  verdict: { kind: "pass", reasons: [], failing: false },
  isNew: false,
  headline: "Not slower",
  summary: "### Not slower",
  remarks: [],
};

test.each<[string, CheckRun, string]>([
  ["a pass", passed, "success"],
  ["a pass without a baseline", { ...passed, isNew: true }, "neutral"],
  ["what fails", { ...passed, verdict: { kind: "fail", reasons: [], failing: true } }, "failure"],
  [
    "an SLA breach without a baseline",
    { ...passed, isNew: true, verdict: { kind: "fail", reasons: [], failing: true } },
    "failure",
  ],
  ["what is not shown", { ...passed, verdict: { kind: "inconclusive", reasons: [], failing: false } }, "neutral"],
  ["what is not to fail", { ...passed, verdict: { kind: "fail", reasons: [], failing: false } }, "neutral"],
])("%s concludes as it should", async (_, check, conclusion) => {
  await using github = await startGitHub();
  await createCheckRun(apiOf(github.token, { baseUrl: github.url }), context, sha, check);
  expect(
    github.checkRuns.map(({ name, headSha, status, ...told }) => [name, headSha, status, told.conclusion]),
  ).toEqual([["Loadgate", sha, "completed", conclusion]]);
});

test("it has a key in its name, a title of 255 characters, and fifty annotations, as GitHub wants them", async () => {
  await using github = await startGitHub();
  const spot = { file: "loadgate.yml", line: 7 };
  const remarks = [
    { level: "error" as const, text: "slower", spot },
    { level: "warning" as const, text: "unsure", spot },
    { level: "warning" as const, text: "of no scenario" },
    ...Array.from({ length: 100 }, (_, i) => ({ level: "error" as const, text: `more ${i}`, spot })),
  ];
  const headline = `${"x".repeat(254)}\u{1f40c}`;
  const check = { ...passed, key: "api", headline, remarks };
  await createCheckRun(apiOf(github.token, { baseUrl: github.url }), context, sha, check);
  expect(github.checkRuns.map(({ name, title }) => [name, title])).toEqual([
    ["Loadgate / api", `${"x".repeat(254)}\ufffd`],
  ]);
  const sent = Object(github.requests.at(-1)?.body).output.annotations;
  expect(sent.length).toBe(50);
  const place = { path: "loadgate.yml", start_line: 7, end_line: 7 };
  expect(sent.slice(0, 3)).toEqual([
    { ...place, annotation_level: "failure", message: "slower" },
    { ...place, annotation_level: "warning", message: "unsure" },
    { ...place, annotation_level: "failure", message: "more 0" },
  ]);
});
