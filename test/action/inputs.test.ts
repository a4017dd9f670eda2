import { expect, test } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";
import { WrongInput } from "../../src/model/errors.ts";
import { millis } from "../../src/model/unit.ts";

/** Passes the inputs of `with:` as the runner does. */
const read = (inputs: Readonly<Record<string, string>>) =>
  readInputs(Object.fromEntries(Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])));

const defaults = {
  config: "loadgate.yml",
  baselineKey: "default",
  gate: {},
  comment: "always",
  summary: true,
  checkRun: false,
  parts: [],
  mode: "run",
};

test("absent and empty inputs get the documented defaults", () => {
  expect(read({})).toEqual(defaults);
  expect(read({ config: "", budget: " ", parts: "", "check-run": "" })).toEqual(defaults);
});

test("every input is read", () => {
  const inputs = {
    "github-token": "ghs_x",
    config: " perf/loadgate.yml\n",
    "fail-on": "regression, sla\nanomaly",
    budget: "3m",
    comment: "failures",
    summary: "false",
    "check-run": "true",
    "artifact-retention-days": "90",
    "baseline-key": "api.v2",
    "baseline-file": "perf/baseline.json",
    "baseline-workflow": "nightly.yml",
    mode: "confirm",
    results: "first/results.json",
    parts: "api.v2, web web",
  };
  expect(read(inputs)).toEqual({
    token: "ghs_x",
    config: "perf/loadgate.yml",
    gate: { failOn: ["regression", "sla", "anomaly"], budgetMs: millis(180_000) },
    comment: "failures",
    summary: false,
    checkRun: true,
    retentionDays: 90,
    baselineKey: "api.v2",
    baselineFile: "perf/baseline.json",
    baselineWorkflow: "nightly.yml",
    mode: "confirm",
    results: "first/results.json",
    parts: ["api.v2", "web"],
  });
});

test.each([
  [
    { "fail-on": "regresion" },
    'fail-on: expected one of regression, sla, invalid, inconclusive, no_base, anomaly, overload, got "regresion"',
  ],
  [{ budget: "5" }, 'budget: expected a duration with its unit, such as 3m, got "5"'],
  [{ budget: "0s" }, 'budget: expected a duration with its unit, such as 3m, got "0s"'],
  [{ summary: "yes" }, 'summary: expected one of true, false, got "yes"'],
  [{ "check-run": "1" }, 'check-run: expected one of true, false, got "1"'],
  [{ comment: "on" }, 'comment: expected one of always, changes, failures, never, got "on"'],
  [{ "artifact-retention-days": "0" }, 'artifact-retention-days: expected a whole number from 1 to 90, got "0"'],
  [{ "artifact-retention-days": "91" }, 'artifact-retention-days: expected a whole number from 1 to 90, got "91"'],
  [{ "artifact-retention-days": "1.5" }, 'artifact-retention-days: expected a whole number from 1 to 90, got "1.5"'],
  [
    { "baseline-key": "a/b" },
    'baseline-key: expected up to 80 letters, digits, dots, dashes or underscores, got "a/b"',
  ],
  [{ mode: "again" }, 'mode: expected one of run, confirm, comment, merge, got "again"'],
  [{ results: "a.json" }, 'results: expected nothing, unless mode is confirm, got "a.json"'],
  [
    { parts: "api, web" },
    'parts: expected the baseline-keys of all jobs, including this one\'s (default), got "api, web"',
  ],
  [{ mode: "merge", parts: "a/b" }, 'parts: expected up to 80 letters, digits, dots, dashes or underscores, got "a/b"'],
])("%j is refused", (inputs, message) => {
  expect(() => read(inputs)).toThrow(new WrongInput(`input ${message}`));
});
