import type { Results, ScenarioResult } from "../../model/results.ts";
import { findingsOf } from "../why/findings.ts";
import { type Remark, whyRemarks } from "../why/remark.ts";
import { shorten } from "../why/subject.ts";
import { escapeMarkdown, listItem, phraseMarkdown } from "./markdownText.ts";

/** One line for each scenario that changed. */
export const remarksMarkdown = (results: Results): string => whyRemarks(results).map(remarkMarkdown).join("\n\n");

/** **Why:** 41 SQL statements per request instead of 3 (`SELECT …`), which is 93 % of it. */
export const remarkMarkdown = ({ title, text }: Remark): string =>
  `**${escapeMarkdown(title)}:** ${phraseMarkdown(text)}`;

/** All findings as lists. */
export function findingsMarkdown({ scenarios }: Results): string {
  return scenarios
    .flatMap((scenario) =>
      scenarioFindings(scenario, scenarios.length > 1 ? ` of ${escapeMarkdown(shorten(scenario.id, 80))}` : ""),
    )
    .join("\n\n");
}

function scenarioFindings(scenario: ScenarioResult, owner: string): readonly string[] {
  return findingsOf(scenario).map(
    ({ title, items }) => `**${title}${owner}**\n\n${items.map((item) => listItem(phraseMarkdown(item))).join("\n")}`,
  );
}
