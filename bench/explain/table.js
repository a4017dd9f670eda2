import { markdownTable } from "markdown-table";
import { percent } from "./grade.js";

/** A Markdown table with a row for each run. */
export function hitTable(grades) {
  const header = [
    "case",
    "language",
    "verdict",
    "first cause",
    "subject",
    "request",
    "explains",
    "hit",
    "extra rounds",
  ];
  const rows = grades.map((grade) => [
    grade.name,
    grade.language ?? "",
    grade.verdict,
    grade.first ?? "-",
    cut(grade.subject ?? "-"),
    grade.request ?? "-",
    grade.explains === undefined ? "-" : percent(grade.explains),
    grade.isHit ? "hit" : `**miss**: ${cut(grade.problem)}`,
    grade.extraSeconds === undefined ? "-" : `${Math.round(grade.extraSeconds)} s`,
  ]);
  return markdownTable([header, ...rows]);
}

const cut = (text) => (text.length > 70 ? `${text.slice(0, 69)}…` : text).replaceAll("|", "\\|");
