import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { partsOfRun } from "../../src/action/resultParts.ts";
import { apiOf } from "../../src/githubApi/api.ts";
import { type LocalGitHub, startGitHub } from "../support/github/server.ts";
import { forkLeft, textOf } from "../support/leftResults.ts";

const fine = textOf(0);
const slow = textOf(0.5);

/** What is found of the run 101, in one of its attempts. */
async function parts(github: LocalGitHub, runAttempt = 1) {
  const place = {
    api: apiOf(github.token, { baseUrl: github.url }),
    owner: "octo",
    repo: "shop",
    runId: 101,
    runAttempt,
    room: tmpdir(),
  };
  return await partsOfRun(place, []);
}

test.each([404, 410])("an artifact that is gone, answered by %i, does not silence the others", async (status) => {
  await using github = await startGitHub({ keepViolations: true });
  forkLeft(github, { "results-api-1": fine, "results-web-1": slow });
  github.fail({ route: new RegExp(`artifacts/${github.artifacts[1]?.id}/zip`), status, body: { message: "gone" } });
  expect(await parts(github)).toEqual([
    expect.objectContaining({ key: "api", kind: "measured" }),
    {
      key: "web",
      kind: "unreadable",
      why: `No result any more: GitHub answered ${status} for the artifact loadgate-results-web-1`,
    },
  ]);
});

test.each([
  ["the failed jobs", { "results-api-1": fine, "results-web-1": slow, "results-web-2": fine }, ["api 1", "web"]],
  ["one that had left nothing", { "results-api-1": fine, "results-web-2": fine }, ["api 1", "web"]],
  ["none but the last one", { "results-api-1": fine, "results-web-1": fine }, ["api 1", "web 1"]],
  [
    "a failed one, which died",
    { "results-api-1": fine, "results-jobs-1": slow, "results-web-1": slow, "results-web-2": fine },
    ["api 1", "jobs 1", "web"],
  ],
  [
    "all jobs, of which one that had passed died",
    { "results-api-1": fine, "results-web-1": fine, "results-web-2": fine },
    ["api missing", "web"],
  ],
  [
    "all jobs, of which one had been confirmed",
    { "results-api-1": fine, "results-web-1": slow, "confirmed-web-1": fine, "results-web-2": slow },
    ["api missing", "web"],
  ],
  [
    "all jobs, of which one that had failed died",
    { "results-api-1": slow, "results-web-1": fine, "results-web-2": fine },
    ["api 1", "web"],
  ],
  ["all jobs, of which all are there", { "results-api-1": slow, "results-api-2": fine }, ["api"]],
])("of a run that was repeated: %s", async (_, texts, wanted) => {
  await using github = await startGitHub();
  forkLeft(github, texts);
  const found = await parts(github, 2);
  const told = found.map((part) => [part.key, part.kind === "measured" ? part.earlierAttempt : part.kind]);
  expect(told.map((words) => words.filter((word) => word !== undefined).join(" "))).toEqual(wanted);
});

test("a list of several pages is read to its end, without a Link header as well", async () => {
  await using github = await startGitHub();
  forkLeft(github, Object.fromEntries(Array.from({ length: 105 }, (_, i) => [`results-k${100 + i}-1`, fine])));
  const api = apiOf(github.token, { baseUrl: github.url });
  api.hook.after("request", ({ headers }) => {
    delete headers.link;
  });
  // The newest come first.
  const [part] = await partsOfRun({ api, owner: "octo", repo: "shop", runId: 101, runAttempt: 1, room: tmpdir() }, [
    "k100",
  ]);
  expect(part).toMatchObject({ key: "k100", kind: "measured" });
});
