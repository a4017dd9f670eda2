import { markup } from "./markup.ts";

/** The style sheet of report.html. It follows the system's light or dark mode, and works on phones and on paper. */
export const style = markup`
:root {
  color-scheme: light dark;
  --page: #fcfcfa; --ink: #1d2127; --soft: #626a75; --rule: #e4e4df; --faint: #f2f2ee;
  --base: #7d8795; --head: #2b62c9; --red: #bf3228; --green: #1f7a4d; --amber: #9a6400; --blue: #2b62c9; --purple: #7a3fb0; --quiet: #55725f; --tint: 0.06;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --ink: #e4e7eb; --soft: #98a1ad; --rule: #2a2f36; --faint: #1c2026;
    --base: #8b95a3; --head: #79a6ff; --red: #ff7d70; --green: #5cc48f; --amber: #e3ae4e; --blue: #79a6ff; --purple: #c39bf0; --quiet: #86ab95; --tint: 0.1;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 74rem; background: var(--page); color: var(--ink);
  font: 0.9375rem/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, p, figure, pre, ul, ol, dl, dd { margin: 0; }
h1 { font-size: clamp(1.35rem, 1.1rem + 1.2vw, 1.9rem); line-height: 1.25; font-weight: 650; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.2rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; }
pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.8125rem; }
section { margin-top: 3rem; }
.soft, figcaption, caption, th, dt { color: var(--soft); font-weight: 400; }

.pass, .improved { --tone: var(--green); }
.unchanged, .not_worse, .met { --tone: var(--quiet); }
.fail, .regressed, .breached { --tone: var(--red); }
.invalid, .unstable, .inconclusive, .below_floor, .undecided, .not_measured { --tone: var(--amber); }
.new, .accepted { --tone: var(--blue); }

header { display: flex; gap: 1rem; align-items: flex-start; padding-bottom: 1.75rem; border-bottom: 1px solid var(--rule); }
header .sign { flex: none; width: 2.75rem; height: 2.75rem; }
.sign circle { fill: var(--tone); }
.sign path { fill: none; stroke: var(--page); stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round; }
header p { margin-top: 0.4rem; color: var(--soft); }

.reasons { margin-top: 1.5rem; padding-left: 1.1rem; font-size: 0.875rem; }
.reasons li::marker { color: var(--tone); }
.warning { margin-top: 1rem; padding: 0.6rem 0.9rem; border-left: 3px solid var(--amber); background: var(--faint); }
pre { margin-top: 1rem; padding: 0.9rem 1rem; border: 1px solid var(--rule); border-radius: 6px; background: var(--faint); line-height: 1.5; white-space: pre-wrap; }

.table { overflow-x: auto; }
.table:focus-visible { outline: 2px solid var(--head); outline-offset: 4px; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; padding-bottom: 0.5rem; }
caption b, figcaption b { color: var(--ink); font-weight: 650; }
th, td { padding: 0.45rem 0.9rem 0.45rem 0; text-align: left; vertical-align: middle; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: 0.8125rem; border-bottom: 1px solid var(--rule); white-space: nowrap; vertical-align: bottom; }
tbody td, tbody th { border-bottom: 1px solid var(--faint); }
.number { text-align: right; white-space: nowrap; }
.outcome { white-space: nowrap; color: var(--tone); font-weight: 600; }
.outcome::before { content: ""; display: inline-block; width: 0.55em; height: 0.55em; margin-right: 0.5em; border-radius: 50%; background: var(--tone); }

.comparisons { margin-top: 2rem; }
.comparisons .plot { position: relative; width: 24%; min-width: 9rem; }
.comparisons .plot .interval { position: absolute; inset: 0 0.9rem 0 0; width: calc(100% - 0.9rem); height: 100%; }
.comparisons tbody td { height: 2.6rem; }
.comparisons .change { white-space: nowrap; }
.deciding .regressed .change b, .deciding .improved .change b { color: var(--tone); }
.comparisons .from { font-size: 0.8125rem; line-height: 1.35; color: var(--soft); min-width: 8rem; max-width: 11rem; }
.comparisons .metric { min-width: 7.4rem; }
.comparisons .shown td, .comparisons .shown th, .comparisons .shown b { color: var(--soft); font-weight: 400; }
.comparisons .shown .interval, .comparisons .shown .outcome::before { opacity: 0.6; }
.comparisons .group th { padding-top: 1.4rem; font-size: 0.8125rem; color: var(--soft); }
.comparisons .request { min-width: 8rem; color: var(--ink); font-weight: 600; }
.request small { display: block; font-weight: 400; color: var(--soft); }
.key { margin-top: 0.75rem; font-size: 0.8125rem; color: var(--soft); }

svg { display: block; overflow: visible; }
svg text { font-size: 11px; fill: var(--soft); }
.unit, .fails { paint-order: stroke; stroke: var(--page); stroke-width: 3px; stroke-linejoin: round; stroke-opacity: 0.8; }
.zero { stroke: var(--soft); stroke-opacity: 0.55; }
.zone { fill: var(--red); fill-opacity: var(--tint); }
.threshold { stroke: var(--red); stroke-opacity: 0.5; stroke-dasharray: 3 3; }
.bar { stroke: var(--tone); stroke-opacity: 0.38; stroke-width: 7; stroke-linecap: round; }
.dot { fill: var(--tone); stroke: var(--page); stroke-width: 1.5; }
.cut path { fill: none; stroke: var(--tone); stroke-width: 1.5; }
.track { fill: var(--rule); } .used { fill: var(--tone); } .limit { stroke: var(--ink); stroke-width: 1.5; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20.5rem), 1fr)); gap: 2rem 2.5rem; margin-top: 1.5rem; }
figure { max-width: 36rem; }
figcaption { font-size: 0.8125rem; margin-bottom: 0.6rem; }
.chart .grid { stroke: var(--rule); }
.chart .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.chart .line.base { stroke: var(--base); } .chart .line.head { stroke: var(--head); }
.chart .gap { fill: var(--head); fill-opacity: 0.09; }
.chart .mark.base { fill: var(--base); } .chart .mark.head { fill: var(--head); }
.chart text.head { fill: var(--head); }
.chart .mean { stroke: var(--tone); stroke-width: 1.6; }
.chart .band { fill: var(--tone); fill-opacity: 0.12; }
.chart .hollow { fill: var(--page); stroke: var(--soft); }
.chart .fails { fill: var(--red); }

.chart .found.base { fill: var(--base); fill-opacity: 0.16; } .chart .found.head { fill: var(--head); fill-opacity: 0.13; }
.chart .predicted { stroke-dasharray: 4 4; } .chart .thick { stroke-width: 4; stroke-opacity: 0.45; stroke-linecap: round; }
.chart .peak { fill: none; stroke: var(--head); stroke-width: 2; } .chart .bracket { opacity: 0.45; }
.chart .final { fill: none; stroke-width: 2; } .chart .final.base { fill: none; stroke: var(--base); } .chart .final.head { fill: none; stroke: var(--head); }
.line.offered { stroke: var(--soft); stroke-dasharray: 3 3; } .line.good { stroke: var(--green); } .line.refused { stroke: var(--amber); } .line.late { stroke: var(--red); } .line.broken { stroke: var(--purple); }
.legend.series i { opacity: 1; } .series .base { background: var(--base); } .series .head { background: var(--head); } .series .offered { background: var(--soft); } .series .good { background: var(--green); }
.series .refused { background: var(--amber); } .series .late { background: var(--red); } .series .broken { background: var(--purple); }
.findings-list { margin-top: 0.75rem; padding-left: 1.1rem; font-size: 0.875rem; max-width: 60rem; } .findings-list li + li { margin-top: 0.35rem; }
.limits .plot { width: 34%; min-width: 8rem; }

.table { margin-top: 2rem; }
.table td, .table th { font-size: 0.8125rem; padding-top: 0.3rem; padding-bottom: 0.3rem; }
.phases tbody th { min-width: 6rem; }
.phases .part th { padding-left: 1rem; color: var(--soft); }
.phases .warmup td, .phases .warmup th { color: var(--soft); }
.phases th { vertical-align: top; }
.phases .measured .head.arm { color: var(--head); } .phases .arm { color: var(--soft); white-space: nowrap; }
.phases tr.base td { border-bottom-color: transparent; }
.narrow, .sla, .failures { max-width: 46rem; }
.table tbody th { color: var(--ink); }
.sla .plot { width: 30%; min-width: 6rem; }

.remark { margin-top: 1.5rem; font-size: 1rem; max-width: 60rem; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.92em; }
h3 { margin: 2.25rem 0 0; font-size: 1rem; font-weight: 650; } h4 { margin: 0 0 0.4rem; font-size: 0.875rem; font-weight: 650; }
.findings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.5rem 2.5rem; margin-top: 1rem; font-size: 0.875rem; }
.findings ul { padding-left: 1.1rem; } .findings li + li { margin-top: 0.35rem; }
.flame { max-width: none; margin-top: 2rem; }
.flame svg svg { overflow: hidden; }
.flame text { fill: var(--ink); font-size: 12px; }
.flame rect { stroke: var(--page); stroke-width: 1; }
.flame .same { fill: var(--rule); background: var(--rule); }
.flame .slower { fill: var(--red); background: var(--red); } .flame .faster { fill: var(--blue); background: var(--blue); }
.flame .added { fill: var(--purple); background: var(--purple); fill-opacity: 0.4; }
.flame .strength1 { fill-opacity: 0.18; } .flame .strength2 { fill-opacity: 0.34; } .flame .strength3 { fill-opacity: 0.52; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 0.6rem; padding: 0; list-style: none; font-size: 0.8125rem; color: var(--soft); }
.legend i { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; border-radius: 2px; opacity: 0.5; } .legend i.same { opacity: 1; }
.vanished { margin-top: 0.75rem; font-size: 0.8125rem; } ul.vanished { margin-top: 0.25rem; padding-left: 1.1rem; } .vanished small { color: var(--soft); }
.subjects tbody th { min-width: 13rem; } .subjects td { white-space: nowrap; } .subjects small { display: block; color: var(--soft); font-weight: 400; } .subjects .state { color: var(--soft); }
.subjects .grown .state { color: var(--red); } .subjects .shrunk .state, .subjects .disappeared .state { color: var(--blue); } .subjects .appeared .state { color: var(--purple); }
.monitors tbody th { min-width: 7rem; } .monitors .plot { width: 34%; min-width: 8rem; } .monitors td.head { color: var(--head); }

.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20.5rem), 1fr)); gap: 2rem 2.5rem; padding-top: 2rem; border-top: 1px solid var(--rule); font-size: 0.875rem; }
.facts h2 { font-size: 1rem; margin-bottom: 0.6rem; }
.facts ul { padding-left: 1.1rem; } .facts li + li { margin-top: 0.35rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.3rem 1.1rem; }

@media screen and (max-width: 68rem) {
  body { padding: 1.25rem 1rem 3rem; }
  header { gap: 0.75rem; } header .sign { width: 2rem; height: 2rem; }
  .comparisons thead th { display: none; }
  .comparisons thead .plot { display: block; width: 100%; }
  .comparisons table, .comparisons tbody { display: block; } .comparisons thead, .comparisons thead tr { display: block; }
  .comparisons tbody tr { display: flex; flex-wrap: wrap; gap: 0.15rem 0.5rem; padding: 0.7rem 0 0.5rem; border-bottom: 1px solid var(--rule); }
  .comparisons tbody td, .comparisons tbody th { border: 0; padding: 0; height: auto; }
  .comparisons .outcome { flex: 1 0 40%; order: 1; } .comparisons .change { order: 2; }
  .comparisons .request { flex: 1 1 50%; min-width: 0; order: 4; } .comparisons .metric { order: 5; min-width: 0; }
  .comparisons .plot { order: 6; flex: 0 0 100%; width: 100%; } .comparisons tbody .plot { height: 2.25rem; } .comparisons .plot .interval { inset: 0; width: 100%; }
  .comparisons td.base { order: 7; } .comparisons td.head { order: 8; } .comparisons td.head::before { content: "→ "; color: var(--soft); }
  .comparisons .from { order: 9; flex: 1 1 0; min-width: 0; max-width: none; text-align: right; align-self: end; } .deciding .from:not(:empty)::before { content: "fails from "; }
  .narrow .outcome, .narrow .request { flex-basis: 100%; } .narrow td.base { margin-left: auto; }
  .sla .plot { display: none; } .table td, .table th { padding-right: 0.6rem; } .table .outcome { white-space: normal; } .table .outcome::before { display: none; }
  .comparisons tbody .group { display: block; border: 0; padding: 1.25rem 0 0; }
}
@media print {
  @page { margin: 12mm; }
  :root { --page: #fff; }
  body { padding: 0; max-width: none; font-size: 9pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  section { margin-top: 1.5rem; }
  figure, tr, pre, .table, .findings > div, .facts > div { break-inside: avoid; } h2, caption, figcaption { break-after: avoid; }
  th, td { padding: 0.2rem 0.5rem 0.2rem 0; } .comparisons tbody td { height: 1.7rem; }
  .comparisons table { font-size: 7.5pt; } .comparisons .request { min-width: 5rem; } .comparisons .metric { min-width: 5rem; } .comparisons .plot { min-width: 7rem; } .comparisons .from { min-width: 6.5rem; }
  .axis text { font-size: 7px; } .comparisons .from, thead th, .table td, .table th { font-size: 7.5pt; }
  .charts { grid-template-columns: 1fr 1fr; } .facts { grid-template-columns: 1.2fr 1fr 1fr; gap: 1rem; }
  .table { overflow: visible; } .phases td, .phases th { font-size: 6.8pt; padding-right: 0.35rem; }
}
`;
