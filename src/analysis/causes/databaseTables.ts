import type { SubjectChange } from "../../model/cause.ts";
import type { InstrumentedPhase } from "../../model/reading.ts";
import { statementsOf, subjectChanges } from "./instrumentSubjects.ts";

export const databases = ["postgres", "redis"] as const;

/** Calls per request of each statement or command. */
export const callsOf = (
  database: (typeof databases)[number],
  counted: readonly InstrumentedPhase[],
): readonly SubjectChange[] => subjectChanges(counted, "1/request", statementsOf([database], "calls"));
