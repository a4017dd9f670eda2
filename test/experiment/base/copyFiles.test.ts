import { mkdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { copyInto, findCopies } from "../../../src/experiment/base/copyFiles.ts";
import { workspace } from "../../support/loadgate.ts";

/** A head with local files, and a base that lacks them. */
const folders = () =>
  workspace({
    "head/.env": "A=1",
    "head/data/a/1.db": "1",
    "head/data/2.db": "2",
    "head/[x].db": "x",
    "base/server": "",
  });

describe("base.copy", () => {
  test("copies files, directories and globs into the base, over what is there", async () => {
    await using folder = await folders();
    await writeFile(folder.at("base/.env"), "old");
    await symlink("a/1.db", folder.at("head/data/link"));
    await mkdir(folder.at("head/data/.git"));
    const copies = await findCopies(folder.at("head"), [".env", "data/", "[x].db", "data/*.db"]);
    expect(copies.entries.map(({ path }) => path)).toEqual([
      ".env",
      "[x].db",
      "data",
      "data/2.db",
      "data/a",
      "data/a/1.db",
      "data/link",
    ]);
    await copyInto(folder.at("base"), copies);
    expect(
      await Promise.all([".env", "data/a/1.db", "data/2.db", "[x].db"].map((path) => folder.read(`base/${path}`))),
    ).toEqual(["A=1", "1", "2", "x"]);
    expect(await readlink(folder.at("base/data/link"))).toBe("a/1.db");
  });

  test("names a file that does not exist, and a link that leads outside", async () => {
    await using folder = await folders();
    const head = folder.at("head");
    await expect(findCopies(head, [".env", "gone/*"])).rejects.toThrow(
      `base.copy: gone/* does not exist in service.directory (${head}); create it in an earlier step, or remove it from base.copy`,
    );
    await symlink("../../secret", folder.at("head/data/link"));
    await expect(findCopies(head, ["data"])).rejects.toThrow(
      "base.copy: the link data/link leads out of service.directory",
    );
    await symlink(folder.at("base"), folder.at("head/away"));
    await expect(findCopies(head, ["away/server"])).rejects.toThrow("base.copy: the link away leads out of");
  });

  test("writes nothing through a link of the base", async () => {
    await using folder = await folders();
    await mkdir(folder.at("outside"));
    await symlink(folder.at("outside"), folder.at("base/data"));
    await symlink(folder.at("outside/env"), folder.at("base/.env"));
    await copyInto(folder.at("base"), await findCopies(folder.at("head"), ["data", ".env"]));
    await expect(readFile(folder.at("outside/2.db"))).rejects.toThrow("ENOENT");
    await expect(readFile(folder.at("outside/env"))).rejects.toThrow("ENOENT");
    expect([await folder.read("base/data/2.db"), await folder.read("base/.env")]).toEqual(["2", "A=1"]);
  });
});
