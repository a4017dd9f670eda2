// The tables, as Markdown.
import { markdownTable } from "markdown-table";
import { latenciesOf } from "./parts.js";
import { percentiles } from "./quantiles.js";
import { targets } from "./targets.js";

/** Two decimals below ten, three significant digits above. A dash if not measured. */
export function digits(value) {
  if (value === undefined || Number.isNaN(value)) return "-";
  if (Math.abs(value) < 10) return value.toFixed(2);
  return Math.abs(value) < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}

const signed = (value) => (value > 0 ? `+${digits(value)}` : digits(value));
const pair = (a, b) => (a === undefined ? "-" : `${digits(a)} / ${digits(b)}`);

/**
 * Columns: the header, and a function from a tool's summary to its cell. `of` finds other tools' summaries of the part.
 */
const fullSpeed = [
  ["requests/s", (row) => digits(row.perSec)],
  ["CPU per request, us", (row) => digits(row.cpuUs)],
  ["relative to wrk", (row, of) => digits(row.cpuUs / of("wrk").cpuUs)],
  ["relative to autocannon", (row, of) => digits(row.cpuUs / of("autocannon").cpuUs)],
];
const fixedRate = [
  ["CPU per request, us", (row) => digits(row.cpuUs)],
  ["relative to k6", (row, of) => digits(row.cpuUs / of("k6").cpuUs)],
  ["% of a core", (row) => digits(100 * row.cores)],
  ["error of p50, ms", (row) => signed(row.errorP50)],
  ["error of p99, ms", (row) => signed(row.errorP99)],
  ["sent of due", (row) => `${row.sent} of ${row.due}`],
  ["sent late, ms: p50 / p99", (row) => pair(row.lateP50, row.lateP99)],
];
const reported = [
  ["reported, ms: p50", (row) => digits(row.p50)],
  ["p99", (row) => digits(row.p99)],
  ["p99.9", (row) => digits(row.p999)],
];
const columns = {
  a: fullSpeed,
  b: fixedRate,
  b10: fixedRate,
  c: [...reported, ["CPU per request, us", (row) => digits(row.cpuUs)]],
  d: reported,
};

/** The table of one part, with a row for each tool. The part with stalls starts with the theoretical values. */
export function partTable({ id, title, truth, mode, seconds }, summaries) {
  const of = (name) => summaries.get(name) ?? {};
  const rows = [...summaries].map(([name, row]) => [name, ...columns[id].map(([, cell]) => cell(row, of))]);
  if (id === "d") {
    const theory = percentiles(latenciesOf(truth, mode.rate, seconds));
    rows.unshift(["theory", ...columns[id].map(([, cell]) => cell(theory, of))]);
  }
  const align = ["l", ...columns[id].map(() => "r")];
  return `### ${title}\n\n${markdownTable([["", ...columns[id].map(([header]) => header)], ...rows], { align })}\n`;
}

/** Each target, the measured value, and by how much it was missed. */
export function targetsTable(of) {
  const rows = targets.map(({ name, max, unit, figure }) => {
    const value = figure(of);
    return [unit === undefined ? name : `${name}, ${unit}`, `<= ${max}`, digits(value), targetResult(value, max)];
  });
  const header = ["", "target", "measured", "met"];
  return `### Targets\n\n${markdownTable([header, ...rows], { align: ["l", "r", "r", "l"] })}\n`;
}

export function targetResult(value, max) {
  if (value === undefined || Number.isNaN(value)) return "not measured";
  return value <= max ? "yes" : `no, by ${digits(value - max)}`;
}
