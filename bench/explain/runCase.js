// One run of Loadgate on one case, as a process of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { start } from "../engine/process.js";

const mostMs = 300_000;

/** The results, the report's directory, and the seconds that the run took. */
export async function runCase(each, { program, budget, context, out }) {
  const directory = join(out, each.name.replaceAll(/\W+/g, "-"));
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "loadgate.yml"), configOf(each, budget, context));
  const startMs = performance.now();
  await using disturbance = disturb(each.disturbance);
  const { status, output } = await runProgram([process.execPath, program, "run"], directory, disturbance.groupFile);
  writeFileSync(join(directory, "output.txt"), output);
  const file = join(directory, "loadgate-report/results.json");
  if (!existsSync(file)) return { directory, status, output, seconds: secondsSince(startMs) };
  return { directory, status, output, seconds: secondsSince(startMs), results: JSON.parse(readFileSync(file, "utf8")) };
}

const secondsSince = (startMs) => (performance.now() - startMs) / 1000;

function configOf(each, budget, context) {
  const own = { FAULT: { base: "", head: each.isSameCode ? "" : "on" }, ...each.env?.(context) };
  const env = Object.entries(own).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`);
  const isTwo = each.directories !== undefined;
  const folder = (arm) => join(context.services, "node", each.directories, arm);
  const command = isTwo ? `${context.node} server.js` : each.run(context);
  const lines = [
    "version: 1",
    "service:",
    `  command: ${JSON.stringify(command.startsWith("ulimit") ? command : `exec ${command.replace(/^exec /, "")}`)}`,
    ...(isTwo ? [`  directory: ${folder("head")}`] : []),
    "  ready: /healthz",
    "  env:",
    ...env,
    `base: { directory: ${isTwo ? folder("base") : "."} }`,
    `gate: { budget: ${budget}${each.minEffect ? `, min_effect: ${each.minEffect}` : ""} }`,
    ...(each.monitors ? [`monitors: ${each.monitors(context)}`] : []),
    ...(each.profile ? [`explain: ${JSON.stringify({ profile: each.profile })}`] : []),
    "scenarios:",
    "  shop:",
    `    phases: [{ pattern: constant, rate: ${each.rate}/s, duration: 20s }]`,
    `    requests: [GET ${each.request}, GET ${each.other}]`,
  ];
  return `${lines.join("\n")}\n`;
}

/** A neighbour that uses one core in bursts, or a quota of CPU time for the whole job. */
function disturb(kind) {
  if (kind === "neighbour") {
    const burst =
      "for (;;) { const end = Date.now() + 900; while (Date.now() < end); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600); }";
    const run = start([process.execPath, "-e", burst]);
    return { [Symbol.asyncDispose]: () => run.stop() };
  }
  if (kind === "quota") {
    // A run that was stopped may have left its group behind.
    const group = "/sys/fs/cgroup/cpu/loadgate-explain";
    mkdirSync(group, { recursive: true });
    writeFileSync(join(group, "cpu.cfs_period_us"), "100000");
    writeFileSync(join(group, "cpu.cfs_quota_us"), "60000");
    const groupFile = join(group, "cgroup.procs");
    return { groupFile, [Symbol.asyncDispose]: () => removeGroup(group) };
  }
  return { [Symbol.asyncDispose]: async () => {} };
}

async function removeGroup(group) {
  for (let tries = 0; tries < 50; tries++) {
    try {
      return rmdirSync(group);
    } catch {
      await sleep(100);
    }
  }
}

async function runProgram(command, cwd, groupFile) {
  const enter = groupFile === undefined ? "" : `echo $$ >${groupFile}; `;
  const child = spawn("sh", ["-c", `${enter}exec "$@"`, "sh", ...command], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  const timer = setTimeout(end, mostMs);
  const status = await new Promise((ended) => child.on("close", ended));
  clearTimeout(timer);
  process.off("exit", end);
  return { status, output };
}
