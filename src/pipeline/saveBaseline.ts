import { join } from "node:path";
import { unfitForBaseline, withRun } from "../baseline/codec.ts";
import { archivesThere, saveBaseline } from "../baseline/store/fileStore.ts";
import type { BaselineLookup } from "../baseline/store/lookup.ts";
import type { Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { clearPlace, openPlace } from "../service/runDirectory.ts";
import { keepBuilds } from "./baselineBuilds.ts";

export interface Append {
  /** What the file held before the run. */
  readonly before: BaselineLookup;
  readonly plan: Plan;
  readonly results: Results;
  /** Of the run: should it be killed, its guard removes what is packed here. */
  readonly runId: string;
}

/** Adds a run to the baseline in a file, as main does; gives back what to warn of. Throws where that cannot be. */
export async function appendRun(path: string, { before, plan, results, runId }: Append): Promise<readonly string[]> {
  const unfit = unfitForBaseline(results);
  if (unfit !== undefined) throw new Error(unfit);
  await using cleanup = new AsyncDisposableStack();
  const place = await openPlace(runId);
  cleanup.defer(() => clearPlace(place));
  const places = { build: join(place, "build.tar.gz"), anchor: join(place, "anchor.tar.gz") };
  const { notes, warnings } = await keepBuilds(plan, results, before, places);
  const grown = withRun(before.kind === "found" ? before.baseline : undefined, results, undefined, notes);
  await saveBaseline(path, grown, await archivesThere(grown, places));
  return before.kind === "unusable" ? [`${before.message}: this run replaces it`, ...warnings] : warnings;
}
