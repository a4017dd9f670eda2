// The load generators: for each, how to find it, start it, and parse its output.
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { outputOf } from "./process.js";
import { percentiles } from "./quantiles.js";

const root = join(import.meta.dirname, "../..");
const loadgate = (...options) => loadgateIn(root, ...options);
const loadgateIn = (checkout, ...options) => [
  process.execPath,
  "--disable-warning=ExperimentalWarning",
  ...options,
  join(checkout, "bench/engine/loadgateLoad.js"),
];
/** A second checkout of Loadgate, to compare an engine before and after a change in one run. */
const before = process.env.LOADGATE_BENCH_BEFORE;

/**
 * `command` maps { bin, url, connections, seconds, rate } to the command line. Without a rate, the tool runs at full
 * speed. `stdin` is its standard input. `parse` extracts the latencies it reported at a fixed rate: { p50, p99, p999 }
 * in ms. A tool without `parse` supports no fixed rate.
 */
const table = [
  {
    name: "Loadgate",
    find: () => loadgate(),
    command: ({ bin, ...mode }) => [...bin, JSON.stringify(mode)],
    parse: ({ stdout }) => JSON.parse(stdout),
  },
  {
    name: "Loadgate, undici",
    find: () => loadgate("--import", join(import.meta.dirname, "forceUndici.js")),
    command: ({ bin, ...mode }) => [...bin, JSON.stringify(mode)],
    parse: ({ stdout }) => JSON.parse(stdout),
  },
  ...(before === undefined
    ? []
    : [
        {
          name: "Loadgate, before",
          find: () => loadgateIn(before),
          command: ({ bin, ...mode }) => [...bin, JSON.stringify(mode)],
          parse: ({ stdout }) => JSON.parse(stdout),
        },
      ]),
  {
    name: "wrk",
    find: () => onPath("wrk"),
    version: (bin) => outputOf([...bin, "-v"]),
    command: ({ bin, url, connections, seconds }) => [...bin, "-t1", `-c${connections}`, `-d${seconds}s`, url],
  },
  {
    name: "h2load",
    find: () => onPath("h2load"),
    version: (bin) => outputOf([...bin, "--version"]),
    command: ({ bin, url, connections, seconds }) => [...bin, "--h1", `-c${connections}`, `-D${seconds}`, url],
  },
  {
    name: "wrk2",
    find: () => onPath("wrk2"),
    version: (bin) => outputOf([...bin, "-v"]),
    // wrk2 runs at fixed rates only.
    onlyRated: true,
    command: ({ bin, url, connections, seconds, rate }) => [
      ...bin,
      "-t1",
      `-c${connections}`,
      `-d${seconds}s`,
      `-R${rate}`,
      "--latency",
      url,
    ],
    parse: ({ stdout }) => ({
      p50: wrk2Ms(stdout, "50.000"),
      p99: wrk2Ms(stdout, "99.000"),
      p999: wrk2Ms(stdout, "99.900"),
    }),
  },
  {
    name: "hey",
    find: () => onPath("hey"),
    version: () => outputOf(["dpkg-query", "-W", "-f=${Version}", "hey"]),
    command: ({ bin, url, connections, seconds, rate }) => {
      const rateOptions = rate === undefined ? [] : ["-q", `${rate / connections}`, "-o", "csv"];
      return [...bin, "-z", `${seconds}s`, "-c", `${connections}`, ...rateOptions, url];
    },
    parse: ({ stdout }) =>
      percentiles(
        columnOf(stdout, 0)
          .slice(1)
          .map((seconds) => 1000 * seconds),
      ),
  },
  {
    name: "autocannon",
    find: () =>
      onPath("autocannon")
        ?.map((file) => realpathSync(file))
        .toSpliced(0, 0, process.execPath),
    version: (bin) => outputOf([...bin, "--version"]),
    command: ({ bin, url, connections, seconds, rate }) => {
      const rateOptions = rate === undefined ? [] : ["-R", `${rate}`];
      return [...bin, "--json", "-c", `${connections}`, "-d", `${seconds}`, ...rateOptions, url];
    },
    parse: ({ stdout }) => {
      const { p50, p99, p99_9 } = JSON.parse(stdout).latency;
      return { p50, p99, p999: p99_9 };
    },
  },
  {
    name: "k6",
    find: () => onPath("k6"),
    version: (bin) => outputOf([...bin, "version"]),
    command: ({ bin }) => [...bin, "run", "--quiet", "--no-usage-report", "-"],
    stdin: k6Script,
    parse: ({ stdout }) => {
      const values = JSON.parse(stdout.toString().slice(stdout.indexOf("{")));
      return { p50: values["p(50)"], p99: values["p(99)"], p999: values["p(99.9)"] };
    },
  },
  {
    name: "oha",
    find: () => onPath("oha"),
    version: (bin) => outputOf([...bin, "--version"]),
    command: ({ bin, url, connections, seconds, rate }) => {
      const rateOptions = rate === undefined ? [] : ["-q", `${rate}`, "--latency-correction"];
      return [
        ...bin,
        "--no-tui",
        "--output-format",
        "json",
        "-c",
        `${connections}`,
        "-z",
        `${seconds}s`,
        ...rateOptions,
        url,
      ];
    },
    parse: ({ stdout }) => {
      const seconds = JSON.parse(stdout).latencyPercentiles;
      return { p50: 1000 * seconds.p50, p99: 1000 * seconds.p99, p999: 1000 * seconds["p99.9"] };
    },
  },
  {
    name: "vegeta",
    find: () => onPath("vegeta"),
    version: (bin) => outputOf([...bin, "-version"]),
    command: ({ bin, connections, seconds, rate }) => {
      const rateOptions = rate === undefined ? ["-rate=0", `-max-workers=${connections}`] : [`-rate=${rate}`];
      return [...bin, "attack", `-duration=${seconds}s`, `-connections=${connections}`, ...rateOptions];
    },
    stdin: ({ url }) => `GET ${url}\n`,
    parse: ({ stdout, bin: [file] }) => {
      const csv = spawnSync(file, ["encode", "-to", "csv"], { input: stdout, maxBuffer: 2 ** 30 }).stdout;
      return percentiles(columnOf(csv, 2).map((ns) => ns / 1e6));
    },
  },
];

