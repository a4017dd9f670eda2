import { duration } from "./config/unit.ts";
import { WrongInput } from "./model/failure.ts";
import { type Failure, failures, type GateSpec } from "./model/plan.ts";

/** The inputs of action.yml, checked. An empty input is one that was not given. */
export interface Inputs {
  readonly config: string;
  readonly baselineKey: string;
  readonly token?: string;
  /** What the inputs set instead of the configuration. */
  readonly gate: Partial<GateSpec>;
  readonly comment: CommentMode;
  readonly summary: boolean;
  readonly retentionDays?: number;
  readonly mode: RunMode;
  /** Where the results to confirm are; without it they are those of this run's first job. */
  readonly results?: string;
}

/** `confirm` decides for a first job and for itself. */
const runModes = ["run", "confirm"] as const;
export type RunMode = (typeof runModes)[number];

const commentModes = ["always", "changes", "failures", "never"] as const;
export type CommentMode = (typeof commentModes)[number];

/** Throws a WrongInput that names the input, what came and what is wanted. */
export function readInputs(env: Readonly<Record<string, string | undefined>>): Inputs {
  const input = (name: string) => env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;
  const token = input("github-token");
  const days = input("artifact-retention-days");
  const mode = oneOf("mode", runModes, input("mode") ?? "run");
  const results = input("results");
  if (results !== undefined && mode === "run") throw wrong("results", "nothing, unless mode is confirm", results);
  return {
    config: input("config") ?? "loadgate.yml",
    baselineKey: keyOf(input("baseline-key") ?? "default"),
    ...(token === undefined ? {} : { token }),
    gate: { ...failOnOf(input("fail-on")), ...budgetOf(input("budget")) },
    comment: oneOf("comment", commentModes, input("comment") ?? "always"),
    summary: oneOf("summary", ["true", "false"], input("summary") ?? "true") === "true",
    ...(days === undefined ? {} : { retentionDays: daysOf(days) }),
    mode,
    ...(results === undefined ? {} : { results }),
  };
}

/** The key becomes part of an artifact's name and of the comment's marker. */
function keyOf(key: string): string {
  if (/^[\w.-]{1,80}$/.test(key)) return key;
  throw wrong("baseline-key", "up to 80 letters, digits, dots, dashes or underscores", key);
}

function failOnOf(text: string | undefined): Partial<GateSpec> {
  if (text === undefined) return {};
  const names = text.split(/[\s,]+/).filter(Boolean);
  const failOn = names.map((name) => oneOf("fail-on", failures, name));
  if (failOn.includes("anomaly")) throw wrong("fail-on", "a list without anomaly, which is not supported yet", text);
  return { failOn: failOn satisfies readonly Failure[] };
}

function budgetOf(text: string | undefined): Partial<GateSpec> {
  if (text === undefined) return {};
  const parsed = duration.safeParse(text);
  if (!parsed.success || parsed.data <= 0) throw wrong("budget", "a duration with its unit, such as 3m", text);
  return { budgetMs: parsed.data };
}

function daysOf(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 90) return days;
  throw wrong("artifact-retention-days", "a whole number from 1 to 90", text);
}

function oneOf<T extends string>(name: string, allowed: readonly T[], text: string): T {
  const found = allowed.find((each) => each === text);
  if (found === undefined) throw wrong(name, `one of ${allowed.join(", ")}`, text);
  return found;
}

function wrong(name: string, wanted: string, got: string): WrongInput {
  return new WrongInput(`input ${name}: expected ${wanted}, got ${JSON.stringify(got)}`);
}
