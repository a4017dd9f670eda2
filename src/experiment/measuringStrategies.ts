import type { ComparisonModeKind } from "../model/comparisonMode.ts";
import type { MeasuringStrategy } from "./measurement.ts";
import { alternate } from "./strategies/alternate.ts";
import { duet } from "./strategies/duet.ts";
import { whole } from "./strategies/whole.ts";

/** How each kind of comparison is measured. */
export const measuringStrategies: Readonly<Record<ComparisonModeKind, MeasuringStrategy>> = {
  duet,
  alternate,
  recorded: whole,
  off: whole,
};
