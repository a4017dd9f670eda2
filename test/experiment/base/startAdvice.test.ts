import { expect, test } from "vitest";
import { adviseStart } from "../../../src/experiment/base/startAdvice.ts";
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
