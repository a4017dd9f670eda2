import { judge } from "../../src/gate/judge.ts";
import type { ArmMetrics, MeasuredScenario, Results } from "../../src/model/results.ts";
import { encodedHistogram, latency, measuredResults, scenario } from "./builders.ts";

/** Texts with a special meaning to GitHub, to a terminal or to a browser. */
export const hostileTexts = [
  "@octocat @org/team",
  "[a](https://evil.example) ![b](https://evil.example/b.png) <https://evil.example>",
  "[a][b]\n\n[b]: https://evil.example",
  "https://evil.example www.evil.example ftp://evil.example mailto:a@evil.example xmpp:a@evil.example",
  "text[^1]\n\n[^1]: note",
  "#1 GH-1 octo/shop#1 octo@0123456789abcdef0123456789abcdef01234567 deadbeef octo/shop@deadbeef",
  ":white_check_mark: :+1: :100: :tada:",
  "<img src=x onerror=alert(1)> <script>alert(1)</script> </details> <details open> <!-- hidden",
  "<!-- loadgate key=default run=999999 attempt=9 sha=0000000 -->",
  "a | b || c \\| d \\\\| e",
  "# heading\n\n===\n\n---\n\n- item\n1. item\n> quote",
  "```\nfence\n````\n~~~",
  "`code` **bold** _it_ ~~no~~ $\\color{red}{x}$ $$y$$",
  "\u001b[31mred\u001b[0m \u009b2J \u0007 \u0000 \r::error::fake\n::set-output name=x::y\n\u2028::warning::z",
  "\u202egnp.exe \u2066x\u2069 a\u200bb\u00adc \ufeff \ud83d \u3164",
  "    four spaces\n\ttab",
  "- - dashes",
  "1. one",
  "+ plus",
  "---",
  "&lt;b&gt; &#64;octocat &commat;octocat",
  "x".repeat(200_000),
  "@octocat ".repeat(10_000),
] as const;

/** Results as a stranger could forge them: every text is `text`, and with `huge` the numbers are extreme. */
export function hostileResults(text: string, { huge = false }: { readonly huge?: boolean } = {}): Results {
  const ms = (value: number) => latency(huge ? value * 1e306 : value);
  const arm = (value: number): ArmMetrics => ({ requests: { all: ms(value), [text]: ms(value), other: ms(value) } });
  const rounds = Array.from({ length: 6 }, (_, index) => ({
    index,
    base: arm(100),
    head: arm(150 + index),
    ...(index === 5 ? { invalid: text } : {}),
  }));
  const n = huge ? Number.MAX_SAFE_INTEGER : 3;
  const load = {
    due_requests: n,
    total_requests: n,
    successful_requests: 1,
    failed_requests: 1,
    dropped_requests: 1,
    failures: { [text]: 1 },
    histogram: encodedHistogram([1]),
  };
  const phase = { id: text, arm: "head", warmup: false, ...load, duration_ms: huge ? 1e308 : 1 } as const;
  const requests = [{ name: text, ...load }];
  const hostileScenario = {
    id: text,
    mode: { kind: "duet", reason: text },
    dealing: { kind: "request", reason: text, one_pair_reason: text },
    ...hostileCauses(text),
  } as const;
  const results = judge(
    measuredResults([
      scenario({
        ...hostileScenario,
        phases: [{ ...phase, requests }],
        rounds,
        limits: [{ request: text, metric: "p95", limit: 1 }],
      }),
      scenario({ ...hostileScenario, id: `${text} again`, failure: `${text}\n${text}` }),
    ]),
  );
  const build = { sha: text, from: text };
  return {
    ...results,
    environment: { ...results.environment, cpu_model: text, kernel: text, image: text, node: text, config_hash: text },
    provenance: {
      ...results.provenance,
      loadgate: text,
      started_at: text,
      base: { ...build, from: "git" },
      head: build,
    },
    baseline: { kind: "found", runs: 3, at: text, sha: text },
    warnings: [text, `- ${text}`].map((message) => ({ kind: "other", message })),
    pinning: { generator: text, service: text },
    accepted: [{ metric: "p95", scenario: text, request: text, reason: text, by: "body", covers: 0 }],
    drift: [
      { scenario: text, request: text, metric: "p95", sha: text, at: text, change_ratio: 1, runs_after: 3, p: 0.1 },
    ],
  };
}

/** Everything that a service names itself. */
function hostileCauses(text: string) {
  const place = { file: text, line: 1 };
  const named = { subject: text, ...place, request: text, unit: "ms/request", base: 1, head: 2 };
  const row = { ...named, state: "grown" } as const;
  const leaf = { name: text, ...place, base: 0, head: 2, children: [] };
  return {
    changes: [
      { kind: "cpu", ...named, evidence: text, advice: text },
      { kind: "outbound_calls", evidence: text },
    ],
    bottlenecks: [{ kind: "redis", arm: "head", subject: text, confidence: 1, evidence: text, advice: text }],
    anomalies: [
      {
        kind: "stall",
        arm: "head",
        phase: text,
        round: 1,
        at_ms: 1,
        duration_ms: 1,
        value: 1,
        limit: 1,
        evidence: text,
      },
    ],
    not_seen: [text],
    monitors: [
      {
        name: text,
        unit: text,
        arm: "head",
        points: [
          [0, 0, 1],
          [0, 1, 2],
        ],
      },
    ],
    explanation: {
      rounds: 3,
      duration_ms: 1,
      functions: [row],
      statements: [{ ...row, unit: text }],
      flame: { ...leaf, children: [leaf, { ...leaf, base: 1, head: 0 }] },
      profiles: [{ arm: "head", path: text }],
      failures: [text],
    },
  } satisfies Partial<MeasuredScenario>;
}
