import { durationSchema } from "../config/schema/units.ts";
import { WrongInput } from "../model/errors.ts";
import { type FailCondition, failConditions, type GateSpec } from "../model/plan.ts";
import { omitUndefined } from "../util/omitUndefined.ts";

/** The validated inputs of action.yml. An empty input counts as absent. */
export interface Inputs {
  readonly config: string;
  readonly baselineKey: string;
  readonly token?: string;
  /** Gate settings from the inputs. They override the configuration. */
  readonly gate: Partial<GateSpec>;
  readonly comment: CommentMode;
  readonly summary: boolean;
  readonly retentionDays?: number;
  readonly mode: JobMode;
  /** Path of the results to confirm. Default: the results of this run's first job. */
  readonly results?: string;
  /** Path of a baseline file, used if there is no baseline artifact. */
  readonly baselineFile?: string;
  /** File of the workflow whose runs on the default branch create the baseline. Default: this workflow. */
  readonly baselineWorkflow?: string;
  /** The baseline-keys of all jobs that share one comment. */
  readonly parts: readonly string[];
  readonly checkRun: boolean;
}

/**
 * `confirm` measures a first job's findings again. `comment` reports another run. `merge` reports all jobs of this run.
 */
const modes = ["run", "confirm", "comment", "merge"] as const;
export type JobMode = (typeof modes)[number];

const commentModes = ["always", "changes", "failures", "never"] as const;
export type CommentMode = (typeof commentModes)[number];

/** Throws a WrongInput that names the input, the expected values and the given value. */
export function readInputs(env: Readonly<Record<string, string | undefined>>): Inputs {
  const input = (name: string) => env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;
  const days = input("artifact-retention-days");
  const mode = oneOf("mode", modes, input("mode") ?? "run");
  const results = input("results");
  if (results !== undefined && mode !== "confirm") throw wrong("results", "nothing, unless mode is confirm", results);
  const baselineKey = keyOf("baseline-key", input("baseline-key") ?? "default");
  const parts = partsOf(input("parts"), mode, baselineKey);
  return {
    config: input("config") ?? "loadgate.yml",
    baselineKey,
    gate: { ...failOnOf(input("fail-on")), ...budgetOf(input("budget")) },
    comment: oneOf("comment", commentModes, input("comment") ?? "always"),
    summary: booleanInput("summary", input("summary") ?? "true"),
    checkRun: booleanInput("check-run", input("check-run") ?? "false"),
    parts,
    mode,
    ...omitUndefined({
      token: input("github-token"),
      retentionDays: days === undefined ? undefined : daysOf(days),
      results,
      baselineFile: input("baseline-file"),
      baselineWorkflow: input("baseline-workflow"),
    }),
  };
}

const booleanInput = (name: string, text: string): boolean => oneOf(name, ["true", "false"], text) === "true";

/** A job that measures must be one of the parts itself. */
function partsOf(text: string | undefined, mode: JobMode, own: string): readonly string[] {
  const names = (text ?? "").split(/[\s,]+/).filter(Boolean);
  const keys = [...new Set(names.map((key) => keyOf("parts", key)))];
  const isPart = mode === "run" || mode === "confirm";
  if (keys.length > 0 && isPart && !keys.includes(own))
    throw wrong("parts", `the baseline-keys of all jobs, including this one's (${own})`, keys.join(", "));
  return keys;
}

/** The key becomes part of an artifact's name and of the comment's marker. */
function keyOf(name: string, key: string): string {
  if (/^[\w.-]{1,80}$/.test(key)) return key;
  throw wrong(name, "up to 80 letters, digits, dots, dashes or underscores", key);
}

function failOnOf(text: string | undefined): Partial<GateSpec> {
  if (text === undefined) return {};
  const names = text.split(/[\s,]+/).filter(Boolean);
  const failOn = names.map((name) => oneOf("fail-on", failConditions, name));
  return { failOn: failOn satisfies readonly FailCondition[] };
}

function budgetOf(text: string | undefined): Partial<GateSpec> {
  if (text === undefined) return {};
  const parsed = durationSchema.safeParse(text);
  if (!parsed.success || parsed.data <= 0) throw wrong("budget", "a duration with its unit, such as 3m", text);
  return { budgetMs: parsed.data };
}

function daysOf(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 90) return days;
  throw wrong("artifact-retention-days", "a whole number from 1 to 90", text);
}

function oneOf<T extends string>(name: string, allowed: readonly T[], text: string): T {
  const value = allowed.find((option) => option === text);
  if (value === undefined) throw wrong(name, `one of ${allowed.join(", ")}`, text);
  return value;
}

function wrong(name: string, expected: string, got: string): WrongInput {
  return new WrongInput(`input ${name}: expected ${expected}, got ${JSON.stringify(got)}`);
}
