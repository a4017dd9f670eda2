import { gzipSync } from "node:zlib";
import { Line, Location, Function as PprofFunction, Profile, Sample, StringTable, ValueType } from "pprof-format";
import { describe, expect, test } from "vitest";
import { mergeCallTrees, stacksOf, totalOf } from "../../../src/explain/formats/callTree.ts";
import { readProfile } from "../../../src/explain/formats/readProfile.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

/** The stacks of a readable profile: main > work (app.py:3) = 12. */
function stacksIn(content: Uint8Array): { readonly format: string; readonly stacks: readonly string[] } {
  const profile = readProfile(content);
  if (profile.kind === "unreadable") throw new Error(profile.reason);
  const stacks = [...stacksOf(profile.root)].map(({ frames, value }) => {
    const names = frames.map(({ name, file, line }) => (file === undefined ? name : `${name} (${file}:${line ?? ""})`));
    return `${names.join(" > ")} = ${Number(value.toFixed(6))}`;
  });
  return { format: profile.format, stacks };
}

const frame = (functionName: string, lineNumber: number) => ({
  functionName,
  url: functionName.startsWith("(") ? "" : "file:///srv/app.js",
  lineNumber,
  columnNumber: 0,
});
const cpuProfile = {
  nodes: [
    { id: 1, callFrame: frame("(root)", -1), children: [2, 5, 6] },
    { id: 2, callFrame: frame("handle", 9), children: [3, 4] },
    { id: 3, callFrame: frame("slow", 19) },
    { id: 4, callFrame: frame("", 29) },
    { id: 5, callFrame: frame("(idle)", -1) },
    { id: 6, callFrame: frame("(garbage collector)", -1) },
  ],
  startTime: 1000,
  endTime: 11_000,
  // Each sample lasts until the next one, the last one until the end.
  samples: [5, 3, 3, 4, 6, 2],
  timeDeltas: [1000, 2000, 1000, 1000, 2000, 1000],
};

const speedscope = (profiles: readonly object[]) =>
  bytes(
    JSON.stringify({
      shared: { frames: [{ name: "main" }, { name: "work", file: "app.py", line: 3 }, { name: "sleep" }] },
      profiles,
    }),
  );

function pprof(types: readonly (readonly [type: string, unit: string])[]): Uint8Array {
  const stringTable = new StringTable();
  const text = (value: string) => stringTable.dedup(value);
  const functions = ["main.main", "main.handle", "main.slow"].map(
    (name, i) =>
      new PprofFunction({ id: i + 1, name: text(name), filename: text("/srv/main.go"), startLine: i === 2 ? 40 : 0 }),
  );
  const line = (functionId: number) => new Line({ functionId, line: 41 });
  return new Profile({
    stringTable,
    sampleType: types.map(([type, unit]) => new ValueType({ type: text(type), unit: text(unit) })),
    // slow is inlined into handle.
    location: [new Location({ id: 1, line: [line(3), line(2)] }), new Location({ id: 2, line: [line(1)] })],
    function: functions,
    sample: [
      new Sample({ locationId: [1, 2], value: types.map((_, i) => 30_000_000 * i + 3) }),
      new Sample({ locationId: [2], value: types.map((_, i) => 10_000_000 * i + 1) }),
    ],
  }).encode();
}

