import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { monitorTree } from "../../src/monitors/processTree.ts";
import { nowMs } from "../../src/shell/clock.ts";

/** Burns so much processor time of its own on each line that it reads, and answers with what it has used in all. */
const burner = `
  require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const until = process.cpuUsage().user / 1000 + Number(line);
    while (process.cpuUsage().user / 1000 < until);
    const { user, system } = process.cpuUsage();
    console.log((user + system) / 1000);
  });
`;

const started: { kill(signal: NodeJS.Signals): boolean }[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

function startBurner(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  started.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    /** The processor time that it says it has used so far, in ms. */
    async burn(ms: number): Promise<number> {
      child.stdin.write(`${ms}\n`);
      return Number((await lines.next()).value);
    },
    kill: () => child.kill("SIGKILL"),
  };
}

test("processor time is what the process itself has counted, to a tick of 10 ms", async () => {
  const process_ = startBurner(process.execPath, ["-e", burner]);
  const monitor = monitorTree(process_.pid, nowMs);
  const counted: number[] = [];
  for (const ms of [0, 50, 150]) {
    const own = await process_.burn(ms);
    counted.push((monitor.read()?.cpuMs ?? 0) - own);
  }
  for (const difference of counted) expect(Math.abs(difference)).toBeLessThanOrEqual(10);
});

test("a child's time counts for the tree, also when a shell stands between", async () => {
  // The shell waits, so that it stays: it does not become the program.
  const tree = startBurner("/bin/sh", ["-c", `"${process.execPath}" -e '${burner}'; true`]);
  const monitor = monitorTree(tree.pid, nowMs);
  const own = [await tree.burn(0)];
  const before = monitor.read()?.cpuMs ?? 0;
  own.push(await tree.burn(120));
  const after = monitor.read()?.cpuMs ?? 0;
  const [first = 0, second = 0] = own;
  expect(Math.abs(after - before - (second - first))).toBeLessThanOrEqual(20);
});

test("memory is that of all members, and a tree whose root has ended gives no reading", async () => {
  const tree = startBurner(process.execPath, ["-e", burner]);
  await tree.burn(0);
  const monitor = monitorTree(tree.pid, nowMs);
  const reading = monitor.read();
  // Node itself takes some tens of MiB.
  expect(reading?.rssBytes).toBeGreaterThan(20 * 1024 ** 2);
  expect(reading?.rssBytes).toBeLessThan(500 * 1024 ** 2);
  tree.kill();
  while (monitor.read() !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(monitor.read()).toBe(undefined);
});
