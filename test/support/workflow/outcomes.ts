import { expect } from "vitest";
import type { Permissions } from "../github/scopes.ts";
import type { LocalGitHub } from "../github/server.ts";
import { filesOf } from "../github/zip.ts";
import { sampleCommand, sampleConfig } from "../loadgate.ts";
import { examplesUnder } from "./examples.ts";
import { type Run, startHub } from "./hub.ts";
import { mergePermissions } from "./permissions.ts";
import { parseWorkflowFile } from "./workflow.ts";

/** A load that takes no time. The tests check who gets which data, not speed. */
function shortLoad(latencyMs: number): string {
  const config = sampleConfig({ latencyMs, duration: "300ms", rate: "20/s", top: ["sla: { p50: 500ms }"] });
  return config.replace("  steady:\n", "  steady:\n    compare: off\n");
}

export const quick = shortLoad(1);

/** Breaches its SLA. Its latency is long, so that the load does not count as late even on a busy machine. */
export const slow = shortLoad(800);

/** A configuration that cannot run. It fails at once. */
export const wrong = "version: 2";

/** The document with the workflows. */
export const manual = "docs/github.md";

export const hubOf = async (heading: string, server: Readonly<Record<string, string>> = {}) =>
  await startHub(await examplesUnder(manual, heading), server);

/** The first line of a report, without the measured SLA values. */
export const headlineOf = (text: string): string =>
  text
    .split("\n", 1)
    .join()
    .replace(/(?<=p50 is )\d+(?= ms)/, "…")
    .replace(/\\?\(\d+ requests\\?\)/, "(… requests)");

/** Name and result of each job. For our own steps also exit code, verdict and first line of the summary. */
export function jobResults(runs: readonly Run[]): readonly string[] {
  return runs.flatMap(({ jobs }) =>
    jobs.map(({ name, conclusion, action }) => {
      const result = action && `: ${action.exitCode} ${action.outputs["verdict"]}, ${headlineOf(action.summary)}`;
      return `${name} ${conclusion}${result ?? ""}`;
    }),
  );
}

export const artifactsOf = (github: LocalGitHub) => github.artifacts.map(({ runId, name }) => `${runId} ${name}`);

/** Run, name and baseline of every results artifact. The baseline is its number of runs, or its kind. */
export function baselinesOf(github: LocalGitHub): readonly string[] {
  return github.artifacts.flatMap(({ runId, name, zip }) => {
    const { "results.json": results } = filesOf(zip);
    if (results === undefined) return [];
    const { baseline } = JSON.parse(results.toString());
    return [`${runId} ${name}: ${baseline.kind}${baseline.kind === "found" ? ` ${baseline.runs}` : ""}`];
  });
}

/** Author, marker and headline of each comment. */
export function commentsOf(github: LocalGitHub, pull: number): readonly string[] {
  return github.comments(pull).map(({ login, body }) => {
    const [marker = "", ...report] = body.split("\n");
    return `${login} ${marker.replace(/ sha=[0-9a-f]{7} (workflow=\S+ )?/, " sha=… ")} ${headlineOf(report.join("\n"))}`;
  });
}

/** Checks that each job used exactly the permissions of its workflow, over all these runs. */
export async function expectLeast(heading: string, runs: readonly Run[]): Promise<void> {
  await expectLeastOf(await examplesUnder(manual, heading), runs);
}

export async function expectLeastOf(texts: readonly string[], runs: readonly Run[]): Promise<void> {
  const workflows = await Promise.all(texts.map((text) => parseWorkflowFile("a.yml", text)));
  const jobs = workflows.flatMap((workflow) => workflow.jobs.map((job) => ({ workflow, job })));
  const used = jobs.map(({ workflow, job }) => [job.id, usedIn(runs, workflow.name, job.id)]);
  expect(used).toEqual(jobs.map(({ workflow, job }) => [job.id, job.permissions ?? workflow.permissions]));
}

function usedIn(runs: readonly Run[], workflow: string, id: string): Permissions {
  const jobs = runs.filter((run) => run.workflow === workflow).flatMap((run) => run.jobs);
  return jobs
    .filter((job) => job.id === id)
    .reduce<Permissions>((all, { usedPermissions: used }) => mergePermissions(all, used), {});
}

export const met = "### 🆕 SLA met, nothing was compared";
export const breached = "SLA breached: steady: p50 is … ms (… requests), the SLA wants at most 500 ms";
export const marker = (key: string, run: number) => `<!-- loadgate key=${key} run=${run} attempt=1 sha=… -->`;
export const bot = "github-actions[bot]";

/** A duet of a service whose latency in ms is in its file. */
export function duet(gate: string): string {
  const command = sampleCommand("$(cat latency)");
  return sampleConfig({ command, duration: "250ms", rate: "50/s", top: [gate] });
}
