import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import type { TreeReading } from "../../src/model/reading.ts";
import { type TreeReader, treeReader } from "../../src/monitors/processTree/treeReader.ts";
import { nowMs } from "../../src/shell/clock.ts";
import { type Actor, startActor } from "../support/actor.ts";

const hasPython = spawnSync("python3", ["--version"]).status === 0;

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const act of cleanUp.splice(0)) act();
});

async function start(action: string): Promise<Actor> {
  const actor = await startActor(action);
  cleanUp.push(actor.kill);
  return actor;
}

function readerOf(pid: number): TreeReader {
  const reader = treeReader([pid], nowMs);
  cleanUp.push(() => reader.close());
  return reader;
}

type Counter = Exclude<keyof TreeReading, "kind">;

/** How much each counter grew while the actor acted once, and what the action returned. */
async function growth(action: string) {
  const actor = await start(action);
  const reader = readerOf(actor.pid);
  const before = reader.read("first");
  const result = await actor.act();
  const after = reader.read("last");
  return { by: (counter: Counter) => Number(after?.[counter]) - Number(before?.[counter]), result, before, after };
}

const actions = {
  threads: `const { Worker } = require("node:worker_threads");
    const worker = new Worker("setInterval(() => {}, 1e6)", { eval: true });
    await require("node:events").once(worker, "online");
    return fs.readdirSync("/proc/self/task").length;`,
  files: `for (let i = 0; i < 25; i++) fs.openSync("/dev/null"); return fs.readdirSync("/proc/self/fd").length - 1;`,
  waits: `const lock = new Int32Array(new SharedArrayBuffer(4));
    for (let i = 0; i < 50; i++) Atomics.wait(lock, 0, 0, 1);`,
  write: `const file = require("node:path").join(require("node:os").tmpdir(), "loadgate-" + process.pid);
    const fd = fs.openSync(file, "w");
    fs.writeSync(fd, Buffer.alloc(4 * 1024 ** 2));
    fs.fsyncSync(fd);
    fs.unlinkSync(file);
    return Number(/^write_bytes: (\\d+)$/m.exec(fs.readFileSync("/proc/self/io", "latin1"))[1]);`,
};

describe("a process", () => {
  test("user and system time add up to the CPU time, and one thread used nearly all of it", async () => {
    const { by } = await growth("burn(300);");
    expect(by("cpuMs")).toBeGreaterThanOrEqual(300);
    expect(Math.abs(by("userMs") + by("systemMs") - by("cpuMs"))).toBeLessThanOrEqual(20);
    // Node's other threads compile and collect garbage.
    expect(by("busiestThreadMs") / by("cpuMs")).toBeGreaterThan(0.8);
    expect(by("busiestThreadMs")).toBeLessThanOrEqual(by("cpuMs"));
  });

  test.skipIf(!hasPython)("in Python, whose threads run one at a time, all of them count as one", async () => {
    const burn = "def burn():\n  while time.thread_time() < 0.15: pass";
    const threads = "threads = [threading.Thread(target=burn) for _ in range(2)]";
    const all = "[t.start() for t in threads]; [t.join() for t in threads]; print(flush=True); input()";
    const python = spawn("python3", [
      "-c",
      `import time, threading\n${burn}\nprint(flush=True); input()\n${threads}\n${all}`,
    ]);
    cleanUp.push(() => python.kill("SIGKILL"));
    await once(python.stdout, "data");
    const reader = readerOf(python.pid ?? 0);
    const before = reader.read("first")?.busiestThreadMs ?? 0;
    python.stdin.write("\n");
    await once(python.stdout, "data");
    // The kernel counts ended threads in ticks of 10 ms.
    expect(Number(reader.read("last")?.busiestThreadMs) - before).toBeGreaterThanOrEqual(280);
  });

  test("threads and descriptors are those that it counts itself", async () => {
    const { after, result } = await growth(actions.threads);
    expect(after?.threads).toBe(result);
    const files = await growth(actions.files);
    expect([files.by("fileDescriptors"), files.after?.fileDescriptors]).toEqual([25, files.result]);
    const limit = Number(/^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "latin1"))?.[1]);
    expect(files.after?.openFilesRatio).toBeCloseTo(Number(files.result) / limit, 9);
  });

  test("bytes written to the disk are those of /proc/self/io", async () => {
    const { after, result } = await growth(actions.write);
    expect(after?.writtenBytes).toBe(result);
  });

  test("each wait for a lock is a voluntary switch", async () => {
    const { by } = await growth(actions.waits);
    expect(by("voluntarySwitches")).toBeGreaterThanOrEqual(50);
    expect(by("voluntarySwitches")).toBeLessThan(200);
  });

  test("touched pages are page faults, and become memory", async () => {
    const pages = 5000;
    const { by } = await growth(`globalThis.kept = Buffer.alloc(${pages * 4096}, 1);`);
    expect(by("minorFaults")).toBeGreaterThan(0);
    expect(by("rssBytes") / (pages * 4096)).toBeGreaterThan(0.95);
    expect(by("pssBytes") / by("rssBytes")).toBeGreaterThan(0.9);
  });
});

test("the CPU time of a thread that collects garbage is known by its name, and absent without one", async () => {
  const rename = `fs.writeFileSync("/proc/self/task/" + process.pid + "/comm", "GC Thread#0"); burn(100);`;
  const actor = await start(rename);
  expect(readerOf(actor.pid).read("first")?.gcMs).toBeUndefined();
  await actor.act();
  const reader = readerOf(actor.pid);
  const before = reader.read("first");
  await actor.act();
  const after = reader.read("last");
  const growthOf = (counter: "gcMs" | "busiestThreadMs") => Number(after?.[counter]) - Number(before?.[counter]);
  expect(growthOf("gcMs")).toBeGreaterThanOrEqual(99);
  expect(growthOf("gcMs")).toBeCloseTo(growthOf("busiestThreadMs"), 3);
});

