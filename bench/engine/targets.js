// Targets of the load engine, as ratios and errors within one interleaved run.
const fast = "Loadgate";
const general = "Loadgate, undici";

/** `figure` computes the value to compare with `max` from the summaries by part and tool. Undefined: not measured. */
export const targets = [
  {
    name: "CPU per request at full speed, fast path, relative to wrk",
    max: 1.15,
    figure: (of) => of("a", fast).cpuUs / of("a", "wrk").cpuUs,
  },
  {
    name: "CPU per request at full speed, general path, relative to autocannon",
    max: 1.1,
    figure: (of) => of("a", general).cpuUs / of("a", "autocannon").cpuUs,
  },
  {
    name: "CPU per request at 1,000/s, relative to k6",
    max: 0.5,
    figure: (of) => of("b", fast).cpuUs / of("b", "k6").cpuUs,
  },
  {
    name: "CPU at 1,000/s, as a share of one core",
    max: 0.15,
    figure: (of) => of("b", fast).cores,
  },
  {
    name: "error of p50 at 1,000/s against the server's log",
    max: 0.15,
    unit: "ms",
    figure: (of) => Math.abs(of("b", fast).errorP50),
  },
  {
    name: "error of p99 at 1,000/s against the server's log",
    max: 0.7,
    unit: "ms",
    figure: (of) => Math.abs(of("b", fast).errorP99),
  },
  {
    name: "sent late by the server's log, p99, at 1,000/s",
    max: 0.3,
    unit: "ms",
    figure: (of) => of("b", fast).lateP99,
  },
  {
    name: "sent late by the server's log, p99, at 10,000/s",
    max: 1,
    unit: "ms",
    figure: (of) => of("b10", fast).lateP99,
  },
  {
    name: "reported p99 at 1,000/s beside a service of 0.35 ms, relative to k6",
    max: 0.8,
    figure: (of) => of("c", fast).p99 / of("c", "k6").p99,
  },
  {
    name: "requests too many or too few, all phases at fixed rates",
    max: 0,
    figure: (of) => ["b", "b10", "c", "d"].reduce((sum, part) => sum + of(part, fast).miscount, 0),
  },
];