/** The installed tools with command and version, and the names of the missing ones. */
export function findTools() {
  const all = table.map((tool) => ({ ...tool, bin: tool.find() }));
  return {
    tools: all
      .filter(({ bin }) => bin !== undefined)
      .map((tool) => ({ ...tool, version: /^.*?(\d+(\.\d+)+)/.exec(tool.version?.(tool.bin) ?? "")?.[1] })),
    missing: all.filter(({ bin }) => bin === undefined).map(({ name }) => name),
  };
}

function onPath(name) {
  const folders = [join(root, "node_modules/.bin"), ...(process.env.PATH ?? "").split(delimiter), "/usr/local/bin"];
  const file = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  return file === undefined ? undefined : [file];
}

/** The numbers of one column of CSV without quotes. */
function columnOf(csv, column) {
  const lines = csv.toString().trimEnd().split("\n");
  return lines.map((line) => Number(line.split(",")[column]));
}

function wrk2Ms(stdout, percent) {
  const [, value, unit] = new RegExp(`${percent}%\\s+([\\d.]+)(us|ms|s|m)`).exec(stdout) ?? [];
  return Number(value) * { us: 0.001, ms: 1, s: 1000, m: 60_000 }[unit];
}

function k6Script({ url, connections, seconds, rate }) {
  const load =
    rate === undefined
      ? { executor: "constant-vus", vus: connections, duration: `${seconds}s` }
      : {
          executor: "constant-arrival-rate",
          rate,
          timeUnit: "1s",
          duration: `${seconds}s`,
          preAllocatedVUs: connections,
          maxVUs: 10 * connections,
        };
  const options = {
    discardResponseBodies: true,
    summaryTrendStats: ["p(50)", "p(99)", "p(99.9)"],
    scenarios: { load },
  };
  return `import http from "k6/http";
export const options = ${JSON.stringify(options)};
export default () => { http.get(${JSON.stringify(url)}); };
export const handleSummary = ({ metrics }) => ({ stdout: JSON.stringify(metrics.http_req_duration.values) });
`;
}