test("a thread that waits for a core counts its wait, to what the scheduler counts", async () => {
  // Two processes on one core: each waits while the other runs.
  const one = await start("burn(200);");
  const other = await start("burn(200);");
  const pin = (pid: number) => once(spawn("taskset", ["-a", "-p", "-c", "0", `${pid}`], { stdio: "ignore" }), "exit");
  await Promise.all([pin(one.pid), pin(other.pid)]);
  const reader = readerOf(one.pid);
  const before = reader.read("first");
  await Promise.all([one.act(), other.act()]);
  const after = reader.read("last");
  const waitedMs = (after?.runQueueMs ?? 0) - (before?.runQueueMs ?? 0);
  const exact = Number(readFileSync(`/proc/${one.pid}/schedstat`, "latin1").split(" ")[1]) / 1e6;
  // The main thread's own account is a part of the process's.
  expect(after?.runQueueMs).toBeGreaterThanOrEqual(exact * 0.99);
  expect(waitedMs).toBeGreaterThan(50);
  // It was on the core for 200 ms, and wanted it all the time.
  const { busiestThreadMs = 0, keenestThreadMs = 0 } = after ?? {};
  expect(keenestThreadMs - busiestThreadMs).toBeGreaterThan(0.9 * waitedMs);
});

describe("what has ended still counts:", () => {
  test("a thread's CPU time and queue time", async () => {
    // Main thread and worker share one core, so that each waits while the other runs.
    const actor = await start(`
      const { once } = require("node:events");
      if (globalThis.worker === undefined) {
        const { Worker } = require("node:worker_threads");
        const script = "const end = Date.now() + 300; while (Date.now() < end); require('worker_threads').parentPort.once('message', process.exit)";
        globalThis.worker = new Worker(script, { eval: true });
        await once(worker, "online");
        burn(100);
        return;
      }
      worker.postMessage(0);
      await once(worker, "exit");`);
    await once(spawn("taskset", ["-a", "-p", "-c", "0", `${actor.pid}`], { stdio: "ignore" }), "exit");
    const reader = readerOf(actor.pid);
    reader.read("first");
    await actor.act();
    const during = reader.read();
    await actor.act();
    const after = reader.read("last");
    const ownMs = Number(readFileSync(`/proc/${actor.pid}/schedstat`, "latin1").split(" ")[1]) / 1e6;
    expect(after?.threads).toBeLessThan(during?.threads ?? 0);
    expect(after?.runQueueMs).toBeGreaterThanOrEqual(during?.runQueueMs ?? 0);
    // The worker's wait is beyond the main thread's.
    expect(after?.runQueueMs).toBeGreaterThan(ownMs + 30);
    expect(after?.cpuMs).toBeGreaterThan(during?.cpuMs ?? 0);
  });

  const child = (stop: string) => `
    const { spawn } = require("node:child_process");
    const script = "const end = process.cpuUsage().user + 150000; while (process.cpuUsage().user < end); console.log(1);"
      + "setInterval(() => {}, 1e6)";
    if (globalThis.child === undefined) {
      globalThis.child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
      await require("node:events").once(child.stdout, "data");
    } else { ${stop} }
    return child.pid;`;

  test("a child that its parent has waited for", async () => {
    const actor = await start(child(`child.kill(); await require("node:events").once(child, "exit");`));
    const reader = readerOf(actor.pid);
    const before = reader.read("first");
    const pid = await actor.act();
    const during = reader.read();
    expect(reader.pids()).toEqual([actor.pid, pid]);
    await actor.act();
    const after = reader.read("last");
    expect(reader.pids()).toEqual([actor.pid]);
    expect((during?.cpuMs ?? 0) - (before?.cpuMs ?? 0)).toBeGreaterThanOrEqual(150);
    expect((after?.cpuMs ?? 0) - (during?.cpuMs ?? 0)).toBeGreaterThanOrEqual(-20);
    // It is not counted twice.
    expect((after?.cpuMs ?? 0) - (during?.cpuMs ?? 0)).toBeLessThan(100);
    expect(after?.rssBytes).toBeLessThan(during?.rssBytes ?? 0);
    expect(after?.voluntarySwitches).toBeGreaterThanOrEqual(during?.voluntarySwitches ?? 0);
  });
});

/** Only root can start a process of another user. */
test.skipIf(process.getuid?.() !== 0)("a process of another user hides its disk bytes, and says so", async () => {
  const script = `
    import { treeReader } from ${JSON.stringify(new URL("../../src/monitors/processTree/treeReader.ts", import.meta.url).href)};
    process.setuid(65534);
    const reader = treeReader([Number(process.argv[1])], () => 0);
    const reading = reader.read("first");
    console.log(JSON.stringify([reader.isForbidden, Object.keys(reading).includes("writtenBytes"), reading.threads > 0, reading.cpuMs > 0]));`;
  const actor = await start("burn(1);");
  await actor.act();
  const other = spawn(process.execPath, ["--input-type=module", "-e", script, `${actor.pid}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output: string[] = [];
  other.stdout.on("data", (chunk) => output.push(String(chunk)));
  await once(other, "close");
  expect(JSON.parse(output.join(""))).toEqual([true, false, true, true]);
});
