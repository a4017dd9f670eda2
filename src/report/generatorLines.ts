import type { ScenarioResult } from "../model/results.ts";
import { formatMs, formatPercent, plural } from "../util/format.ts";

/** The work of a scenario's specialised generator: spike_train of columns: head 1,280 requests, 1.2 ms on average, … */
export function generatorResultLines({ id, generator_results: results = [] }: ScenarioResult): readonly string[] {
  const [first] = results;
  if (first === undefined) return [];
  const arms = results.map(({ arm, requests_generated, average_response_time_ms: mean, success_rate: share }) =>
    [
      `${arm} ${plural(requests_generated, "request")}`,
      ...(mean === undefined ? [] : [`${formatMs(mean)} on average`]),
      ...(share === undefined ? [] : [`${formatPercent(share)} successful`]),
    ].join(", "),
  );
  return [`Generator ${first.generator_type} of ${id}: ${arms.join("; ")}.`];
}
