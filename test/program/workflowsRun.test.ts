import { describe, expect, test } from "vitest";
import { hasGit } from "../support/gitRepository.ts";
import { examplesUnder, headingsWithExamples } from "../support/workflow/examples.ts";
import { startHub } from "../support/workflow/hub.ts";
import {
  artifactsOf,
  baselinesOf,
  bot,
  commentsOf,
  duet,
  expectLeast,
  hubOf,
  jobResults,
  manual,
  marker,
  met,
  quick,
} from "../support/workflow/outcomes.ts";
import { parseWorkflowFile } from "../support/workflow/workflow.ts";

test("every workflow of docs/github.md is tested", async () => {
  const executed = ["Basic", "Forks", "Matrix", "Monorepo", "Merge queue", "Schedule", "Confirm", "GHES", "Outputs"];
  expect(await headingsWithExamples(manual)).toEqual(executed);
});

describe.skipIf(!hasGit)("the workflow of docs/github.md, executed", { timeout: 120_000 }, () => {
  test("basic: main saves a baseline, a slower pull request fails and gets a comment, a fork's gets a summary", async () => {
    await using hub = await hubOf("Basic");
    const files = { "loadgate.yml": duet("gate: { budget: 25s }"), latency: "100" };
    const pushed = await hub.push(files);
    expect(jobResults(pushed)).toEqual(["loadgate success: 0 pass, ### 🆕 No baseline yet: nothing to compare with"]);

    const pulled = await hub.pull(2, { latency: "300" });
    const slower = /### ❌ GET \/hello is slower: p(50|95) \+[\d,]+ % \\\[[\d,]+, [\d,]+\\\]/;
    expect(jobResults(pulled).join()).toMatch(new RegExp(`^loadgate failure: 20 fail, ${slower.source}$`));
    expect(
      commentsOf(hub.github, 2)
        .join()
        .replace(`${bot} ${marker("default", 102)} `, ""),
    ).toMatch(new RegExp(`^${slower.source}$`));

    const fork = await hub.pull(3, { "loadgate.yml": quick });
    expect(jobResults(fork)).toEqual([`loadgate success: 0 pass, ${met}`]);
    expect(commentsOf(hub.github, 3)).toEqual([]);
    expect(artifactsOf(hub.github)).toEqual([
      "101 loadgate-results-default-1",
      "101 loadgate-baseline-default",
      "102 loadgate-results-default-1",
      "103 loadgate-results-default-1",
    ]);
    await expectLeast("Basic", [...pushed, ...pulled, ...fork]);
  });

  test("outputs: another step reads the verdict", async () => {
    await using hub = await hubOf("Outputs");
    const pulled = await hub.pull(2, { "loadgate.yml": quick });
    expect(pulled.map(({ jobs }) => jobs.map(({ conclusion, outputs }) => [conclusion, outputs]))).toEqual([
      [["success", { worst: "none" }]],
    ]);
    expect(commentsOf(hub.github, 2)).toEqual([]);
    await expectLeast("Outputs", pulled);
  });

  test.each([
    ["contents: read", ["loadgate failure"], [], []],
    ["actions: read", [`loadgate success: 0 pass, ${met}`], ["101 loadgate-results-default-1: unreachable"], [met]],
    ["pull-requests: write", [`loadgate success: 0 pass, ${met}`], ["101 loadgate-results-default-1: absent"], []],
  ])("without %s a part is missing", async (permission, results, baselines, headlines) => {
    const [text = ""] = await examplesUnder(manual, "Basic");
    const withdrawn = permission.replace(/\w+$/, "none");
    await using hub = await startHub([text.replace(permission, withdrawn)]);
    expect(jobResults(await hub.pull(2, { "loadgate.yml": quick }))).toEqual(results);
    expect(baselinesOf(hub.github)).toEqual(baselines);
    expect(hub.github.comments(2).map(({ body }) => body.split("\n")[1])).toEqual(headlines);
  });
});

test("the workflow of the README is the basic workflow", async () => {
  const texts = [
    ...(await examplesUnder("README.md", "Add it to a repository")),
    ...(await examplesUnder(manual, "Basic")),
  ];
  const [readme, basic, ...others] = await Promise.all(texts.map((text) => parseWorkflowFile("a.yml", text)));
  expect([readme, others]).toEqual([basic, []]);
});
