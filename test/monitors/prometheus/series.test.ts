import { describe, expect, test } from "vitest";
import { parseSeriesExpression } from "../../../src/config/seriesExpression.ts";
import { parsePage } from "../../../src/monitors/prometheus/page.ts";
import { chooseSeries, withoutResets } from "../../../src/monitors/prometheus/series.ts";

const page = `# HELP requests_total Requests.
# TYPE requests_total counter
requests_total{path="/a",code="200"} 10 1700000000000
requests_total{path="/a",code="500"} 2
requests_total{path="/say \\"hi\\", {you}\\n"} 4
# TYPE seconds histogram
seconds_bucket{path="/a",le="0.1"} 5
seconds_bucket{path="/a",le="+Inf"} 7
seconds_bucket{path="/b",le="+Inf"} 3 # {trace_id="x"} 0.5
seconds_bucket{path="/b",le="0.1"} 1
seconds_sum{path="/a"} 1.5
seconds_count{path="/a"} 7
# TYPE queue gauge
queue 1.5e1

nothing NaN
endless +Inf
plain 3
# TYPE spikes counter
spikes_total 8
# TYPE process_cpu_seconds_total counter
process_cpu_seconds_total 1.25
nodejs_version_info{version="v24"} 1
# TYPE go_gc_duration_seconds summary
go_gc_duration_seconds{quantile="0.5"} 0.01
go_gc_duration_seconds_count 12
# EOF
`;

function read(expressions: Readonly<Record<string, string>>) {
  const parsed = Object.entries(expressions).map(([name, text]) => {
    const expression = parseSeriesExpression(text);
    if (expression.kind === "problem") throw new Error(expression.message);
    return [name, expression.expression] as const;
  });
  const choice = chooseSeries(Object.fromEntries(parsed));
  return choice.read(parsePage(page, choice.isWanted));
}

describe("series of a page", () => {
  test.each([
    ["requests_total", { type: "counter", value: 16 }],
    ['requests_total{code="200"}', { type: "counter", value: 10 }],
    ['rate(requests_total{path="/a"})', { type: "counter", value: 12 }],
    ['requests_total{path="/say \\"hi\\", {you}\\n"}', { type: "counter", value: 4 }],
    ["queue", { type: "gauge", value: 15 }],
    ["plain", { type: "gauge", value: 3 }],
    ["spikes_total", { type: "counter", value: 8 }],
    ["seconds_sum", { type: "counter", value: 1.5 }],
    [
      "seconds",
      {
        type: "histogram",
        buckets: [
          [0.1, 6],
          [Number.POSITIVE_INFINITY, 10],
        ],
      },
    ],
    [
      'histogram_quantile(0.95, seconds_bucket{path="/a"})',
      {
        type: "histogram",
        buckets: [
          [0.1, 5],
          [Number.POSITIVE_INFINITY, 7],
        ],
        quantile: 0.95,
      },
    ],
  ])("%s", (text, value) => {
    expect(read({ mine: text })).toEqual([{ name: "mine", ...value }]);
  });

  test("have no value without a sample or a number", () => {
    expect(
      read({ a: "absent", b: "nothing", c: "endless", d: 'queue{a="b"}', e: "histogram_quantile(0.5, queue)" }),
    ).toEqual([]);
  });

  test("are the runtime's own, if none is named", () => {
    expect(read({})).toEqual([
      { name: "process_cpu_seconds_total", type: "counter", value: 1.25 },
      { name: 'go_gc_duration_seconds{quantile="0.5"}', type: "gauge", value: 0.01 },
      { name: "go_gc_duration_seconds_count", type: "counter", value: 12 },
    ]);
  });

  test("are left out if their counter went back", () => {
    const at = (a: number, b: number, c: number) => ({
      series: [
        { name: "a", type: "counter", value: a },
        { name: "b", type: "gauge", value: b },
        { name: "c", type: "histogram", buckets: [[Number.POSITIVE_INFINITY, c]] },
      ] as const,
    });
    const { readings, reset } = withoutResets([at(5, 5, 5), at(4, 4, 5)]);
    expect(readings.map(({ series }) => series.map(({ name }) => name))).toEqual([
      ["b", "c"],
      ["b", "c"],
    ]);
    expect(reset).toEqual(["a"]);
  });
});

describe("a broken page", () => {
  test.each([
    ["", "the page has no samples"],
    ["<!doctype html>\n<p>Not found", 'expected a sample in line 1, such as requests_total 5, got "<!doctype html>"'],
    ["a 1\nrequests", 'expected a sample in line 2, such as requests_total 5, got "requests"'],
    ['a{b="c} 1\n', `expected a sample in line 1, such as requests_total 5, got ${JSON.stringify('a{b="c} 1')}`],
    ["a twelve\n", 'expected a sample in line 1, such as requests_total 5, got "a twelve"'],
  ])("%j", (text, message) => {
    expect(() => parsePage(text, () => true)).toThrow(message);
  });
});

describe("an expression", () => {
  test.each([
    ["sum(a)", "the function sum is not supported"],
    ["rate(a[5m])", "a range such as [5m] is not supported"],
    ["histogram_quantile(95, a)", "a quantile between 0 and 1"],
    ["histogram_quantile(0.95, rate(a_bucket[5m]))", "expected histogram_quantile(0.95, metric) without rate"],
    ['a{b=~"c.*"}', 'a label is written as name="value"'],
    ["a + b", 'expected metric, metric{label="value"}, rate(metric) or histogram_quantile(0.95, metric)'],
    ["", "expected metric"],
  ])("%s is refused", (text, message) => {
    expect(parseSeriesExpression(text)).toEqual({ kind: "problem", message: expect.stringContaining(message) });
  });
});
