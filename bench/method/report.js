// The tables, as Markdown.
import { markdownTable } from "markdown-table";
import { binomialUpperTail, proportionUpperBound } from "../../src/stats/binomial.ts";
import { quantile } from "../engine/quantiles.js";
import { otherTools } from "./otherTools.js";
import { falseAlarm, gating, gatingWithoutFloors } from "./procedure.js";
import { conditionsName, otherToolEffects, procedureSec } from "./simulations.js";
import { effects, sensitive } from "./tasks.js";

/** A false failure rate is wrong beyond this multiple of the allowed rate. */
const tolerance = 1.2;
const level = 0.95;
/** A change that should not pass, even where it is not caught. */
const unseen = 0.1;

/** The results of the whole procedure, by budget and machine. */
export function procedureTable(simulated) {
  const rows = Map.groupBy(simulated, ({ task }) => `${budgetName(task)}|${conditionsName(task.conditions)}`);
  const header = ["budget", "noise, restart CV", "false failures", "pass", "all shown", "mean time, unchanged"];
  const power = effects.map((effect) => (effect === "tail" ? "tail +20 %" : `${percent(effect, "+")} caught`));
  const compared = "p50, p95 and tail of three endpoints, CPU time, peak memory, error rate";
  return table(
    `The whole procedure, ${gating} gating comparisons (${compared})`,
    [...header, ...power, `${percent(unseen, "+")} passes`, "MDE95"],
    [...rows].map(([name, parts]) => [...name.split("|"), ...procedureRow(parts.flatMap(({ results }) => results))]),
    2,
  );
}

const budgetName = ({ budgetSec }) => (budgetSec < 120 ? `${budgetSec} s` : `${budgetSec / 60} min`);

function procedureRow(results) {
  const unchanged = results.map((result) => result.unchanged);
  const changed = results.filter((result) => result.changed !== undefined);
  const seconds = unchanged.reduce((sum, each) => sum + each.seconds, 0) / unchanged.length;
  const thresholds = changed.map(({ threshold }) => threshold);
  return [
    rate(unchanged.map(({ failed }) => failed)),
    percent(shareOf(unchanged.map(({ passed }) => passed))),
    percent(shareOf(unchanged.map(({ allShown }) => allShown))),
    `${Math.round(seconds)} s`,
    ...effects.map((_, i) => percent(shareOf(changed.map((each) => each.changed[i].failed)))),
    percent(shareOf(changed.map((each) => each.changed[effects.indexOf(unseen)].passed))),
    percent(quantile(thresholds, 0.95)),
  ];
}

/** How often a small change is caught where the smallest effect is smaller still. */
export function sensitiveSentence(simulated) {
  const caught = simulated.map(({ task, results }) => {
    return `${percent(shareOf(results.map((result) => result.caught)))} (${conditionsName(task.conditions)})`;
  });
  const [{ task }] = simulated;
  const setting = `With \`min_effect: { p50: ${percent(sensitive.minEffect).replace(" ", "")} }\``;
  return `${setting} and ${task.budgetSec / 60} min, ${percent(sensitive.effect, "+")} on one endpoint is caught in ${caught.slice(0, -1).join(", ")} and ${caught.at(-1)} of the runs.`;
}

/** The false failure rate of the test without floors. */
export function sizeTable(simulated) {
  const compared = `p50 of the endpoints and CPU time, ${gatingWithoutFloors} comparisons`;
  return table(
    `The test alone, without a smallest effect: ${compared}, 2 min, at most ${percent(falseAlarm)} may fail`,
    ["noise, restart CV", "false failures", "pull requests"],
    simulated.map(({ task, results }) => [
      conditionsName(task.conditions),
      rate(results.map(({ unchanged }) => unchanged.failed)),
      `${results.length}`,
    ]),
    1,
  );
}

/** The effect of a second machine. */
export function confirmedSentence({ task, results }) {
  const { interaction, ...conditions } = task.conditions;
  const alone = rate(results.map(({ unchanged }) => unchanged.failed));
  const confirmed = rate(results.map((result) => result.confirmed));
  const where = `SD, each endpoint independently; ${conditionsName(conditions)}, ${task.budgetSec / 60} min`;
  const favour = `A machine may favour one of two equal builds, here by ${percent(interaction)} (${where}).`;
  const onOne = `Then ${alone} of ${results.length} unchanged pull requests fail on one machine.`;
  return `${favour} ${onOne} With confirmation on a second machine, ${confirmed} fail.`;
}

