import { appendFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { buildStep, reportBuild } from "../../src/experiment/buildProgress.ts";
import { millis } from "../../src/model/unit.ts";
import { workspace } from "../support/loadgate.ts";

const command = { kind: "command", command: "./server" } as const;

test.each([
  ["a command", { build: "\n  npm ci\nnpm run build\n", program: command }, "npm ci"],
  ["a program without a build", { program: command }, undefined],
] as const)("the step of %s", (_, service, expected) => {
  expect(buildStep(service)).toBe(expected);
});

test("a build that takes long reports the last line that it logged", async () => {
  await using folder = await workspace();
  const logFile = folder.at("service-head.log");
  await appendFile(logFile, "of an earlier command\n");
  const lines: string[] = [];
  const { promise: reported, resolve } = Promise.withResolvers<void>();
  const progress = (line: string) => {
    lines.push(line);
    if (line.includes("step 1")) resolve();
  };
  await reportBuild({ arm: "head", step: "make", logFile, progress, everyMs: millis(5) }, async () => {
    await appendFile(logFile, "step 1\n\n");
    await reported;
  });
  expect([lines[0], lines.at(-1)?.replace(/\d+ \w+$/, "…")]).toEqual(["head: building (make)", "head: built in …"]);
  expect(lines.slice(1, -1).map((line) => line.replace(/\d+ m?s/, "…"))).toContain("head: still building, …: step 1");
});

test("a build that fails is not reported as built", async () => {
  const lines: string[] = [];
  const build = reportBuild(
    { arm: "base", step: "make", logFile: "/nowhere", progress: (line) => lines.push(line) },
    () => Promise.reject(new Error("no")),
  );
  await expect(build).rejects.toThrow("no");
  expect(lines).toEqual(["base: building (make)"]);
});
