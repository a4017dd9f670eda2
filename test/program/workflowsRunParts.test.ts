import { describe, expect, test } from "vitest";
import { hasGit } from "../support/gitRepository.ts";
import {
  artifactsOf,
  baselinesOf,
  bot,
  breached,
  commentsOf,
  expectLeast,
  hubOf,
  jobResults,
  marker,
  met,
  quick,
  slow,
  wrong,
} from "../support/workflow/outcomes.ts";

const services = { "services/api/loadgate.yml": quick, "services/web/loadgate.yml": quick };

describe.skipIf(!hasGit)("several services in the workflow of docs/github.md, executed", { timeout: 120_000 }, () => {
  test("matrix: a baseline for each service, one comment, and one check with the worst verdict", async () => {
    await using hub = await hubOf("Matrix");
    const pushed = await hub.push(services);
    const parts = ["measure (api)", "measure (web)"].map((name) => `${name} success: 0 pass, ${met}`);
    expect(jobResults(pushed)).toEqual([
      ...parts,
      "merge success: 0 pass, ### 🆕 SLA met, nothing was compared: all 2 parts",
    ]);
    const pulled = await hub.pull(2, { "services/web/loadgate.yml": slow });
    expect(jobResults(pulled)).toEqual([
      `measure (api) success: 0 pass, ${met}`,
      `measure (web) failure: 20 fail, ### ❌ ${breached}`,
      `merge failure: 20 fail, ### ❌ web: ${breached}`,
    ]);
    expect(commentsOf(hub.github, 2)).toEqual([`${bot} ${marker("default", 102)} ### ❌ web: ${breached}`]);
    expect(artifactsOf(hub.github).filter((name) => name.includes("baseline"))).toEqual([
      "101 loadgate-baseline-api",
      "101 loadgate-baseline-web",
    ]);
    const fork = await hub.pull(3, { "services/web/loadgate.yml": wrong });
    const missing = "### ⚠️ web: No result: its job ended before it could measure, or has not run";
    expect(jobResults(fork)).toEqual([
      `measure (api) success: 0 pass, ${met}`,
      "measure (web) failure: 22 invalid, ### ⚠️ Loadgate did not run",
      `merge failure: 23 invalid, ${missing}`,
    ]);
    expect(commentsOf(hub.github, 3)).toEqual([]);
    await expectLeast("Matrix", [...pushed, ...pulled, ...fork]);
  });

  test("monorepo: a pull request measures the services it changes; without any, the check passes", async () => {
    await using hub = await hubOf("Monorepo");
    // Only whether this one runs matters.
    const pushed = await hub.push({ ...services, "services/api/loadgate.yml": wrong });
    expect(pushed.flatMap(({ jobs }) => jobs.map(({ name, conclusion }) => `${name} ${conclusion}`))).toEqual([
      "changes success",
      "measure (api) failure",
      "measure (web) success",
      "merge failure",
    ]);
    const pulled = await hub.pull(2, { "services/web/server.js": "" });
    expect(jobResults(pulled)).toEqual([
      "changes success",
      `measure (web) success: 0 pass, ${met}`,
      "merge success: 0 pass, ### 🆕 web: SLA met, nothing was compared",
    ]);
    expect(baselinesOf(hub.github).slice(1)).toEqual(["102 loadgate-results-web-1: found 1"]);
    const other = await hub.pull(3, { "README.md": "" });
    expect(jobResults(other)).toEqual(["changes success", "measure skipped", "merge skipped"]);
    const shared = await hub.pull(3, { "shared/index.js": "" });
    expect(shared[0]?.jobs.map(({ name }) => name)).toEqual(["changes", "measure (api)", "measure (web)", "merge"]);
    await expectLeast("Monorepo", [...pushed, ...pulled]);
  });
});
