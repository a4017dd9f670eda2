import { expect, test } from "vitest";
import { adviseDirectory, adviseStart } from "../../../src/experiment/base/startAdvice.ts";
import { workspace } from "../../support/loadgate.ts";

test("a base that does not start lacks local files, or a file that the command names", async () => {
  await using folder = await workspace({
    "head/src/index.js": "",
    "head/run.sh": "",
    "base/run.sh": "",
    "base/server.js": "",
  });
  const trees = {
    command: "node src/index.js",
    head: folder.at("head"),
    base: folder.at("base"),
    missing: [],
    hasBuild: false,
  };
  const noFile =
    "the base has no src/index.js, which service.command names: " +
    "let service.command be one that both commits have, such as npm start or a script in git";
  const noVenv =
    "the base is a fresh checkout without .venv/: set service.build to create what it needs, or base.copy to copy it";
  expect(await adviseStart(trees)).toBe(noFile);
  expect(await adviseStart({ ...trees, missing: [".venv/"] })).toBe(noVenv);
  expect(await adviseStart({ ...trees, missing: [".venv/"], hasBuild: true })).toBe(noFile);
  expect(await adviseStart({ ...trees, command: "sh ./run.sh /etc/hosts" })).toBeUndefined();
});

test("a base.directory that lacks the command's file may have it in service.directory", async () => {
  await using folder = await workspace({ "app/server.js": "", "base/app/server.js": "", "empty/x": "" });
  const advise = (head: string, base: string) => adviseDirectory({ command: "node server.js", head, base });
  const before = process.cwd();
  process.chdir(folder.path);
  try {
    const lacks = "the base has no server.js, which service.command names";
    expect(await advise("app", "base")).toBe(
      `${lacks}: base.directory (--base) takes the place of service.directory; set it to base/app`,
    );
    expect(await advise("app", "empty")).toBe(`${lacks}: set base.directory (--base) to the directory that has it`);
    expect(await advise("app", "base/app")).toBeUndefined();
  } finally {
    process.chdir(before);
  }
});
