import { sum } from "simple-statistics";
import type { PhaseRecord } from "../model/record.ts";
import { plural } from "../util/format.ts";
import { machineAdvice, settingsAdvice } from "../wording/failureText.ts";

export interface TargetRecord {
  readonly origin: string;
  readonly record: PhaseRecord;
}

/**
 * Why a phase says nothing about any service, and what to do: no target can be reached with these settings. If one of
 * two targets can, the failures of the other are a finding.
 */
export function settingsProblem(targets: readonly TargetRecord[]): string | undefined {
  const problems = targets.map(problemOf);
  return problems.includes(undefined) ? undefined : problems[0];
}

/** The same if this machine could open no more connections. */
export function machineProblem(targets: readonly TargetRecord[]): string | undefined {
  const failures = targets.flatMap(({ record }) => countOutcomes(record));
  const name = failures.find(([outcome]) => machineAdvice(outcome) !== undefined)?.[0];
  if (name === undefined) return undefined;
  const count = sum(failures.filter(([outcome]) => outcome === name).map(([, n]) => n));
  return `the load generator could not connect for ${plural(count, "request")}: ${name}: ${machineAdvice(name)}`;
}

/** `undefined` if any request of the target ended otherwise. */
function problemOf({ origin, record }: TargetRecord): string | undefined {
  const outcomes = countOutcomes(record);
  const [name] = outcomes[0] ?? [];
  if (name === undefined || !outcomes.every(([outcome]) => settingsAdvice(outcome) !== undefined)) return undefined;
  return `every request to ${origin} failed: ${name}: ${settingsAdvice(name)}`;
}

const countOutcomes = ({ requests }: PhaseRecord): readonly (readonly [outcome: string, count: number])[] =>
  requests.flatMap(({ outcomes }) => Object.entries(outcomes));
