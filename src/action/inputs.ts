import { duration } from "../config/schema/units.ts";
import { WrongInput } from "../model/errors.ts";
import { type Failure, failures, type GateSpec } from "../model/plan.ts";
import { defined } from "../util/omitUndefined.ts";

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
  readonly mode: Mode;
  /** Where the results to confirm are; without it they are those of this run's first job. */
  readonly results?: string;
  /** Path of a baseline that is used where there is no artifact. */
  readonly baselineFile?: string;
  /** File of the workflow whose runs on the default branch make the baseline; absent where it is this one. */
  readonly baselineWorkflow?: string;
  /** The baseline-keys of all jobs that share one comment. */
  readonly parts: readonly string[];
  readonly checkRun: boolean;
}

/** `confirm` decides for a first job and for itself; `comment` tells of another run; `merge` of all jobs of this run. */
const modes = ["run", "confirm", "comment", "merge"] as const;
export type Mode = (typeof modes)[number];

const commentModes = ["always", "changes", "failures", "never"] as const;
export type CommentMode = (typeof commentModes)[number];

/** Throws a WrongInput that names the input, what came and what is wanted. */
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
    summary: truth("summary", input("summary") ?? "true"),
    checkRun: truth("check-run", input("check-run") ?? "false"),
    parts,
    mode,
    ...defined({
      token: input("github-token"),
      retentionDays: days === undefined ? undefined : daysOf(days),
      results,
      baselineFile: input("baseline-file"),
      baselineWorkflow: input("baseline-workflow"),
    }),
  };
}

const truth = (name: string, text: string): boolean => oneOf(name, ["true", "false"], text) === "true";

/** A job that has results of its own is one of them. */
function partsOf(text: string | undefined, mode: Mode, own: string): readonly string[] {
  const names = (text ?? "").split(/[\s,]+/).filter(Boolean);
  const keys = [...new Set(names.map((key) => keyOf("parts", key)))];
  const isPart = mode === "run" || mode === "confirm";
  if (keys.length > 0 && isPart && !keys.includes(own))
    throw wrong("parts", `the baseline-keys of all jobs, this one's (${own}) among them`, keys.join(", "));
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
