import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { loadParts } from "../../src/action/resultParts.ts";
import { createApi } from "../../src/githubApi/api.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { addForkResults, resultsJson } from "../support/uploadedResults.ts";

const notSlower = resultsJson(0);
const slower = resultsJson(0.5);

/** All parts of run 101, as seen from one of its attempts. */
async function partsOf(github: LocalGitHub, runAttempt = 1) {
  const run = {
    api: createApi(github.token, { baseUrl: github.url }),
    owner: "octo",
    repo: "shop",
    runId: 101,
    runAttempt,
    scratchDirectory: tmpdir(),
  };
  return await loadParts(run, []);
}

test.each([404, 410])("if one artifact is gone (%i), the others are still reported", async (status) => {
  await using github = await startGitHub({ keepViolations: true });
  addForkResults(github, { "results-api-1": notSlower, "results-web-1": slower });
  github.fail({ route: new RegExp(`artifacts/${github.artifacts[1]?.id}/zip`), status, body: { message: "gone" } });
  expect(await partsOf(github)).toEqual([
    expect.objectContaining({ key: "api", kind: "measured" }),
    {
      key: "web",
      kind: "unreadable",
      why: `No result: GitHub responded with ${status} for the artifact loadgate-results-web-1`,
    },
  ]);
});

test.each([
  [
    "the failed jobs",
    { "results-api-1": notSlower, "results-web-1": slower, "results-web-2": notSlower },
    ["api 1", "web"],
  ],
  ["a job without results", { "results-api-1": notSlower, "results-web-2": notSlower }, ["api 1", "web"]],
  ["only the merge job", { "results-api-1": notSlower, "results-web-1": notSlower }, ["api 1", "web 1"]],
  [
    "a failed job, which crashed",
    { "results-api-1": notSlower, "results-jobs-1": slower, "results-web-1": slower, "results-web-2": notSlower },
    ["api 1", "jobs 1", "web"],
  ],
  [
    "all jobs, and one that had passed crashed",
    { "results-api-1": notSlower, "results-web-1": notSlower, "results-web-2": notSlower },
    ["api missing", "web"],
  ],
  [
    "all jobs, and one had been confirmed before",
    { "results-api-1": notSlower, "results-web-1": slower, "confirmed-web-1": notSlower, "results-web-2": slower },
    ["api missing", "web"],
  ],
  [
    "all jobs, and one that had failed crashed",
    { "results-api-1": slower, "results-web-1": notSlower, "results-web-2": notSlower },
    ["api 1", "web"],
  ],
  ["all jobs, and all have new results", { "results-api-1": slower, "results-api-2": notSlower }, ["api"]],
])("the second attempt repeats %s", async (_, texts, expected) => {
  await using github = await startGitHub();
  addForkResults(github, texts);
  const parts = await partsOf(github, 2);
  const described = parts.map((part) => [part.key, part.kind === "measured" ? part.earlierAttempt : part.kind]);
  expect(described.map((words) => words.filter((word) => word !== undefined).join(" "))).toEqual(expected);
});

test("all pages of a list are read, even without a Link header", async () => {
  await using github = await startGitHub();
  addForkResults(
    github,
    Object.fromEntries(Array.from({ length: 105 }, (_, i) => [`results-k${100 + i}-1`, notSlower])),
  );
  const api = createApi(github.token, { baseUrl: github.url });
  api.hook.after("request", ({ headers }) => {
    delete headers.link;
  });
  // The newest artifacts are on the first page, so k100 is on the last one.
  const [part] = await loadParts(
    { api, owner: "octo", repo: "shop", runId: 101, runAttempt: 1, scratchDirectory: tmpdir() },
    ["k100"],
  );
  expect(part).toMatchObject({ key: "k100", kind: "measured" });
});
