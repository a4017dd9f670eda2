import type { Arm } from "../../model/plan.ts";
import type { RoundRecord } from "../../model/record.ts";
import { isTreeReading } from "../resourceUsage.ts";
import { failingRequest } from "./answerDifferences.ts";
import type { Candidate } from "./candidate.ts";
import { measuredPhases } from "./roundSignals.ts";

/** Of the files that a process may have open. With more, the next one may fail. */
export const openFilesAtLimit = 0.95;

/**
 * One arm has as many files open as it may. That is the cause of all that fails then, and it needs no statistics. A
 * service that goes on at its limit opens no more.
 */
export function withFilesAtLimit(
  candidates: readonly Candidate[],
  rounds: readonly RoundRecord[],
): readonly Candidate[] {
  const [base, head] = [openFiles(rounds, "base"), openFiles(rounds, "head")];
  if (base.isAtLimit === head.isAtLimit) return candidates;
  const growing = candidates.find(({ kind }) => kind === "file_descriptors");
  const request = growing?.request ?? failingRequest(rounds, head.isAtLimit ? 1 : -1);
  const difference = { base: base.most, head: head.most };
  return [
    { kind: "file_descriptors", request, unit: "1", difference, isAtLimit: true },
    ...candidates.filter((one) => one !== growing),
  ];
}

function openFiles(rounds: readonly RoundRecord[], arm: Arm) {
  const readings = rounds.flatMap((round) => measuredPhases(round, arm)).flatMap((phase) => phase.readings);
  const seen = readings.filter(isTreeReading);
  return {
    most: Math.max(0, ...seen.map(({ fileDescriptors = 0 }) => fileDescriptors)),
    isAtLimit: seen.some(({ openFilesRatio = 0 }) => openFilesRatio >= openFilesAtLimit),
  };
}
