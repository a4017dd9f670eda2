import { readFile } from "node:fs/promises";
import { judge } from "../../src/gate/judge.ts";
import type { MeasuredScenario, Results } from "../../src/model/results.ts";
import { encodeResults } from "../../src/results/codec.ts";
import { measuredResults, rounds, scenario } from "./builders.ts";
import type { LocalGitHub } from "./github/server.ts";
import { type ActionResult, type ActionRun, runAction } from "./runAction.ts";

export const mainSha = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";
export const pullSha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
export const forkSha = "2f7f6d1c8ae2b5c2f2c2fdc1e8e3dc1f4e2a9d55";

export async function eventPayload(name: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(new URL(`../../fixtures/github/events/${name}.json`, import.meta.url), "utf8"));
}

/** Pull request 3, from the branch main of hubot's fork. */
export const forkPull = {
  number: 3,
  state: "open",
  headOwner: "hubot",
  headRepositoryId: 2,
  headBranch: "main",
  headSha: forkSha,
  baseBranch: "main",
  baseSha: mainSha,
} as const;

/** Pull request 2, from a branch of the repository itself. */
export const ownPull = {
  ...forkPull,
  number: 2,
  headOwner: "octo",
  headRepositoryId: 1,
  headBranch: "changes",
  headSha: pullSha,
};

/** A paired comparison whose head is slower than its base by the ratio `change`. */
export function slowerScenario(change: number, overrides: Partial<MeasuredScenario> = {}): MeasuredScenario {
  const pairs = Array.from({ length: 8 }, (_, i): [number, number] => [
    100,
    100 * (1 + change) * (i % 2 === 0 ? 1.001 : 0.999),
  ]);
  return scenario({ id: "steady", rounds: rounds(...pairs), rounds_planned: 8, round_ms: 2000, ...overrides });
}

export function judgedResults(scenarios: readonly MeasuredScenario[], sha: string): Results {
  const results = measuredResults(scenarios);
  return judge({ ...results, provenance: { ...results.provenance, head: { from: "service.command", sha } } });
}

/** results.json of a run whose head is slower by the ratio `change`. */
export const resultsJson = (change: number, sha = forkSha): string =>
  encodeResults(judgedResults([slowerScenario(change)], sha));

/** Adds results.json artifacts to a run of the fork, by default run 101. */
export function addForkResults(github: LocalGitHub, texts: Readonly<Record<string, string>>, runId = 101): void {
  if (!github.runs.some(({ id }) => id === runId))
    github.addRun({ id: runId, event: "pull_request", headBranch: "main", headSha: forkSha, headRepositoryId: 2 });
  for (const [name, text] of Object.entries(texts))
    github.addArtifact({ name: `loadgate-${name}`, runId, files: { "results.json": text } });
}

/** Runs the comment job: run 200 on main, started by the end of another run. */
export async function runCommentJob(
  github: LocalGitHub,
  workspace: string,
  {
    event,
    ...options
  }: { readonly event?: Readonly<Record<string, unknown>> } & Partial<Omit<ActionRun, "event">> = {},
): Promise<ActionResult> {
  const { inputs = {}, ...rest } = options;
  return await runAction({
    github,
    workspace,
    event: { name: "workflow_run", payload: event ?? (await eventPayload("workflow_run_fork")) },
    ref: "refs/heads/main",
    sha: mainSha,
    runId: 200,
    inputs: { mode: "comment", ...inputs },
    ...rest,
  });
}