describe("a profile", () => {
  test("of V8 has the time until the next sample, without idle time and collections", () => {
    expect(stacksIn(bytes(JSON.stringify(cpuProfile)))).toEqual({
      format: "cpuprofile",
      stacks: [
        "handle (file:///srv/app.js:10) = 2",
        "handle (file:///srv/app.js:10) > slow (file:///srv/app.js:20) = 2",
        "handle (file:///srv/app.js:10) > (anonymous) (file:///srv/app.js:30) = 2",
      ],
    });
  });

  test("of collapsed stacks has samples, with the file where there is one", () => {
    const text =
      "# comment\nmain;handle (app.py:12);slow (lib/x.rb) 40\r\nmain;memcpy (libc.so.6) 2\n\nmain;a.B.run(int) 3\n";
    expect(stacksIn(bytes(text))).toEqual({
      format: "collapsed",
      stacks: [
        "main > handle (app.py:12) > slow (lib/x.rb:) = 40",
        "main > memcpy (libc.so.6:) = 2",
        "main > a.B.run(int) = 3",
      ],
    });
  });

  test("of speedscope has ms, sampled or evented, over all threads", () => {
    const sampled = { type: "sampled", unit: "seconds", samples: [[0, 1], [0], [0, 1]], weights: [0.25, 0.5, 0.125] };
    const evented = {
      type: "evented",
      unit: "milliseconds",
      events: [
        { type: "O", frame: 0, at: 10 },
        { type: "O", frame: 2, at: 14 },
        { type: "C", frame: 2, at: 15 },
        { type: "C", frame: 0, at: 16 },
      ],
    };
    expect(stacksIn(speedscope([sampled, evented]))).toEqual({
      format: "speedscope",
      stacks: ["main = 505", "main > work (app.py:3) = 375", "main > sleep = 1"],
    });
  });

  test.each([
    {
      types: [
        ["samples", "count"],
        ["cpu", "nanoseconds"],
      ] as const,
      slow: 30.000003,
      main: 10.000001,
    },
    { types: [["samples", "count"]] as const, slow: 3, main: 1 },
  ])("of pprof has its CPU time in ms, or its samples: $types", ({ types, slow, main }) => {
    for (const content of [pprof(types), gzipSync(pprof(types))]) {
      expect(stacksIn(content)).toEqual({
        format: "pprof",
        stacks: [
          `main.main (/srv/main.go:) = ${main}`,
          `main.main (/srv/main.go:) > main.handle (/srv/main.go:) > main.slow (/srv/main.go:40) = ${slow}`,
        ],
      });
    }
  });

  const expected = "expected a profile in the format cpuprofile, pprof, collapsed stacks or speedscope";
  test.each([
    { content: "", reason: `${expected}, got an empty file` },
    { content: "Permission denied\n", reason: `${expected}, got "Permission denied"` },
    { content: '{"nodes": 3}', reason: `${expected}, got "{\\"nodes\\": 3}"` },
    { content: "{", reason: `${expected}, got "{"` },
    { content: "\u001f\u008bbroken", reason: expected },
    { content: "main 0\n", reason: "the profile has no sample: did the process work in that time?" },
  ])("that cannot be read says what came: $content", ({ content, reason }) => {
    const profile = readProfile(Buffer.from(content, "latin1"));
    expect(profile).toEqual({ kind: "unreadable", reason: expect.stringContaining(reason) });
  });

  test("of arbitrary bytes never throws", () => {
    const whole = pprof([["cpu", "nanoseconds"]]);
    for (let end = 0; end < whole.length; end++) readProfile(whole.subarray(0, end));
    for (let at = 0; at < whole.length; at++) readProfile(whole.with(at, 0xff));
  });

  test("with a circle, or deeper than 256 frames, is read to the end", () => {
    const circle = { ...cpuProfile, nodes: cpuProfile.nodes.map((node) => ({ ...node, children: [2, 3] })) };
    expect(readProfile(bytes(JSON.stringify(circle))).kind).toBe("profile");
    const { stacks } = stacksIn(bytes(`${Array.from({ length: 5000 }, (_, i) => `f${i}`).join(";")} 7`));
    expect(stacks).toEqual([expect.stringMatching(/ > f255 = 7$/)]);
  });
});

test("profiles of several processes are summed", () => {
  const trees = ["main;work 3\nmain 1", "main;work 4\nother 2"].map((text) => {
    const profile = readProfile(bytes(text));
    if (profile.kind === "unreadable") throw new Error(profile.reason);
    return profile.root;
  });
  const merged = mergeCallTrees(trees);
  expect(totalOf(merged)).toBe(10);
  expect(merged.children.map(({ frame, children }) => [frame.name, children[0]?.self])).toEqual([
    ["main", 7],
    ["other", undefined],
  ]);
});
