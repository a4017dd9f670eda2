import type { ComparisonModeKind } from "../model/comparisonMode.ts";
import type { Scenario } from "../model/plan.ts";
import type { MeasuringStrategy, Mode } from "./measurement.ts";
import { alternate } from "./strategies/alternate.ts";
import { capacity } from "./strategies/capacity.ts";
import { duet } from "./strategies/duet.ts";
import { whole } from "./strategies/whole.ts";

/** How each kind of comparison is measured. */
const measuringStrategies: Readonly<Record<ComparisonModeKind, MeasuringStrategy>> = {
  duet,
  alternate,
  recorded: whole,
  off: whole,
};

export const strategyFor = (scenario: Scenario, { kind }: Mode): MeasuringStrategy =>
  scenario.capacity === undefined ? measuringStrategies[kind] : capacity;
