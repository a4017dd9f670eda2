import { describe, expect, test } from "vitest";
import { filesOf } from "../support/github/zip.ts";
import { hasGit } from "../support/gitRepository.ts";
import { examplesUnder } from "../support/workflow/examples.ts";
import {
  artifactsOf,
  baselinesOf,
  bot,
  commentsOf,
  expectLeast,
  hubOf,
  jobResults,
  manual,
  marker,
  met,
  quick,
} from "../support/workflow/outcomes.ts";
import { parseWorkflowFile } from "../support/workflow/workflow.ts";

/** The outcome of a workflow after each event. */
async function outcomesOf(file: string, heading: string) {
  const [text = ""] = await examplesUnder(file, heading);
  const { events: _, ...played } = await parseWorkflowFile("a.yml", text);
  return played;
}

describe.skipIf(!hasGit)("a baseline in the workflow of docs/github.md, executed", { timeout: 120_000 }, () => {
  test("schedule: a run without a push extends the baseline; everything else is as in basic", async () => {
    await using hub = await hubOf("Schedule");
    const runs = [...(await hub.push({ "loadgate.yml": quick })), ...(await hub.schedule())];
    expect(jobResults(runs)).toEqual(Array(2).fill(`loadgate success: 0 pass, ${met}`));
    expect(baselinesOf(hub.github)).toEqual([
      "101 loadgate-results-default-1: absent",
      "102 loadgate-results-default-1: found 1",
    ]);
    const baseline = hub.github.artifacts.find(
      ({ runId, name }) => runId === 102 && name === "loadgate-baseline-default",
    );
    expect(JSON.parse(baseline ? `${filesOf(baseline.zip)["baseline.json"]}` : "{}").runs.length).toBe(2);
    const [basic, schedule] = await Promise.all(["Basic", "Schedule"].map((heading) => outcomesOf(manual, heading)));
    expect(schedule).toEqual(basic);
  });

  test("GHES: the cache carries the baseline, and the missing artifact service gets no request", async () => {
    await using hub = await hubOf("GHES", { GITHUB_SERVER_URL: "https://ghe.corp.example" });
    const files = { "loadgate.yml": quick };
    const pushed = [...(await hub.push(files)), ...(await hub.push({ ...files, more: "" }))];
    const pulled = await hub.pull(2, { feature: "" });
    expect(jobResults([...pushed, ...pulled])).toEqual(Array(3).fill(`loadgate success: 0 pass, ${met}`));
    const baselines = pulled[0]?.jobs[0]?.action?.summary.match(/^- Baseline: .*$/gm);
    expect(baselines?.join()).toMatch(/^- Baseline: 2 recorded runs\b.*\.loadgate\/baseline\.json.*$/);
    expect(artifactsOf(hub.github)).toEqual([]);
    expect(hub.github.requests.filter(({ path }) => /artifact/i.test(path))).toEqual([]);
    expect(commentsOf(hub.github, 2)).toEqual([`${bot} ${marker("default", 103)} ${met}`]);
    await expectLeast("GHES", [...pushed, ...pulled]);
  });
});
