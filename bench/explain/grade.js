// Compares what a run named first with what was planted.

/** One row of the table. `evidence` are lines for a miss. */
export function gradeOf(each, { results, status, output, seconds }, context) {
  if (results === undefined) {
    const problem =
      output
        .trim()
        .split("\n")
        .findLast((line) => /error|loadgate/i.test(line)) ?? output.slice(-200);
    return { name: each.name, verdict: `exit ${status}`, isHit: false, problem, seconds, evidence: [] };
  }
  const [scenario] = results.scenarios;
  const { changes = [], explanation, bottlenecks = [] } = scenario;
  const [first] = changes;
  const problem = each.expected === undefined ? unexpected(first) : problemOf(each, first, bottlenecks, context);
  return {
    name: each.name,
    language: each.language,
    verdict: results.verdict.kind,
    first: first?.kind,
    subject: first?.subject,
    request: first?.request,
    explains: first?.explains_ratio,
    isHit: problem === undefined,
    problem,
    seconds,
    extraSeconds: explanation === undefined ? undefined : explanation.duration_ms / 1000,
    evidence: evidenceOf(scenario),
  };
}

function unexpected(first) {
  if (first === undefined || first.kind === "unexplained") return undefined;
  return `named ${first.kind}, expected no cause`;
}

function problemOf({ expected, request }, first, bottlenecks, context) {
  if (first === undefined) return "named nothing";
  if (!expected.kinds.includes(first.kind)) return `named ${first.kind}, expected ${expected.kinds.join(" or ")}`;
  return problemOfName(expected, first, context) ?? problemOfPlace(expected, first, request, bottlenecks);
}

function problemOfName(expected, { subject = "", file = "", line }, context) {
  const wanted = typeof expected.subject === "function" ? expected.subject(context) : expected.subject;
  if (wanted && !wanted.test(subject)) return `subject ${subject}, expected ${wanted}`;
  if (expected.file && !(expected.file.test(file) && line > 0))
    return `file ${file}:${line}, expected ${expected.file}`;
  return undefined;
}

function problemOfPlace({ bottleneck, isOfService }, first, request, bottlenecks) {
  const isRequest = first.request === `GET ${request}` || (isOfService && first.request === undefined);
  if (!isRequest) return `request ${first.request}, expected GET ${request}`;
  const limits = bottlenecks.filter(({ arm }) => arm === "head").map(({ kind }) => kind);
  if (bottleneck === undefined || limits.includes(bottleneck)) return undefined;
  return `bottlenecks ${limits.join(", ") || "none"}, expected ${bottleneck}`;
}

function evidenceOf({ comparisons, changes = [], bottlenecks = [], not_seen = [], explanation, failure }) {
  const changed = comparisons.filter(
    ({ gating, outcome }) => gating && outcome !== "unchanged" && outcome !== "improved",
  );
  return [
    ...changed.map(
      ({ request, metric, outcome, base, head }) => `${request} ${metric} ${outcome}: ${round(base)} → ${round(head)}`,
    ),
    ...changes
      .slice(0, 6)
      .map(
        ({ kind, subject, request, explains_ratio, evidence }) =>
          `change ${kind} ${subject ?? ""} ${request ?? ""} ${explains_ratio === undefined ? "" : percent(explains_ratio)}: ${evidence}`,
      ),
    ...bottlenecks.map(({ kind, arm, evidence }) => `bottleneck ${kind} (${arm}): ${evidence}`),
    ...not_seen.map((text) => `not seen: ${text}`),
    ...(explanation?.failures ?? []).map((text) => `instrument: ${JSON.stringify(text)}`),
    ...(failure ? [`failure: ${failure}`] : []),
  ];
}

const round = (value) => (typeof value === "number" ? Number(value.toPrecision(4)) : value);
export const percent = (ratio) => `${Math.round(100 * ratio)} %`;
