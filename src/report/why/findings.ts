import type { Anomaly, Bottleneck, Change } from "../../model/cause.ts";
import type { Results, ScenarioResult } from "../../model/results.ts";
import { formatDuration, formatMs, formatNumber, formatPercent, plural } from "../../util/format.ts";
import { anomalyLabel, anomalyValue, bottleneckLabel } from "../../wording/causeText.ts";
import { type Phrase, phrase, plainText } from "../phrase.ts";
import { clauseOf } from "./remark.ts";
import { shorten, subjectPhrase } from "./subject.ts";

/** The findings of one kind about a scenario. */
export interface FindingList {
  readonly title: string;
  readonly items: readonly Phrase[];
}

const mostItems = 20;
const maxSentence = 500;

/** What changed, what limits, what was odd, what was not seen, and how it was found out. Empty lists are left out. */
export function findingsOf(scenario: ScenarioResult): readonly FindingList[] {
  const { changes = [], bottlenecks = [], anomalies = [], not_seen = [] } = scenario;
  return [
    list("What changed with it", changes, (change) => changeItem(change, scenario)),
    list("Bottlenecks", bottlenecks, bottleneckItem),
    list("Anomalies", anomalies, anomalyItem),
    list("Not seen", not_seen, (text) => [shorten(text, maxSentence)]),
    list("Extra rounds", extraRoundItems(scenario), (item) => item),
  ].filter(({ items }) => items.length > 0);
}

function list<T>(title: string, found: readonly T[], itemOf: (one: T) => Phrase): FindingList {
  const others = found.length - mostItems;
  const rest: readonly Phrase[] = others > 0 ? [[`${formatNumber(others)} more in results.json`]] : [];
  return { title, items: [...found.slice(0, mostItems).map(itemOf), ...rest] };
}

function changeItem(change: Change, scenario: ScenarioResult): Phrase {
  const { explains_ratio, kind } = change;
  const evidence = shorten(change.evidence, maxSentence);
  if (kind === "unexplained") return [evidence];
  const share = explains_ratio === undefined ? "" : `, ${formatPercent(explains_ratio)} of it`;
  const clause = clauseOf(change, scenario);
  const isSaid = plainText(clause).startsWith(evidence.replace(/\.$/, ""));
  return [...clause, share, isSaid ? "." : `: ${sentence(evidence)}`, ...adviceOf(change)];
}

function bottleneckItem(bottleneck: Bottleneck): Phrase {
  const { kind, arm, confidence, evidence } = bottleneck;
  const subject = subjectPhrase(bottleneck);
  const what = phrase`${arm}: ${bottleneckLabel(kind)}${subject.length === 0 ? "" : phrase` (${subject})`}`;
  return [
    ...what,
    `, confidence ${formatPercent(confidence)}: ${sentence(shorten(evidence, maxSentence))}`,
    ...adviceOf(bottleneck),
  ];
}

const adviceOf = ({ advice }: Pick<Change, "advice">): Phrase =>
  advice === undefined ? [] : [` Try: ${sentence(shorten(advice, maxSentence))}`];

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** head: CPU spike of 97 % (limit 95 %) in steady, round 4, after 2.1 s, for 400 ms. */
function anomalyItem({ kind, arm, phase, round, at_ms, duration_ms, value, limit, evidence }: Anomaly): Phrase {
  const figures = `${anomalyValue(kind, value)} (limit ${anomalyValue(kind, limit)})`;
  const when = `in ${shorten(phase, 80)}, round ${round + 1}, after ${formatMs(at_ms)}, for ${formatMs(duration_ms)}`;
  const seen = evidence === undefined ? "." : `: ${sentence(shorten(evidence, maxSentence))}`;
  return [`${arm}: ${anomalyLabel(kind)}, ${figures}, ${when}${seen}`];
}

function extraRoundItems({ explanation }: ScenarioResult): readonly Phrase[] {
  if (explanation === undefined) return [];
  const { rounds, duration_ms, profiles = [], failures = [] } = explanation;
  const took = `${plural(rounds, "extra round")} with instruments took ${formatDuration(duration_ms)} and decided nothing.`;
  return [
    ...(rounds === 0 ? [] : [[took]]),
    ...profiles
      .slice(0, mostItems)
      .map(({ arm, path }) => phrase`Profile of the ${arm}: ${{ code: shorten(path, 200) }}`),
    ...failures.slice(0, mostItems).map((failure) => [sentence(shorten(failure, maxSentence))]),
  ];
}

/** 2 changes · 1 bottleneck · 3 anomalies · 2 not seen. Empty if there is nothing to show. */
export function findingCounts({ scenarios }: Results): string {
  const causes = scenarios.flatMap(({ changes = [] }) => changes.filter(({ kind }) => kind !== "unexplained")).length;
  const limits = scenarios.flatMap(({ bottlenecks = [] }) => bottlenecks.filter(({ kind }) => kind !== "none")).length;
  const anomalies = scenarios.flatMap((scenario) => scenario.anomalies ?? []).length;
  const unseen = scenarios.flatMap(({ not_seen = [] }) => not_seen).length;
  const counts = [
    ...(causes > 0 ? [plural(causes, "change")] : []),
    ...(limits > 0 ? [plural(limits, "bottleneck")] : []),
    ...(anomalies > 0 ? [anomalies === 1 ? "1 anomaly" : `${formatNumber(anomalies)} anomalies`] : []),
    ...(unseen > 0 ? [`${formatNumber(unseen)} not seen`] : []),
  ];
  if (counts.length > 0) return counts.join(" · ");
  return scenarios.some(({ explanation }) => explanation !== undefined) ? "nothing found" : "";
}
