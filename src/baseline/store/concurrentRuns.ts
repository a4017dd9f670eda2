import { refusal } from "../../githubApi/apiError.ts";
import type { Baseline } from "../../model/baseline.ts";
import { millis } from "../../model/unit.ts";
import { nowMs } from "../../shell/clock.ts";
import { within } from "../../shell/timeout.ts";
import { joined } from "../mergeRuns.ts";
import { downloadNumbers } from "./downloadBaseline.ts";
import { type Candidate, type Origin, standingOf } from "./trustedArtifacts.ts";

/** The newest artifacts among which runs are looked for that a baseline does not hold. */
const mostLookedAt = 10;
/** What they have to add is worth that much more time. */
const limitMs = 60_000;

/**
 * The baseline, and the runs of others of the default branch that have left their artifacts without knowing of it: two that
 * race each leave what the other lacks. An artifact that cannot be used is no reason to fail.
 */
export async function withRaced(
  origin: Origin,
  baseline: Baseline,
  candidates: readonly Candidate[],
  directory: string,
): Promise<{ readonly baseline: Baseline; readonly notes: readonly string[] }> {
  const endMs = nowMs() + limitMs;
  const notes: string[] = [];
  let grown = baseline;
  for (const candidate of candidates.slice(0, mostLookedAt)) {
    if (grown.runs.some(({ run_id }) => run_id === String(candidate.runId))) continue;
    const left = millis(endMs - nowMs());
    if (left <= 0) break;
    try {
      const other = await within(left, "looking for runs that raced", trusted(origin, candidate, directory));
      if (other !== undefined) grown = joined(grown, other);
    } catch (error) {
      const why = refusal(error).replaceAll(/\s+/g, " ");
      notes.push(`What run ${candidate.runId} adds to the baseline is left out: ${why}`);
    }
  }
  return { baseline: grown, notes };
}

async function trusted(origin: Origin, candidate: Candidate, directory: string): Promise<Baseline | undefined> {
  const { kind } = await standingOf(origin, candidate);
  return kind === "trusted" ? await downloadNumbers(origin, candidate, directory) : undefined;
}
