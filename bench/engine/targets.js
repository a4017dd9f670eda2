// What the engine is meant to reach, as ratios and errors in one interleaved run.
const fast = "Loadgate";
const general = "Loadgate, undici";

/** figure: the summaries by part and tool -> what is held against `atMost`; undefined where it was not measured. */
export const targets = [
  {
    what: "CPU per request at full speed, fast path, against wrk",
    atMost: 1.15,
    figure: (of) => of("a", fast).cpuUs / of("a", "wrk").cpuUs,
  },
  {
    what: "CPU per request at full speed, general path, against autocannon",
    atMost: 1.1,
    figure: (of) => of("a", general).cpuUs / of("a", "autocannon").cpuUs,
  },
  {
    what: "CPU per request at 1,000/s, against k6",
    atMost: 0.5,
    figure: (of) => of("b", fast).cpuUs / of("b", "k6").cpuUs,
  },
  {
    what: "CPU at 1,000/s, as a share of one core",
    atMost: 0.15,
    figure: (of) => of("b", fast).cores,
  },
  {
    what: "error of p50 at 1,000/s against the server's truth",
    atMost: 0.15,
    unit: "ms",
    figure: (of) => Math.abs(of("b", fast).errorP50),
  },
  {
    what: "error of p99 at 1,000/s against the server's truth",
    atMost: 0.7,
    unit: "ms",
    figure: (of) => Math.abs(of("b", fast).errorP99),
  },
  {
    what: "sent late by the server's log, p99, at 1,000/s",
    atMost: 0.3,
    unit: "ms",
    figure: (of) => of("b", fast).lateP99,
  },
  {
    what: "sent late by the server's log, p99, at 10,000/s",
    atMost: 1,
    unit: "ms",
    figure: (of) => of("b10", fast).lateP99,
  },
  {
    what: "p99 told at 1,000/s beside a service of 0.35 ms, against k6",
    atMost: 0.8,
    figure: (of) => of("c", fast).p99 / of("c", "k6").p99,
  },
  {
    what: "arrivals sent too many or too few, all phases at fixed rates",
    atMost: 0,
    figure: (of) => ["b", "b10", "c", "d"].reduce((sum, part) => sum + of(part, fast).miscount, 0),
  },
];
