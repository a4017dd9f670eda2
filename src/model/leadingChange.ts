import type { ComparedMetric } from "./metric.ts";

/** The change of a scenario that its extra rounds explain. */
export interface LeadingChange {
  readonly scenario: string;
  /** A request's name, or "all". */
  readonly request: string;
  readonly metric: ComparedMetric;
  readonly outcome: "regressed" | "improved";
}
