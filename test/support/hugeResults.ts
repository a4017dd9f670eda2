import type { Results } from "../../src/model/results.ts";
import type { Comparison, Outcome } from "../../src/model/verdict.ts";
import { goldenResults } from "./goldenResults.ts";

/** Golden results whose comparisons are replaced by `n` comparisons of one outcome. */
export async function hugeResults(n: number, outcome: Outcome, name = (i: number) => `GET /${i}`): Promise<Results> {
  const results = await goldenResults("regressed");
  const [scenario] = results.scenarios;
  const [comparison] = scenario?.comparisons ?? [];
  if (scenario === undefined || comparison === undefined) throw new Error("the golden results compare nothing");
  const comparisons = Array.from(
    { length: n },
    (_, i): Comparison => ({ ...comparison, gating: true, outcome, request: name(i) }),
  );
  return { ...results, scenarios: [{ ...scenario, comparisons }] };
}
