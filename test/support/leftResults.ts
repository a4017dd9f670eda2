import { readFile } from "node:fs/promises";
import { judge } from "../../src/gate/judge.ts";
import type { MeasuredScenario, Results } from "../../src/model/results.ts";
import { encodeResults } from "../../src/results/codec.ts";
import type { LocalGitHub } from "./github/server.ts";
import { measured, rounds, scenario } from "./make.ts";
import { type ActionResult, type ActionRun, runAction } from "./runAction.ts";

export const mainSha = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";
export const pullSha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
export const forkSha = "2f7f6d1c8ae2b5c2f2c2fdc1e8e3dc1f4e2a9d55";

export async function payload(name: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(new URL(`../../fixtures/github/events/${name}.json`, import.meta.url), "utf8"));
}

/** Number 3: hubot's fork, from its branch main. */
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

/** Number 2: a branch of the repository itself. */
export const ownPull = {
  ...forkPull,
  number: 2,
  headOwner: "octo",
  headRepositoryId: 1,
  headBranch: "changes",
  headSha: pullSha,
};

/** The duet of a scenario whose head is so much slower than its base. */
export function slower(change: number, of: Partial<MeasuredScenario> = {}): MeasuredScenario {
  const pairs = Array.from({ length: 8 }, (_, i): [number, number] => [
    100,
    100 * (1 + change) * (i % 2 === 0 ? 1.001 : 0.999),
  ]);
  return scenario({ id: "steady", rounds: rounds(...pairs), rounds_planned: 8, round_ms: 2000, ...of });
}

export function resultsWith(scenarios: readonly MeasuredScenario[], sha: string): Results {
  const given = measured(scenarios);
  return judge({ ...given, provenance: { ...given.provenance, head: { from: "service.command", sha } } });
}

/** results.json of a run whose head is so much slower. */
export const textOf = (change: number, sha = forkSha): string => encodeResults(resultsWith([slower(change)], sha));

/** The fork's run 101 has left these results. */
export function forkLeft(github: LocalGitHub, texts: Readonly<Record<string, string>>, runId = 101): void {
  if (!github.runs.some(({ id }) => id === runId))
    github.addRun({ id: runId, event: "pull_request", headBranch: "main", headSha: forkSha, headRepositoryId: 2 });
  for (const [name, text] of Object.entries(texts))
    github.addArtifact({ name: `loadgate-${name}`, runId, files: { "results.json": text } });
}

/** The run 200, on main, which starts when another one has ended. */
export async function afterRun(
  github: LocalGitHub,
  workspace: string,
  { event, ...more }: { readonly event?: Readonly<Record<string, unknown>> } & Partial<Omit<ActionRun, "event">> = {},
): Promise<ActionResult> {
  const { inputs = {}, ...others } = more;
  return await runAction({
    github,
    workspace,
    event: { name: "workflow_run", payload: event ?? (await payload("workflow_run_fork")) },
    ref: "refs/heads/main",
    sha: mainSha,
    runId: 200,
    inputs: { mode: "comment", ...inputs },
    ...others,
  });
}
