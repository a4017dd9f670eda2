/** A page in Prometheus's text format, or OpenMetrics. See prometheus.io/docs/instrumenting/exposition_formats. */
export interface MetricsPage {
  /** counter, gauge, histogram, summary and others, by the name of the metric. */
  readonly types: ReadonlyMap<string, string>;
  /** Only those whose names are wanted. */
  readonly samples: readonly PageSample[];
}

export interface PageSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** NaN if the page has no number for it. */
  readonly value: number;
}

export class BrokenPage extends Error {
  override readonly name = "BrokenPage";
}

/** Throws a BrokenPage. Of the samples that nobody wants, only the name is read: a page may have many thousands. */
export function parsePage(text: string, isWanted: (name: string) => boolean): MetricsPage {
  const types = new Map<string, string>();
  const samples: PageSample[] = [];
  let hasSamples = false;
  let line = 0;
  for (const { start, end } of linesOf(text)) {
    line += 1;
    if (text.charCodeAt(start) === hash) {
      for (const [name, type] of typeIn(text.slice(start, Math.min(end, start + longestType)))) types.set(name, type);
      continue;
    }
    if (end - start < longestBlank && text.slice(start, end).trim() === "") continue;
    const name = nameAt(text, start, end);
    if (name === undefined) throw brokenLine(line, text.slice(start, end));
    hasSamples = true;
    if (isWanted(name)) samples.push(sampleOf(name, text.slice(start, end), line));
  }
  if (!hasSamples) throw new BrokenPage("the page has no samples");
  return { types, samples };
}

function typeIn(comment: string): readonly (readonly [name: string, type: string])[] {
  const [, name, type] = /^# TYPE (\S+) (\w+)/.exec(comment) ?? [];
  return name === undefined || type === undefined ? [] : [[name, type]];
}

/** In characters. */
const longestType = 400;
const longestBlank = 4;

function* linesOf(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    yield { start, end };
    start = end + 1;
  }
}

const hash = "#".charCodeAt(0);
const namePattern = /[A-Za-z_:][\w:]*/y;

/** `undefined` if neither labels nor a value follow. */
function nameAt(text: string, start: number, end: number): string | undefined {
  namePattern.lastIndex = start;
  const name = namePattern.exec(text)?.[0];
  if (name === undefined || start + name.length >= end) return undefined;
  return "{ \t".includes(text[start + name.length] ?? "") ? name : undefined;
}

const labelPattern = /\s*([A-Za-z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*,?/y;

function sampleOf(name: string, line: string, lineNumber: number): PageSample {
  const labels: Record<string, string> = {};
  let at = name.length;
  while (line[at] === " ") at++;
  if (line[at] === "{") {
    labelPattern.lastIndex = at + 1;
    for (let match = labelPattern.exec(line); match !== null; match = labelPattern.exec(line)) {
      at = labelPattern.lastIndex - 1;
      labels[match[1] ?? ""] = (match[2] ?? "").replace(/\\(.)/gs, (_, letter) => (letter === "n" ? "\n" : letter));
    }
    const close = line.indexOf("}", at);
    if (close < 0 || line.slice(at + 1, close).trim() !== "") throw brokenLine(lineNumber, line);
    at = close + 1;
  }
  // A timestamp or an exemplar may follow.
  const [number = ""] = line.slice(at).trim().split(/\s+/, 1);
  const value = numberOf(number);
  if (value === undefined) throw brokenLine(lineNumber, line);
  return { name, labels, value };
}

export function numberOf(text: string): number | undefined {
  if (/^\+?inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-inf$/i.test(text)) return Number.NEGATIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  const value = text === "" ? Number.NaN : Number(text);
  return Number.isNaN(value) ? undefined : value;
}

/** Only the begin of the line is shown: it may be a whole HTML page. */
const brokenLine = (line: number, text: string) =>
  new BrokenPage(
    `expected a sample in line ${line}, such as requests_total 5, got ${JSON.stringify(text.slice(0, 40))}`,
  );
