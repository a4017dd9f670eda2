import { describe, expect, test } from "vitest";
import { commandProfile } from "../../../src/explain/profile/commandProfile.ts";
import { pprofProfile } from "../../../src/explain/profile/pprofProfile.ts";
import { profilePath } from "../../../src/explain/profile/profileFile.ts";
import { findMarked } from "../../../src/shell/processTable.ts";
import { instrumented, recordOf } from "../../support/instrumented.ts";

const server = `const { createServer } = require("node:http");
createServer(({ url }, response) => {
  const end = Date.now() + 2;
  while (Date.now() < end);
  if (url.startsWith("/missing")) response.statusCode = 404;
  response.end(url.startsWith("/debug") ? "main;work 3\\n" : "ok " + url);
}).listen(process.env.PORT, "127.0.0.1");
`;
const service = { command: "sh -c 'node server.cjs; true'", files: { "server.cjs": server }, requests: 20 };
const run = (command: string) => instrumented({ ...service, create: (context) => commandProfile(command, context) });
const key = "explain.profile.command";

describe("explain.profile.command", () => {
  test("gets the process that listens, in the build's directory, and its samples share the CPU time", async () => {
    const command =
      'test -f server.cjs && case "$(tr "\\0" " " </proc/$PID/cmdline)" in node\\ *) printf "main;$LOADGATE_ARM;$DURATION 30\\nmain 10\\n" >"$OUT";; esac; sleep 0.2';
    await using result = await run(command);
    expect(result.failures).toEqual([]);
    const { root, path } = recordOf(result, "cpu_profile");
    const main = root.children[0];
    const inner = main?.children[0]?.children[0];
    expect([main?.frame.name, inner?.frame.name]).toEqual(["main", "1"]);
    expect(main?.children[0]?.frame.name).toBe("head");
    expect((inner?.self ?? 0) / (main?.self ?? 1)).toBeCloseTo(3, 6);
    // 20 requests of 2 ms.
    expect((inner?.self ?? 0) + (main?.self ?? 0)).toBeGreaterThan(20);
    expect(path).toBe("profiles/steady-head-0.txt");
  });

  test.each([
    { command: "echo no right to trace >&2; exit 4", failure: "ended with exit code 4 (no right to trace)" },
    { command: "true", failure: "expected a profile in the file $OUT, but the command wrote none" },
    {
      command: 'echo "Permission denied" >$OUT',
      failure:
        'expected a profile in the format cpuprofile, pprof, collapsed stacks or speedscope, got "Permission denied"',
    },
    {
      command: ": >$OUT",
      failure: "expected a profile in the format cpuprofile, pprof, collapsed stacks or speedscope, got an empty file",
    },
  ])("that fails is reported: $command", async ({ command, failure }) => {
    await using result = await run(command);
    expect(result).toMatchObject({ records: [], failures: [`${key}: ${failure}`], left: 0 });
  });

  test("without a sample still has what is beside it", async () => {
    const locks = "main;Rates.quote 4000";
    await using result = await run(`: >$OUT; echo "${locks}" >$OUT.locks`);
    expect(result.failures).toEqual([]);
    const { root } = recordOf(result, "lock_profile");
    expect([root.children[0]?.children[0]?.self, result.records.length]).toEqual([4, 1]);
  });

  test("that hangs is stopped with everything it started", async () => {
    const command = "trap '' TERM; (trap '' TERM; setsid sleep 61) & sleep 62";
    await using result = await instrumented({
      ...service,
      create: (context) => commandProfile(command, context, 300),
    });
    expect(result.failures).toEqual([
      `${key}: expected to end after DURATION seconds, still ran 0 s after the load, and was stopped`,
    ]);
    expect(findMarked(result.mark)).toEqual([]);
  });
});

describe("explain.profile.pprof", () => {
  // Phases of whole requests do not end with a whole millisecond.
  const get = (path: string) =>
    instrumented({ ...service, create: (context) => pprofProfile(path, context), durationMs: 1000.4 });

  test("is asked for the seconds of the load, at the service's own address", async () => {
    await using result = await get("/debug?x=1");
    expect(result.failures).toEqual([]);
    expect(recordOf(result, "cpu_profile").root.children[0]?.frame.name).toBe("main");
  });

  test.each([
    { path: "/missing", failure: "GET /missing failed: expected status 200, got 404" },
    { path: "/other", failure: 'got "ok /other?seconds=1"' },
  ])("that is no profile is reported: $path", async ({ path, failure }) => {
    await using result = await get(path);
    expect(result.records).toEqual([]);
    expect(result.failures).toEqual([expect.stringMatching(/^explain\.profile\.pprof: /)]);
    expect(result.failures[0]).toContain(failure);
  });
});

test("the name of a raw profile is safe in every file system", () => {
  expect(profilePath("../a b/ü:*", { arm: "base", round: 3, extension: "pprof" })).toBe("profiles/-a-b--base-3.pprof");
});
