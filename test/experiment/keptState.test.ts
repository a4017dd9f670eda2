import { appendFile, mkdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watchState } from "../../src/experiment/keptState.ts";
import { workspace } from "../support/loadgate.ts";

/** Real directories of a base and a head. Their files are old, so that any write shows. */
async function stateAfter(act: (head: string) => Promise<unknown>, env: Readonly<Record<string, string>> = {}) {
  await using folder = await workspace({
    "base/app.js": "",
    "head/app.js": "",
    "head/data/old.db": "x",
    "head/out/log": "",
    "elsewhere/file": "x",
  });
  await symlink(folder.at("elsewhere"), folder.at("head/linked"));
  const arm = (name: "base" | "head") => ({
    ...({ arm: name, kind: "directory", from: name, description: name, directory: folder.at(name) } as const),
    environment: { TMPDIR: name, LOADGATE_ARM: name, ...(name === "head" ? env : {}) },
    prepareRound: async () => {},
    start: () => Promise.reject(new Error("not needed")),
  });
  for (const path of ["head", "head/data", "head/app.js", "head/data/old.db"])
    await utimes(folder.at(path), 1000, 1000);
  const keptState = await watchState({ base: arm("base"), head: arm("head") }, folder.at("head/out"));
  await act(folder.at("head"));
  return await keptState();
}

test.each([
  ["nothing", async () => {}, undefined],
  ["a log of Loadgate", (head: string) => appendFile(join(head, "out/log"), "line"), undefined],
  ["a cache of compiled files", (head: string) => mkdir(join(head, "data/__pycache__")), undefined],
  [
    "more of a database",
    (head: string) => appendFile(join(head, "data/old.db"), "y"),
    "data/old.db changed in the directory of the head",
  ],
  [
    "more behind a link",
    (head: string) => appendFile(join(head, "linked/file"), "y"),
    "linked/file changed in the directory of the head",
  ],
  [
    "a new file",
    (head: string) => writeFile(join(head, "data/new.db"), ""),
    "data/new.db changed in the directory of the head",
  ],
  [
    "a lock that it removes again",
    async (head: string) => {
      await writeFile(join(head, "data/lock"), "");
      await rm(join(head, "data/lock"));
    },
    "data changed in the directory of the head",
  ],
])("the state that a service keeps by writing %s", async (_what, act, kept) => {
  expect(await stateAfter(act)).toBe(kept);
});

test("a service with settings for each arm keeps state", async () => {
  expect(await stateAfter(async () => {}, { DATA: "/var/head" })).toBe("base and head have a DATA of their own");
});
