import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { totalOf } from "../../../src/explain/formats/callTree.ts";
import { commandProfile } from "../../../src/explain/profile/commandProfile.ts";
import { pprofProfile } from "../../../src/explain/profile/pprofProfile.ts";
import type { CallTree } from "../../../src/model/reading.ts";
import { type Instrumented, instrumented, recordOf } from "../../support/instrumented.ts";

/** The recipes of docs/explain.md, on real processes. */

const root = new URL("../../../", import.meta.url);
const fixture = (name: string): string => new URL(`fixtures/services/profiled/${name}`, root).pathname;

/** `explain.profile` of the first block below the heading. */
async function recipe(heading: string): Promise<{ readonly command?: string; readonly pprof?: string }> {
  const text = await readFile(new URL("docs/explain.md", root), "utf8");
  const section = text.split(`### ${heading}\n`)[1] ?? "";
  return parse(/```yaml\n(.*?)```/s.exec(section)?.[1] ?? "").explain.profile;
}

const runs = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: "ignore" }).status === 0;
/** One of two goroutines always waits, for most of two seconds. */
const isMost = (ms: number): boolean => ms > 1000 && ms < 3500;
/** The worker works, and a request waits for it, for most of the time. A busy machine sends far fewer requests. */
const isSeen = (ms: number): boolean => ms > 0 && ms < 3500;
const recipes = [
  {
    heading: "Python",
    service: `exec python3 ${fixture("app.py")}`,
    isSlow: { name: "slow", file: "app.py", line: 8 },
    isHere: runs("python3", "--version") && runs("py-spy", "--version"),
    needs: "python3 and py-spy",
  },
  {
    heading: "Go",
    service: `go build -o app ${fixture("go/main.go")} && ./app`,
    isSlow: { name: "main.slow", file: fixture("go/main.go"), line: 17 },
    allocates: "main.slow",
    // The worker's line is that of the function it is in.
    waits: [
      { for: "goroutine", name: "main.hold", line: 30, timeMs: expect.toSatisfy(isMost) },
      { for: "goroutine", name: "main.answer", line: 49, timeMs: expect.toSatisfy(isSeen) },
      { for: "worker", name: "main.work", timeMs: expect.toSatisfy(isSeen) },
    ],
    isHere: runs("go", "version"),
    needs: "go",
  },
  {
    heading: "Java",
    service: `exec java ${fixture("App.java")}`,
    isSlow: { name: "App.slow()" },
    allocates: "App.slow()",
    locks: "App.hold()",
    isHere: runs("java", "-version") && runs("jcmd", "-h") && runs("jfr", "version"),
    needs: "a JDK",
  },
  {
    heading: "C, C++, Rust",
    service: `exec python3 ${fixture("app.py")}`,
    // Without debug symbols only exported functions have a name.
    isSlow: undefined,
    isHere: runs("python3", "--version") && runs("perf", "record", "-q", "-e", "cpu-clock", "-o", "/dev/null", "true"),
    needs: "perf and the right to use it",
  },
].map((one) => ({ ...one, title: one.isHere ? one.heading : `${one.heading} (SKIPPED: needs ${one.needs})` }));

/** Own time of the function, by its frame. */
function selfByFrame({ frame, self, children }: CallTree, name: string): readonly { frame: object; self: number }[] {
  const own = frame.name === name && self > 0 ? [{ frame, self }] : [];
  return [...own, ...children.flatMap((child) => selfByFrame(child, name))];
}

/** What Go shows beside its profile. */
function expectGo(result: Instrumented, waits: readonly object[]): void {
  const file = fixture("go/main.go");
  const seen = recordOf(result, "waits").waits;
  for (const wait of waits) expect(seen).toContainEqual(expect.objectContaining({ ...wait, file }));
  const { name, gcCount = 0, gcMs = 0 } = recordOf(result, "runtime");
  expect([name, gcCount > 0, gcMs > 0]).toEqual(["go", true, true]);
}

describe("a recipe", () => {
  test.concurrent.for(recipes)(
    "for $title finds the slow function",
    { timeout: 60_000 },
    async ({ heading, service, isSlow, allocates, locks, waits, isHere }, { skip }) => {
      if (!isHere) skip();
      const { command, pprof } = await recipe(heading);
      await using result = await instrumented({
        command: service,
        files: {},
        create: (context) =>
          command === undefined ? pprofProfile(pprof ?? "", context) : commandProfile(command, context),
        // Flight Recorder takes a second or two to start.
        durationMs: heading === "Java" ? 5000 : 2000,
      });
      expect(result.failures).toEqual([]);
      const { root: tree, path } = recordOf(result, "cpu_profile");
      // All of it is the CPU time under load, which uses most of one core.
      expect(totalOf(tree)).toBeGreaterThan(200);
      expect(totalOf(tree)).toBeLessThan(20_000);
      expect(path).toMatch(/^profiles\/steady-head-0\.(txt|pprof)$/);
      await expect(readFile(result.at(`out/${path}`))).resolves.toBeInstanceOf(Buffer);
      expect(result.left).toBe(0);
      if (waits !== undefined) expectGo(result, waits);
      if (locks !== undefined) {
        const hold = selfByFrame(recordOf(result, "lock_profile").root, locks);
        expect(hold.reduce((sum, { self }) => sum + self, 0)).toSatisfy((ms: number) => ms > 2000 && ms < 7000);
      }
      if (allocates !== undefined) {
        // 1 MiB a request, 40 of them at least. Go knows of those before its last collections, and JFR samples them.
        const slow = selfByFrame(recordOf(result, "allocations").root, allocates);
        expect(slow.reduce((sum, { self }) => sum + self, 0) / 1024 ** 2).toBeGreaterThan(10);
      }
      if (isSlow === undefined) return;
      const frames = selfByFrame(tree, isSlow.name);
      expect(frames.map(({ frame }) => frame)).toContainEqual(isSlow);
      expect(frames.reduce((sum, { self }) => sum + self, 0) / totalOf(tree)).toBeGreaterThan(0.03);
    },
  );
});
