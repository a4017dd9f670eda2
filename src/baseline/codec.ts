import { z } from "zod";
import { type Baseline, type BaselineRun, baselineSchema } from "../model/baseline.ts";
import { logRatiosOf } from "../model/logRatio.ts";
import type { Results, ScenarioResult } from "../model/results.ts";
import { defined } from "../util/omitUndefined.ts";

/** The newest runs that a baseline keeps. */
export const keptRuns = 50;

/** A baseline that exists but cannot be used: corrupt, or of another Loadgate. */
export class UnusableBaseline extends Error {
  override readonly name = "UnusableBaseline";
}

/** Where there is none, or it was deleted. */
export const anew = "let a run on the default branch make a new one";

/** Untrusted text -> Baseline. Throws UnusableBaseline that says what is wrong with `source` and what to do. */
export function decodeBaseline(text: string, source: string): Baseline {
  const json = parsed(text, source);
  const { schema } = z.object({ schema: z.number() }).safeParse(json).data ?? {};
  if (schema !== undefined && schema > 1) {
    throw new UnusableBaseline(
      `${source} has schema ${schema} and this Loadgate reads schema 1: use a newer Loadgate, or delete it and ${anew}`,
    );
  }
  const checked = baselineSchema.safeParse(json);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new UnusableBaseline(
    `${source} is no baseline of Loadgate (${issue?.path.join(".") || "as a whole"}: ${issue?.message}); ` +
      `delete it and ${anew}`,
  );
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnusableBaseline(`${source} is corrupt (not JSON); delete it and ${anew}`, { cause });
  }
}

export function encodeBaseline(baseline: Baseline): string {
  return `${JSON.stringify(baseline, undefined, 1)}\n`;
}

/** Why a run must not become part of the baseline; `undefined` where it may. */
export function unfitForBaseline({ verdict }: Results): string | undefined {
  return verdict.kind === "invalid" ? "a run that could not measure is no baseline" : undefined;
}

/** What lies beside a baseline's numbers, as the baseline tells it. */
export type Notes = Pick<Baseline, "build" | "anchor">;

/** The baseline with this run behind the others; a re-run replaces its first attempt. */
export function withRun(
  baseline: Baseline | undefined,
  results: Results,
  runId?: string,
  { build, anchor }: Notes = {},
): Baseline {
  const { head, base, started_at } = results.provenance;
  const isAnchored = results.scenarios.some(({ mode }) => mode.against === "anchor");
  const run: BaselineRun = {
    ...defined({ sha: head.sha }),
    at: started_at,
    ...defined({ run_id: runId }),
    environment: results.environment,
    ...(isAnchored && base?.sha !== undefined ? { anchor: base.sha } : {}),
    scenarios: Object.fromEntries(results.scenarios.map((scenario) => [scenario.id, recordOf(scenario)])),
  };
  const others = (baseline?.runs ?? []).filter(({ run_id }) => runId === undefined || run_id !== runId);
  const runs = [...others, run].slice(-keptRuns);
  return {
    schema: 1,
    ...defined({ build, anchor }),
    ...loadsOf(runs, { ...baseline?.loads, ...loadsIn(results) }),
    runs,
  };
}

/** The settings of those loads that a run was played with. */
export function loadsOf(runs: readonly BaselineRun[], known: NonNullable<Baseline["loads"]>): Pick<Baseline, "loads"> {
  const played = new Set(runs.flatMap(({ scenarios }) => Object.values(scenarios).flatMap(({ load }) => load ?? [])));
  const kept = Object.entries(known).filter(([hash]) => played.has(hash));
  return kept.length === 0 ? {} : { loads: Object.fromEntries(kept) };
}

function loadsIn({ scenarios }: Results): NonNullable<Baseline["loads"]> {
  return Object.fromEntries(
    scenarios.flatMap(({ load }) => {
      if (load === undefined) return [];
      const { hash, ...settings } = load;
      return [[hash, settings]];
    }),
  );
}

function recordOf({ mode, load, rounds, comparisons }: ScenarioResult): BaselineRun["scenarios"][string] {
  return {
    mode: mode.kind,
    ...defined({ load: load?.hash }),
    rounds: rounds.filter(({ invalid }) => invalid === undefined).map(({ head }) => head),
    ...(mode.against === undefined ? {} : { log_ratios: logRatiosOf(comparisons) }),
  };
}
