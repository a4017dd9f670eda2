import type { SeriesExpression, SeriesSelector } from "../model/plan.ts";

/** An expression, or why the text is none. */
export type ParsedExpression =
  | { readonly kind: "expression"; readonly expression: SeriesExpression }
  | { readonly kind: "problem"; readonly message: string };

const forms = `expected metric, metric{label="value"}, rate(metric) or histogram_quantile(0.95, metric)`;

/** A small part of PromQL. A run needs no more: the rate is of the phase, and equal series are added up. */
export function parseSeriesExpression(text: string): ParsedExpression {
  const [, name, inner] = /^\s*([A-Za-z_]\w*)\s*\((.*)\)\s*$/s.exec(text) ?? [];
  if (name === undefined || inner === undefined) return withSelector(text, (selector) => ({ kind: "value", selector }));
  if (name === "rate") return withSelector(inner, (selector) => ({ kind: "rate", selector }));
  if (name === "histogram_quantile") return quantileOf(inner);
  return problem(`${forms}; the function ${name} is not supported`);
}

function quantileOf(inner: string): ParsedExpression {
  const [, number = "", rest = ""] = /^\s*([^,]*?)\s*,(.*)$/s.exec(inner) ?? [];
  const quantile = number === "" ? Number.NaN : Number(number);
  if (!(quantile > 0 && quantile < 1)) {
    return problem("expected histogram_quantile(0.95, metric) with a quantile between 0 and 1");
  }
  if (/^\s*(rate|sum)\b/.test(rest)) {
    return problem(
      `expected histogram_quantile(${number}, metric) without ${rest.trim().split("(")[0]}: it is of one phase`,
    );
  }
  return withSelector(rest, ({ metric, labels }) => ({
    kind: "quantile",
    quantile,
    selector: { metric: metric.replace(/_bucket$/, ""), labels },
  }));
}

function withSelector(text: string, create: (selector: SeriesSelector) => SeriesExpression): ParsedExpression {
  if (/\[[^\]]*\]\s*$/.test(text)) {
    return problem(`${forms}; a range such as [5m] is not supported: a rate is always of a whole phase`);
  }
  const [, metric, , labelText] = /^\s*([A-Za-z_:][\w:]*)\s*(\{(.*)\})?\s*$/s.exec(text) ?? [];
  if (metric === undefined) return problem(forms);
  const labels = labelsOf(labelText ?? "");
  if (labels === undefined) return problem(`${forms}; a label is written as name="value"`);
  return { kind: "expression", expression: create({ metric, labels }) };
}

/** `undefined` if the text is no list of labels. Other operators than = are not supported. */
function labelsOf(text: string): Readonly<Record<string, string>> | undefined {
  const label = /\s*([A-Za-z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/sy;
  const labels: Record<string, string> = {};
  while (label.lastIndex < text.trimEnd().length) {
    const [, name, value] = label.exec(text) ?? [];
    if (name === undefined || value === undefined) return undefined;
    labels[name] = unescapeLabel(value);
  }
  return labels;
}

/** The escapes of a label's value: \\, \" and \n. */
const unescapeLabel = (value: string): string =>
  value.replace(/\\(.)/gs, (_, letter: string) => (letter === "n" ? "\n" : letter));

const problem = (message: string): ParsedExpression => ({ kind: "problem", message });
