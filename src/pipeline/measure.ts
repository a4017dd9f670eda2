import type { BaselineLookup } from "../baseline/store/lookup.ts";
import type { RunContext } from "../experiment/experiment.ts";
import type { EventBase } from "../github/context.ts";
import type { Results } from "../model/results.ts";
import { type RunRequest, run } from "../run.ts";
import { masker } from "../util/mask.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { selectBuilds } from "./baselineBuilds.ts";
import { confirm } from "./confirm.ts";

/** A run as command line and action order it. */
export interface MeasureRequest extends Omit<RunRequest, "anchored"> {
  /** The baseline that this run will refresh. Only runs of the default branch have one. */
  readonly baselineToRefresh?: BaselineLookup | undefined;
  /** The results of a first run, if this run confirms them. */
  readonly firstResults?: Results | undefined;
  /** The workflow event. Absent if a person started the run. */
  readonly event?: EventBase;
}

/** The process that runs it. `progress` gets each line with the secrets masked. */
export type MeasureHost = Omit<RunContext, "baseFacts" | "carried">;

/** Measures and judges, or confirms the results of a first run. */
export async function measure(
  { plan, baselineToRefresh, firstResults, event, ...request }: MeasureRequest,
  host: MeasureHost,
): Promise<Results> {
  const isRefreshing = baselineToRefresh !== undefined;
  const { carried, ...selected } = selectBuilds(plan, baselineToRefresh ?? request.baseline, isRefreshing);
  const mask = masker(request.secrets);
  const context: RunContext = {
    ...host,
    progress: (line) => host.progress(mask(line)),
    baseFacts: { isRefreshing, ...omitUndefined({ event }) },
    ...omitUndefined({ carried }),
  };
  const runRequest = { ...request, ...selected };
  return firstResults === undefined ? await run(runRequest, context) : await confirm(firstResults, runRequest, context);
}
