import type { Anomaly } from "../model/cause.ts";
import type { ScenarioResult, Settings } from "../model/results.ts";
import { anomalySentence } from "../wording/anomalyText.ts";

/** The service cannot cause these. */
const runnersFault: readonly Anomaly["kind"][] = ["throttling", "steal"];

/**
 * One finding for each kind of anomaly of the head, if `fail_on` names anomalies. Those of the runner's fault do not
 * count, nor do anomalies in a round that the runner or the load generator has spoiled.
 */
export function anomalyFindings(
  { id, anomalies = [], rounds }: ScenarioResult,
  { fail_on }: Pick<Settings, "fail_on">,
): readonly { readonly failure: "anomaly"; readonly reason: string }[] {
  if (!fail_on.includes("anomaly")) return [];
  const spoiled = new Set(rounds.filter(({ invalid }) => invalid !== undefined).map(({ index }) => index));
  const counted = anomalies.filter(
    ({ kind, arm, round }) => arm === "head" && !runnersFault.includes(kind) && !spoiled.has(round),
  );
  return [...Map.groupBy(counted, ({ kind }) => kind).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : { failure: "anomaly", reason: `${id}: ${anomalySentence([first, ...others])}` },
  );
}