/** Checks that false failures are not more frequent than tolerated, in each environment and in all together. */
export function sizeVerdict(size, procedure) {
  const sizes = groupsOf("without smallest effects", size);
  const groups = [...sizes, ...groupsOf("whole procedure", procedure)];
  const wrong = groups.filter(({ failed, of }) => lowerBound(failed, of) > tolerance * falseAlarm);
  const [one, all] = [sizes[0].of, sizes.at(-1).of];
  const power = [1.5, 2, 3].map((size) => {
    const [inOne, inAll] = [one, all].map((of) => percent(powerOf(size / 100, of)));
    return `${size} %: ${inOne}, ${inAll}`;
  });
  const bound = `the lower ${percent(level)} bound (Clopper and Pearson)`;
  const check = `The benchmark fails if ${bound} of any false failure rate exceeds ${percent(tolerance * falseAlarm)}`;
  const failures = wrong.map(({ name, failed, of }) => `${name}: ${failed} of ${of} failed`).join("; ");
  const outcome = failures === "" ? "No rate did" : `Too high: ${failures}`;
  const detection = `Its chance to detect a true rate, in one environment and in all: ${power.join("; ")}`;
  const text = `${check}. ${outcome}. ${detection}.`;
  return { met: wrong.length === 0, text };
}

function groupsOf(what, simulated) {
  const each = Map.groupBy(simulated, ({ task }) => conditionsName(task.conditions));
  return [...each, ["all", simulated]].map(([name, parts]) => {
    const failed = parts.flatMap(({ results }) => results.map(({ unchanged }) => unchanged.failed));
    return { name: `${name}, ${what}`, failed: failed.filter(Boolean).length, of: failed.length };
  });
}

/** The probability that the check detects a true rate of `size`. */
function powerOf(size, of) {
  let fewest = 0;
  while (fewest < of && lowerBound(fewest, of) <= tolerance * falseAlarm) fewest++;
  return binomialUpperTail(fewest, of, size);
}

const lowerBound = (k, n) => 1 - proportionUpperBound(n - k, n, level);

/**
 * The rules of other tools on the same machines: how often three unchanged endpoints fail, and how often a slower one.
 */
export function otherToolsTable(simulated, procedure) {
  const [typical] = simulated.filter(({ task }) => task.conditions.restartCv === 0.03);
  const header = [
    "rule",
    ...simulated.map(({ task }) => `fails unchanged: ${conditionsName(task.conditions)}`),
    ...otherToolEffects.map((effect) => `catches ${percent(effect, "+")}`),
  ];
  const rows = otherTools.map(([title], i) => [
    title,
    ...simulated.map(({ results }) => percent(shareOf(results.map((rules) => rules[i].unchanged.some(Boolean))))),
    ...otherToolEffects.map((_, e) => percent(shareOf(typical.results.map((rules) => rules[i].changed[e])))),
  ]);
  const where = conditionsName(typical.task.conditions);
  return table(
    `Rules of other tools on the same machines: three unchanged endpoints, or one of them slower (${where})`,
    header,
    [...rows, loadgateRow(simulated, procedure, typical)],
    1,
  );
}

/** Loadgate's own row, from the simulations of the first table. */
function loadgateRow(simulated, procedure, typical) {
  const own = (conditions) => {
    const same = procedure.filter(
      ({ task }) => task.budgetSec === procedureSec && conditionsName(task.conditions) === conditionsName(conditions),
    );
    return same.flatMap(({ results }) => results);
  };
  const changed = own(typical.task.conditions).filter((result) => result.changed !== undefined);
  return [
    `Loadgate, ${gating} comparisons`,
    ...simulated.map(({ task }) => percent(shareOf(own(task.conditions).map(({ unchanged }) => unchanged.failed)))),
    ...otherToolEffects.map((effect) =>
      percent(shareOf(changed.map((each) => each.changed[effects.indexOf(effect)].failed))),
    ),
  ];
}

function table(title, header, rows, leftColumns) {
  const align = header.map((_, i) => (i < leftColumns ? "l" : "r"));
  return `**${title}**\n\n${markdownTable([header, ...rows], { align })}\n`;
}

const shareOf = (flags) => flags.filter(Boolean).length / flags.length;

/** The rate with its upper bound: a count of 0 does not prove a rate of 0. */
function rate(flags) {
  const failed = flags.filter(Boolean).length;
  return `${percent(failed / flags.length)} (< ${percent(proportionUpperBound(failed, flags.length, level))})`;
}

function percent(share, sign = "") {
  const value = 100 * share;
  return `${sign}${Number(value.toPrecision(value < 10 ? 2 : 3))} %`;
}
