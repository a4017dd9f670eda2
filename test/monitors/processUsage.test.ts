import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { treeReader } from "../../src/monitors/processTree/treeReader.ts";
import { nowMs } from "../../src/shell/clock.ts";

/** For each line of input, uses that many ms of CPU time. Prints the CPU time that it has used so far, in ms. */
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
    /** Uses CPU time. Returns the total by the process's own count, in ms. */
    async burn(ms: number): Promise<number> {
      child.stdin.write(`${ms}\n`);
      return Number((await lines.next()).value);
    },
    kill: () => child.kill("SIGKILL"),
  };
}

test("CPU time is the process's own count, to a tick of 10 ms", async () => {
  // The readings at the borders of a phase are exact. Those in between may be as old as their cost allows.
  const process_ = startBurner(process.execPath, ["-e", burner]);
  const { read } = treeReader([process_.pid], nowMs);
  const counted: number[] = [];
  for (const ms of [0, 50, 150]) {
    const own = await process_.burn(ms);
    counted.push((read("last")?.cpuMs ?? 0) - own);
  }
  for (const difference of counted) expect(Math.abs(difference)).toBeLessThanOrEqual(10);
});

test("a child's CPU time counts for the tree, even behind a shell", async () => {
  // The shell waits for `true`. Otherwise it would replace itself by the program.
  const tree = startBurner("/bin/sh", ["-c", `"${process.execPath}" -e '${burner}'; true`]);
  const { read } = treeReader([tree.pid], nowMs);
  const own = [await tree.burn(0)];
  const before = read("last")?.cpuMs ?? 0;
  own.push(await tree.burn(120));
  const after = read("last")?.cpuMs ?? 0;
  const [first = 0, second = 0] = own;
  expect(Math.abs(after - before - (second - first))).toBeLessThanOrEqual(20);
});

test("memory is the sum of all members, and there is no reading once the root has ended", async () => {
  const tree = startBurner(process.execPath, ["-e", burner]);
  await tree.burn(0);
  const { read } = treeReader([tree.pid], nowMs);
  const reading = read();
  // Node itself uses some tens of MiB.
  expect(reading?.rssBytes).toBeGreaterThan(20 * 1024 ** 2);
  expect(reading?.rssBytes).toBeLessThan(500 * 1024 ** 2);
  tree.kill();
  while (read() !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(read()).toBe(undefined);
});
