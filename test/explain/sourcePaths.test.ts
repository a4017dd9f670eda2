import { mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { shortPathIn } from "../../src/explain/sourcePaths.ts";
import { workspace } from "../support/loadgate.ts";

test("files have the path that they have in the head's checkout, on both arms, and files elsewhere their full path", async () => {
  await using folder = await workspace({});
  for (const path of ["repo/.git", "repo/services/shop/src", "base/.git", "base/services/shop/src"])
    await mkdir(folder.at(path), { recursive: true });
  const arms = {
    base: { directory: folder.at("base/services/shop") },
    head: { directory: folder.at("repo/services/shop") },
  };
  const shorten = { base: shortPathIn("base", arms), head: shortPathIn("head", arms) };
  const own = "services/shop/src/orders.js";
  expect(shorten.head(folder.at(`repo/${own}`))).toBe(own);
  expect(shorten.base(folder.at(`base/${own}`))).toBe(own);
  expect(shorten.head(`file://${folder.at("repo/packages/util/text.js")}`)).toBe("packages/util/text.js");
  expect(shorten.base(folder.at("base/packages/util/text.js"))).toBe("packages/util/text.js");
  expect(shorten.head("/usr/lib/shop/orders.js")).toBe("/usr/lib/shop/orders.js");
  expect(shorten.head("node:fs")).toBe("node:fs");
});

test("two directories of one checkout have the same paths", async () => {
  await using folder = await workspace({});
  for (const path of ["repo/.git", "repo/old", "repo/new"]) await mkdir(folder.at(path), { recursive: true });
  const arms = { base: { directory: folder.at("repo/old") }, head: { directory: folder.at("repo/new") } };
  expect(shortPathIn("base", arms)(folder.at("repo/old/hash.js"))).toBe("new/hash.js");
  expect(shortPathIn("head", arms)(folder.at("repo/new/hash.js"))).toBe("new/hash.js");
});
