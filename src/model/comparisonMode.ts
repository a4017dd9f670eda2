import type { Plan } from "./plan.ts";
import type { ScenarioResult } from "./results.ts";

/** Whether base and head were measured on one machine, round by round. */
export const isPaired = ({ kind }: Pick<ScenarioResult["mode"], "kind">): boolean =>
  kind === "duet" || kind === "alternate";

/** Whether any scenario of the plan would be, given a base to start. */
export const wantsPairing = ({ scenarios }: Plan): boolean =>
  scenarios.some(({ compare }) => compare !== "recorded" && compare !== "off");
