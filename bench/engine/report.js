// The tables, as Markdown.
import { markdownTable } from "markdown-table";
import { percentiles } from "./numbers.js";
import { latenciesOf } from "./parts.js";
import { targets } from "./targets.js";

/** Two decimals below ten, three significant digits above; a dash for what was not measured. */
export function digits(value) {
  if (value === undefined || Number.isNaN(value)) return "-";
  if (Math.abs(value) < 10) return value.toFixed(2);
  return Math.abs(value) < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}

const signed = (value) => (value > 0 ? `+${digits(value)}` : digits(value));
const pair = (a, b) => (a === undefined ? "-" : `${digits(a)} / ${digits(b)}`);

/** Header, and the cell of a tool's summary; `of` gives the other tools' summaries of the same part. */
const speed = [
  ["requests/s", (row) => digits(row.perSec)],
  ["CPU per request, us", (row) => digits(row.cpuUs)],
  ["of wrk's", (row, of) => digits(row.cpuUs / of("wrk").cpuUs)],
  ["of autocannon's", (row, of) => digits(row.cpuUs / of("autocannon").cpuUs)],
];
const rated = [
  ["CPU per request, us", (row) => digits(row.cpuUs)],
  ["of k6's", (row, of) => digits(row.cpuUs / of("k6").cpuUs)],
  ["% of a core", (row) => digits(100 * row.cores)],
  ["p50, ms: told - true", (row) => signed(row.errorP50)],
  ["p99, ms: told - true", (row) => signed(row.errorP99)],
  ["sent of asked", (row) => `${row.sent} of ${row.asked}`],
  ["sent late, ms: p50 / p99", (row) => pair(row.lateP50, row.lateP99)],
];
const told = [
  ["told, ms: p50", (row) => digits(row.p50)],
  ["p99", (row) => digits(row.p99)],
  ["p99.9", (row) => digits(row.p999)],
];
const columns = {
  a: speed,
  b: rated,
  b10: rated,
  c: [...told, ["CPU per request, us", (row) => digits(row.cpuUs)]],
  d: told,
};

/** One part: a row a tool, and a first row with the theory where there is one. */
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

/** Each target, what was measured, and by how much it was missed. */
export function targetsTable(of) {
  const rows = targets.map(({ what, atMost, unit, figure }) => {
    const value = figure(of);
    const name = unit === undefined ? what : `${what}, ${unit}`;
    return [name, `<= ${atMost}`, digits(value), outcome(value, atMost)];
  });
  return `### Targets\n\n${markdownTable([["", "target", "measured", "met"], ...rows], { align: ["l", "r", "r", "l"] })}\n`;
}

export function outcome(value, atMost) {
  if (value === undefined || Number.isNaN(value)) return "not measured";
  return value <= atMost ? "yes" : `no, by ${digits(value - atMost)}`;
}

/** A text whose passage between two markers is replaced. */
export function replaced(text, name, passage) {
  const marker = new RegExp(`(<!-- bench: ${name} -->\n).*?(<!-- /bench -->)`, "s");
  if (!marker.test(text)) throw new Error(`no marker <!-- bench: ${name} --> in docs/engine.md`);
  return text.replace(marker, (_, begin, end) => `${begin}\n${passage}\n${end}`);
}
