import { countersText, runsOnceText } from "../wording/pairsText.ts";
import { type PathProblem, valueProblems } from "./problem.ts";
import type { FileConfig } from "./schema/fileSchema.ts";

/** Two pairs need a service that can run twice, and monitors that can tell them apart. */
export function pairsProblems({ gate, service, monitors }: FileConfig): readonly PathProblem[] {
  const obstacle = [
    runsOnceText({
      command: service?.command,
      hasBeforeRound: service?.before_round !== undefined,
      isContainer: false,
    }),
    gate.interleave === "slice" ? "gate.interleave: slice loads base and head in turn" : undefined,
    countersText(monitors),
  ].find((reason) => reason !== undefined);
  const message = gate.pairs === 2 && obstacle !== undefined ? `expected auto or 1, because ${obstacle}` : undefined;
  return valueProblems(["gate", "pairs"], message);
}
