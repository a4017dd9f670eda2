import type { ReportedNotice } from "../model/notice.ts";
import { allRequests } from "../model/plan.ts";
import type { PhaseResult, Results } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { firstLine, formatNumber } from "../util/format.ts";
import { failureAdvice } from "../wording/failureText.ts";
import { slaSentence } from "../wording/metricText.ts";
import { markHashes, type Phrase, plainText } from "./phrase.ts";

/** Sentences beside the tables: unmet limits, failed requests, warnings, reasons why something was not measured. */
export function causes({ scenarios, warnings, verdict }: Results): readonly Phrase[] {
  const fromScenarios = scenarios.flatMap(({ id, failure, sla, comparisons, phases }) => [
    ...(failure === undefined ? [] : [`${id}: ${firstLine(failure)}`]),
    ...sla.filter(({ outcome }) => outcome !== "met").map((check) => `${id}: ${slaSentence(check)}`),
    ...failedRequests(phases).map((sentence) => `${id}: ${sentence}`),
    ...comparisons.filter(({ gating }) => gating).flatMap((comparison) => comparisonCause(id, comparison)),
  ]);
  const confirmation = verdict.confirm === true ? [confirmationAdvice] : [];
  const sentences: readonly Phrase[] = [
    ...[...firstCauses(fromScenarios), ...confirmation].map((text) => [text]),
    ...warnings.map(warningPhrase),
  ];
  return [...new Map(sentences.map((sentence) => [plainText(sentence), sentence])).values()];
}

/** A scenario may list a thousand requests, each with causes of its own. */
const mostCauses = 100;

function firstCauses(sentences: readonly string[]): readonly string[] {
  const different = [...new Set(sentences)];
  const others = different.length - mostCauses;
  if (others <= 0) return different;
  return [...different.slice(0, mostCauses), `${formatNumber(others)} more lines such as these are left out`];
}

/** The facts of a notice say which words of its message are commits. */
function warningPhrase({ kind, message, measured, expected }: ReportedNotice): Phrase {
  if (kind !== "other_commit") return [message];
  return markHashes(
    message,
    [measured, expected].flat().filter((fact) => typeof fact === "string"),
  );
}

/** A reason beside a measured change is about that request. Without a change, all comparisons share one reason. */
function comparisonCause(id: string, { reason, request, change_ratio }: Comparison): string | readonly [] {
  if (reason === undefined) return [];
  const prefix = change_ratio === undefined || request === allRequests ? "" : `${request} `;
  return `${id}: ${prefix}${reason}`;
}

const confirmationAdvice =
  "This is close to the smallest change that fails. A second job with mode: confirm would show whether the change or the machine is the cause";

/** From this share of failed requests on, a report names the failures. */
const smallestFailedShare = 0.01;

/** GET /ordrs: 178 of 178 requests failed on the head (status 404). */
function failedRequests(phases: readonly PhaseResult[]): readonly string[] {
  const measured = phases.filter(({ warmup }) => !warmup);
  return measured.flatMap(({ arm, requests }) =>
    requests.flatMap(({ name, due_requests, successful_requests, failures, failure_examples, dropped_requests }) => {
      const failed = due_requests - successful_requests;
      if (failed === 0 || failed < smallestFailedShare * due_requests) return [];
      const kinds = [...Object.keys(failures), ...(dropped_requests > 0 ? ["dropped"] : [])];
      const texts = kinds.map((kind) => withExample(kind, failure_examples?.[kind]));
      const counts = `${formatNumber(failed)} of ${formatNumber(due_requests)} requests`;
      return [`${name}: ${counts} failed on the ${arm} (${texts.join(", ")})${adviceOn(kinds)}`];
    }),
  );
}

const withExample = (failure: string, example: string | undefined): string =>
  example === undefined ? failure : `${failure}, got ${example}`;

/** For the first failure that the settings of client or server explain. */
function adviceOn(failures: readonly string[]): string {
  const [advice] = failures.flatMap((name) => failureAdvice(name) ?? []);
  return advice === undefined ? "" : `: ${advice}`;
}

/** Failures of several lines, with the end of the log. `causes` has only their first lines. */
export function failureLogs({ scenarios }: Results): readonly string[] {
  return [...new Set(scenarios.flatMap(({ failure }) => (failure?.includes("\n") ? [failure] : [])))];
}
