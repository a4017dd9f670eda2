// The tables, as Markdown.
import { markdownTable } from "markdown-table";
import { binomialUpperTail, proportionUpperBound } from "../../src/stats/binomial.ts";
import { quantile } from "../engine/numbers.js";
import { peers } from "./peers.js";
import { falseAlarm, gating, gatingAlone } from "./procedure.js";
import { effects } from "./tasks.js";
import { peerEffects, procedureSec, worldName } from "./worlds.js";

/** Beyond this many times what is allowed, a size is wrong. */
const tolerated = 1.2;
const level = 0.95;

/** What the whole procedure comes to, by budget and machine. */
export function procedureTable(played) {
  const rows = Map.groupBy(played, ({ task }) => `${task.budgetSec / 60} min|${worldName(task.world)}`);
  const header = ["budget", "noise, restart CV", "false failures", "shown unchanged", "mean time, unchanged"];
  const power = effects.map((effect) => (effect === "tail" ? "tail +20 %" : `${percent(effect, "+")} caught`));
  const compared = "p50, p95 and tail of three endpoints, processor time, peak memory, error rate";
  return table(
    `The whole procedure, ${gating} gating comparisons (${compared})`,
    [...header, ...power, "MDE95"],
    [...rows].map(([name, parts]) => [...name.split("|"), ...procedureRow(parts.flatMap(({ results }) => results))]),
    2,
  );
}

function procedureRow(results) {
  const unchanged = results.map((result) => result.unchanged);
  const changed = results.filter((result) => result.changed !== undefined);
  const seconds = unchanged.reduce((sum, each) => sum + each.seconds, 0) / unchanged.length;
  const thresholds = changed.map(({ threshold }) => threshold);
  return [
    rate(unchanged.map(({ failed }) => failed)),
    percent(shareOf(unchanged.map(({ certified }) => certified))),
    `${Math.round(seconds)} s`,
    ...effects.map((_, i) => percent(shareOf(changed.map((each) => each.changed[i].failed)))),
    percent(quantile(thresholds, 0.95)),
  ];
}

/** The test without the floors. */
export function sizeTable(played) {
  const compared = `p50 of the endpoints and processor time, ${gatingAlone} comparisons`;
  return table(
    `The test alone: ${compared}, however small a change; 2 min, at most ${percent(falseAlarm)} may fail`,
    ["noise, restart CV", "false failures", "pull requests"],
    played.map(({ task, results }) => [
      worldName(task.world),
      rate(results.map(({ unchanged }) => unchanged.failed)),
      `${results.length}`,
    ]),
    1,
  );
}

/** What a second machine is for. */
export function confirmedSentence({ task, results }) {
  const { interaction, ...world } = task.world;
  const alone = rate(results.map(({ unchanged }) => unchanged.failed));
  const confirmed = rate(results.map((result) => result.confirmed));
  const where = `SD, each endpoint for itself; ${worldName(world)}, ${task.budgetSec / 60} min`;
  const likes = `A machine may like one of two equal builds better, here by ${percent(interaction)} (${where})`;
  const failing = `${alone} of ${results.length} unchanged pull requests fail on one machine`;
  return `${likes}: then ${failing}, and ${confirmed} where a second one confirms.`;
}

/** Whether false failures are beyond chance more frequent than tolerated, in any environment or in all. */
export function sizeVerdict(size, procedure) {
  const sizes = groupsOf("without smallest effects", size);
  const groups = [...sizes, ...groupsOf("as it is", procedure)];
  const wrong = groups.filter(({ failed, of }) => lowerBound(failed, of) > tolerated * falseAlarm);
  const [one, all] = [sizes[0].of, sizes.at(-1).of];
  const power = [1.5, 2, 3].map((size) => {
    const [inOne, inAll] = [one, all].map((of) => percent(powerOf(size / 100, of)));
    return `${size} % with ${inOne} in one environment and ${inAll} in all`;
  });
  const bound = `the lower ${percent(level)} bound (Clopper and Pearson)`;
  const check = `The bench fails when ${bound} of any size exceeds ${percent(tolerated * falseAlarm)}`;
  const found = wrong.map(({ name, failed, of }) => `${name}: ${failed} of ${of} failed`).join("; ");
  const outcome = found === "" ? "None did" : `Wrong: ${found}`;
  const text = `${check}: it notices a true size of ${power.join("; ")}. ${outcome}.`;
  return { met: wrong.length === 0, text };
}

function groupsOf(what, played) {
  const each = Map.groupBy(played, ({ task }) => worldName(task.world));
  return [...each, ["all", played]].map(([name, parts]) => {
    const failed = parts.flatMap(({ results }) => results.map(({ unchanged }) => unchanged.failed));
    return { name: `${name}, ${what}`, failed: failed.filter(Boolean).length, of: failed.length };
  });
}

/** P(such a size is noticed). */
function powerOf(size, of) {
  let fewest = 0;
  while (fewest < of && lowerBound(fewest, of) <= tolerated * falseAlarm) fewest++;
  return binomialUpperTail(fewest, of, size);
}

const lowerBound = (k, n) => 1 - proportionUpperBound(n - k, n, level);

/**
 * The rules of others, on the same machines: how often three unchanged endpoints fail, and what one slower one is
 * caught with.
 */
export function peersTable(played, procedure) {
  const [typical] = played.filter(({ task }) => task.world.restartCv === 0.03);
  const header = [
    "rule",
    ...played.map(({ task }) => `fails unchanged: ${worldName(task.world)}`),
    ...peerEffects.map((effect) => `catches ${percent(effect, "+")}`),
  ];
  const rows = peers.map(([title], i) => [
    title,
    ...played.map(({ results }) => percent(shareOf(results.map((rules) => rules[i].unchanged.some(Boolean))))),
    ...peerEffects.map((_, e) => percent(shareOf(typical.results.map((rules) => rules[i].changed[e])))),
  ]);
  const where = worldName(typical.task.world);
  return table(
    `The rules of others, on the same machines: three unchanged endpoints, or one of them slower (${where})`,
    header,
    [...rows, ownRow(played, procedure, typical)],
    1,
  );
}

/** Loadgate's line among them, from the rounds of the first table. */
function ownRow(played, procedure, typical) {
  const own = (world) => {
    const same = procedure.filter(
      ({ task }) => task.budgetSec === procedureSec && worldName(task.world) === worldName(world),
    );
    return same.flatMap(({ results }) => results);
  };
  const changed = own(typical.task.world).filter((result) => result.changed !== undefined);
  return [
    `Loadgate, ${gating} comparisons`,
    ...played.map(({ task }) => percent(shareOf(own(task.world).map(({ unchanged }) => unchanged.failed)))),
    ...peerEffects.map((effect) =>
      percent(shareOf(changed.map((each) => each.changed[effects.indexOf(effect)].failed))),
    ),
  ];
}

function table(title, header, rows, left) {
  const align = header.map((_, i) => (i < left ? "l" : "r"));
  return `**${title}**\n\n${markdownTable([header, ...rows], { align })}\n`;
}

const shareOf = (flags) => flags.filter(Boolean).length / flags.length;

/** With its upper bound: none of so many is not never. */
function rate(flags) {
  const failed = flags.filter(Boolean).length;
  return `${percent(failed / flags.length)} (< ${percent(proportionUpperBound(failed, flags.length, level))})`;
}

function percent(share, sign = "") {
  const value = 100 * share;
  return `${sign}${Number(value.toPrecision(value < 10 ? 2 : 3))} %`;
}
