import { describe, expect, test } from "vitest";
import { hasGit } from "../support/gitRepository.ts";
import { sampleConfig } from "../support/loadgate.ts";
import {
  baselinesOf,
  bot,
  commentsOf,
  duet,
  expectLeast,
  hubOf,
  jobResults,
  marker,
  met,
  quick,
  wrong,
} from "../support/workflow/outcomes.ts";

describe.skipIf(!hasGit)("a duet in the workflow of docs/github.md, executed", { timeout: 120_000 }, () => {
  test("confirm: the second job runs only for borderline regressions, and decides them", async () => {
    await using hub = await hubOf("Confirm");
    const pushed = await hub.push({ "loadgate.yml": quick, latency: "100" });
    expect(jobResults(pushed)).toEqual([`measure success: 0 pass, ${met}`, "confirm skipped"]);

    const close = "min_effect: { p50: 40%, p95: 900%, tail: 900%, cpu_per_request: 900%, error_rate: 50% }";
    const pulled = await hub.pull(2, { "loadgate.yml": duet(`gate: { budget: 30s, ${close} }`), latency: "170" });
    const [measured, confirmed, ...others] = jobResults(pulled);
    expect(others).toEqual([]);
    expect(measured).toMatch(/^measure success: 20 fail, ### ❌ (GET \/hello is|all requests are) slower: p50 \+\d+ %/);
    expect(confirmed).toMatch(
      /^confirm failure: 20 fail, ### ❌ .* slower: p50 \+\d+ % .*, confirmed on a second machine$/,
    );
    expect(commentsOf(hub.github, 2).join()).toMatch(/, confirmed on a second machine$/);

    // A run that measured nothing does not pass.
    const unplayed = await hub.pull(3, { "loadgate.yml": wrong });
    expect(jobResults(unplayed)).toEqual([
      "measure success: 22 invalid, ### ⚠️ Loadgate did not run",
      "confirm failure: 22 invalid, ### ⚠️ Loadgate did not run",
    ]);
    await expectLeast("Confirm", [...pushed, ...pulled]);
  });

  test("merge queue: the check reports there too, against the queue's base, without a comment", async () => {
    await using hub = await hubOf("Merge queue");
    const pushed = await hub.push({ "loadgate.yml": quick });
    expect(jobResults(pushed)).toEqual([`loadgate success: 0 pass, ${met}`]);
    const top = ["gate: { budget: 1s, fail_on: [sla] }"];
    const pulled = await hub.pull(2, { "loadgate.yml": sampleConfig({ duration: "300ms", rate: "20/s", top }) });
    const queued = await hub.queue(2);
    const played = [...pulled, ...queued].flatMap(({ jobs }) => jobs);
    expect(played.map(({ name, conclusion }) => [name, conclusion])).toEqual(Array(2).fill(["loadgate", "success"]));
    expect(played.map(({ action }) => action?.stdout.split("\n").find((line) => line.startsWith("base: ")))).toEqual([
      expect.stringMatching(/^base: git [0-9a-f]{7} \(HEAD\^1 of the merge commit\)$/),
      expect.stringMatching(/^base: git [0-9a-f]{7} \(the base of the merge group\)$/),
    ]);
    expect(commentsOf(hub.github, 2)).toEqual([expect.stringContaining(`${bot} ${marker("default", 102)} `)]);
    expect(baselinesOf(hub.github).slice(1)).toEqual([
      "102 loadgate-results-default-1: found 1",
      "103 loadgate-results-default-1: found 1",
    ]);
    await expectLeast("Merge queue", [...pushed, ...pulled, ...queued]);
  });
});
