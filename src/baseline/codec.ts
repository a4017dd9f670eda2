import { z } from "zod";
import { type Baseline, type BaselineRun, baselineSchema, type Results } from "../model/results.ts";

/** The newest runs that a baseline keeps. */
export const keptRuns = 50;

/** A baseline that exists but cannot be used: corrupt, or of another Loadgate. */
export class UnusableBaseline extends Error {
  override readonly name = "UnusableBaseline";
}

/** Untrusted text -> Baseline. Throws UnusableBaseline that says what is wrong with `source` and what to do. */
export function decodeBaseline(text: string, source: string): Baseline {
  const json = parsed(text, source);
  const { schema } = z.object({ schema: z.number() }).safeParse(json).data ?? {};
  if (schema !== undefined && schema > 1) {
    throw new UnusableBaseline(
      `${source} has schema ${schema} and this Loadgate reads schema 1: use a newer Loadgate, or delete it and let a run on the default branch make a new one`,
    );
  }
  const checked = baselineSchema.safeParse(json);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new UnusableBaseline(
    `${source} is no baseline of Loadgate (${issue?.path.join(".") || "as a whole"}: ${issue?.message}); ` +
      "delete it and let a run on the default branch make a new one",
  );
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnusableBaseline(
      `${source} is corrupt (not JSON); delete it and let a run on the default branch make a new one`,
      { cause },
    );
  }
}

export function encodeBaseline(baseline: Baseline): string {
  return `${JSON.stringify(baseline, undefined, 1)}\n`;
}

/** Why a run must not become part of the baseline; `undefined` where it may. */
export function unfitForBaseline({ verdict }: Results): string | undefined {
  return verdict.kind === "invalid" ? "a run that could not measure is no baseline" : undefined;
}

/** The baseline with this run behind the others; a re-run replaces its first attempt. */
export function withRun(baseline: Baseline | undefined, results: Results, runId?: string): Baseline {
  const run: BaselineRun = {
    ...(results.provenance.head.sha === undefined ? {} : { sha: results.provenance.head.sha }),
    at: results.provenance.started_at,
    ...(runId === undefined ? {} : { run_id: runId }),
    environment: results.environment,
    scenarios: Object.fromEntries(
      results.scenarios.map(({ id, rounds }) => [
        id,
        { rounds: rounds.filter(({ invalid }) => invalid === undefined).map(({ head }) => head) },
      ]),
    ),
  };
  const others = (baseline?.runs ?? []).filter(({ run_id }) => runId === undefined || run_id !== runId);
  return { schema: 1, runs: [...others, run].slice(-keptRuns) };
}
