import { chmod, mkdir, readFile, readlink, realpath, stat, symlink, writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { type Header, pack } from "tar-stream";
import { describe, expect, test } from "vitest";
import { leavesTree } from "../../../src/baseline/build/buildLimits.ts";
import { packBuild, UnfitBuild } from "../../../src/baseline/build/pack.ts";
import { unpackBuild } from "../../../src/baseline/build/unpack.ts";
import { UnusableBaseline } from "../../../src/baseline/codec.ts";
import { workspace } from "../../support/loadgate.ts";

type Folder = Awaited<ReturnType<typeof workspace>>;

const small = { maxBytes: 1024 ** 2, maxEntries: 100 };

async function treeOf(files: Readonly<Record<string, string>>): Promise<Folder> {
  const prefixed = Object.entries(files).map(([name, text]) => [`tree/${name}`, text]);
  return await workspace(Object.fromEntries(prefixed));
}

const packTree = (folder: Folder, carry: readonly string[]) =>
  packBuild(folder.at("tree"), carry, folder.at("build.tar.gz"), small);
const unpackTree = (folder: Folder) => unpackBuild(folder.at("build.tar.gz"), folder.at("out"), small);

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o7777).toString(8);
}

describe("a build that is packed and unpacked", () => {
  test("has a further file from elsewhere", async () => {
    await using folder = await workspace({ "tree/a": "1", "elsewhere/x.tar": "images" });
    const further = { path: "images.tar", source: folder.at("elsewhere/x.tar") };
    const packed = await packBuild(folder.at("tree"), ["a", further], folder.at("build.tar.gz"), small);
    expect(packed).toEqual({ files: 2, bytes: 7, warnings: [] });
    expect([await unpackTree(folder), await folder.read("out/images.tar")]).toEqual([{ files: 2, bytes: 7 }, "images"]);
  });

  test("has the same files, modes and links, and no others", async () => {
    await using folder = await treeOf({
      "dist/server.js": "serve",
      "dist/deep/er/one.txt": "",
      "package.json": "{}",
      "secret.txt": "no",
      "node_modules/tool/cli.js": "#!/bin/sh",
    });
    const tree = (name: string) => folder.at(`tree/${name}`);
    await mkdir(tree("node_modules/.bin"));
    await symlink("../tool/cli.js", tree("node_modules/.bin/tool"));
    await chmod(tree("node_modules/tool/cli.js"), 0o755);
    await chmod(tree("package.json"), 0o4640);
    await chmod(tree("dist/deep"), 0o555);
    const sizes = await packTree(folder, ["dist", "package.json", "node_modules/"]);
    expect(sizes).toEqual({ files: 5, bytes: 16, warnings: [] });
    expect(await unpackTree(folder)).toEqual({ files: 5, bytes: 16 });
    const out = (name: string) => folder.at(`out/${name}`);
    expect([
      await readFile(out("dist/server.js"), "utf8"),
      await readFile(out("dist/deep/er/one.txt"), "utf8"),
      await readFile(out("node_modules/.bin/tool"), "utf8"),
      await readlink(out("node_modules/.bin/tool")),
      await modeOf(out("node_modules/tool/cli.js")),
      await modeOf(out("package.json")),
      await modeOf(out("dist/deep")),
      await stat(out("secret.txt")).catch(() => "absent"),
    ]).toEqual(["serve", "", "#!/bin/sh", "../tool/cli.js", "755", "640", "755", "absent"]);
    await chmod(tree("dist/deep"), 0o755);
  });

  test("gives the same bytes at any time, and in any order of the paths", async () => {
    await using folder = await treeOf({ "b/two": "2", "a/one": "1", "c.txt": "3" });
    await packTree(folder, ["a", "b", "c.txt"]);
    const first = await readFile(folder.at("build.tar.gz"));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeFile(folder.at("tree/a/one"), "1");
    await packTree(folder, ["c.txt", "b", "./a/", "b/two"]);
    expect((await readFile(folder.at("build.tar.gz"))).equals(first)).toBe(true);
  });

  test("can be a whole directory, except .git and the archive itself", async () => {
    await using folder = await workspace({ "app/x.js": "x", ".git/config": "token", "app/.git/config": "token" });
    const archive = folder.at("b.build.tar.gz");
    await writeFile(archive, "the one before");
    expect(await packBuild(folder.path, ["."], archive, small)).toEqual({ files: 1, bytes: 1, warnings: [] });
    expect(await unpackBuild(archive, folder.at("out"), small)).toEqual({ files: 1, bytes: 1 });
  });

  test("can be named by globs, and a file name that looks like a glob names that file", async () => {
    await using folder = await treeOf({
      "a.js": "a",
      "b.js": "b",
      "c.ts": "c",
      "pages/[id].js": "id",
      "pages/i.js": "",
    });
    expect(await packTree(folder, ["*.js", "pages/[id].js"])).toEqual({ files: 3, bytes: 4, warnings: [] });
    await unpackTree(folder);
    expect(await readFile(folder.at("out/pages/[id].js"), "utf8")).toBe("id");
  });

  test("may have long names, and names in any script", async () => {
    const long = `${"d".repeat(90)}/${"e".repeat(90)}/${"f".repeat(120)}`;
    await using folder = await treeOf({ [long]: "long", "ünï/日本.txt": "script" });
    await symlink(`${long}`, folder.at("tree/link"));
    await packTree(folder, ["."]);
    await unpackTree(folder);
    expect(await folder.read(`out/link`)).toBe("long");
    expect(await folder.read("out/ünï/日本.txt")).toBe("script");
  });
});

describe("packing", () => {
  test("warns of missing files and of links that lead outside, and packs the rest", async () => {
    await using folder = await treeOf({ "dist/x": "x", "real/y": "y" });
    await symlink("../../outside", folder.at("tree/dist/away"));
    await symlink("/etc/passwd", folder.at("tree/dist/absolute"));
    await symlink("real", folder.at("tree/current"));
    const carry = ["dist", "lib", "*.map", "../outside", "/etc", "current/y"];
    expect(await packTree(folder, carry)).toEqual({
      files: 1,
      bytes: 1,
      warnings: [
        ...["lib", "*.map", "../outside", "/etc"].map(
          (name) => `base.carry: expected files in service.directory, found none at ${name}`,
        ),
        "base.carry: current/y is left out, because current is a link; carry its target instead",
        "base.carry: dist/absolute is left out, because the link leads outside",
        "base.carry: dist/away is left out, because the link leads outside",
      ],
    });
  });

  test("fails if the build is too large or empty, and keeps the old archive", async () => {
    await using folder = await treeOf({ "big/one": "x".repeat(1024 ** 2), "big/two": "y" });
    await writeFile(folder.at("build.tar.gz"), "before");
    await expect(packTree(folder, ["big"])).rejects.toThrow(UnfitBuild);
    await expect(packTree(folder, ["big"])).rejects.toThrow(
      "base.carry: expected at most 1 MiB in 100 files, found more; carry less, or build the base from git",
    );
    await expect(packTree(folder, ["none"])).rejects.toThrow(
      "base.carry: expected files in service.directory, found none at none; base.carry: there is nothing to carry",
    );
    for (let i = 0; i <= 100; i++) await writeFile(folder.at(`tree/${i}`), "");
    await expect(packTree(folder, ["[0-9]*"])).rejects.toThrow("in 100 files, found more");
    expect(await folder.read("build.tar.gz")).toBe("before");
  });
});

type Member = Partial<Header> & { readonly name: string; readonly text?: string };

/** An archive with any members, also forbidden ones. */
async function archiveOf(folder: Folder, members: readonly Member[]): Promise<void> {
  const tar = pack();
  for (const { text = "", ...header } of members) tar.entry(header, text);
  tar.finalize();
  await writeFile(folder.at("build.tar.gz"), gzipSync(await buffer(tar as unknown as NodeJS.ReadableStream)));
}

const link = (name: string, linkname: string): Member => ({ name, linkname, type: "symlink" });
const directory = (name: string): Member => ({ name, type: "directory" });

describe("an archive from elsewhere", () => {
  test.each<[string, readonly Member[], string]>([
    ["an absolute path", [{ name: "/tmp/x" }], '"/tmp/x" is not a path inside the build'],
    ["a path outside", [{ name: "../x" }], '"../x" is not a path inside the build'],
    ["a path outside through a directory", [directory("a"), { name: "a/../../x" }], "is not a path inside the build"],
    ["a path of dots", [{ name: "./x" }], '"./x" is not a path inside the build'],
    ["the parent directory", [directory("..")], "is not a path inside the build"],
    ["no name", [{ name: "" }], '"" is not a path inside the build'],
    ["a missing directory", [{ name: "a/b/c" }], "a/b/c lies in no directory of the archive"],
    ["a link outside", [link("l", "../x")], "the link l leads outside"],
    ["an absolute link", [link("l", "/etc")], "the link l leads outside"],
    ["a link outside and back", [link("l", "../out/x")], "the link l leads outside"],
    [
      "a chain of links",
      [directory("a"), directory("a/b"), link("a/b/up", ".."), link("l", "a/b/up/../../x")],
      "the link l leads outside",
    ],
    ["a cycle of links", [link("a", "b"), link("b", "a")], "the link a leads outside"],
    ["a file through a link", [link("l", "."), { name: "l/x" }], "l/x lies in no directory of the archive"],
    ["a link over a directory", [directory("a"), link("a", "b")], "EEXIST"],
    ["a link over a file", [{ name: "a" }, link("a", "b")], "EEXIST"],
    ["a file twice", [{ name: "a" }, { name: "a" }], "EEXIST"],
    ["a link twice", [link("a", "b"), link("a", "c")], "a is a link twice, or leads nowhere"],
    ["a hard link", [{ name: "a", type: "link", linkname: "/etc/passwd" }], "but a link"],
    ["a device", [{ name: "a", type: "character-device", devmajor: 1, devminor: 3 }], "but a character-device"],
    ["a block device", [{ name: "a", type: "block-device" }], "but a block-device"],
    ["a fifo", [{ name: "a", type: "fifo" }], "but a fifo"],
    ["too many files", Array.from({ length: 101 }, (_, i) => ({ name: `${i}` })), "it holds more than a build may"],
    ["too many bytes", [{ name: "a", text: "x".repeat(1024 ** 2 + 1) }], "it holds more than a build may"],
    ["a name that is too long", [{ name: "n".repeat(5000) }], "ENAMETOOLONG"],
  ])("with %s is unusable, and leaves no files", async (_, members, reason) => {
    await using folder = await workspace();
    await archiveOf(folder, [{ name: "good", text: "fine" }, ...members]);
    const error: unknown = await unpackTree(folder).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(UnusableBaseline);
    expect(String(error)).toContain(reason);
    expect(String(error)).toMatch(
      /^UnusableBaseline: build\.tar\.gz: .*; delete the baseline and let a run on the default branch make a new one$/,
    );
    expect(await stat(folder.at("out")).catch(() => "absent")).toBe("absent");
  });

  test("gives no file set-user-ID", async () => {
    await using folder = await workspace();
    await archiveOf(folder, [
      { name: "a", mode: 0o6755 },
      { ...directory("d"), mode: 0o7777 },
    ]);
    await unpackTree(folder);
    expect([await modeOf(folder.at("out/a")), await modeOf(folder.at("out/d"))]).toEqual(["755", "777"]);
  });

  test("that is a decompression bomb is read only up to the limit", async () => {
    await using folder = await workspace();
    // Empty headers, which do not count as entries: half a gigabyte in half a megabyte.
    const padding = gzipSync(Buffer.alloc(16 * 1024 ** 2));
    await writeFile(folder.at("build.tar.gz"), Buffer.concat(Array.from({ length: 32 }, () => padding)));
    await expect(unpackTree(folder)).rejects.toThrow("it unpacks to more than a build may hold");
  });

  test.each([
    ["truncated", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["truncated at its end", (bytes: Buffer) => bytes.subarray(0, bytes.length - 4)],
    ["empty", () => Buffer.alloc(0)],
    ["not an archive", () => Buffer.from("<html>not found</html>")],
    ["changed in one bit", (bytes: Buffer) => bytes.with(bytes.length - 40, (bytes.at(-40) ?? 0) ^ 4)],
    ["a truncated tar", (bytes: Buffer) => gzipSync(gunzipSync(bytes).subarray(0, 70_000))],
    ["a tar of noise", () => gzipSync(Buffer.alloc(4096, 7))],
  ])("that is %s is unusable, and leaves no files", async (_, corrupt) => {
    await using folder = await treeOf({ one: Buffer.alloc(50_000, "abcdefg").toString(), two: "x".repeat(100_000) });
    await packTree(folder, ["."]);
    await writeFile(folder.at("build.tar.gz"), corrupt(await readFile(folder.at("build.tar.gz"))));
    await expect(unpackTree(folder)).rejects.toThrow(UnusableBaseline);
    expect(await stat(folder.at("out")).catch(() => "absent")).toBe("absent");
  });

  test("that is missing is unusable too, and an existing directory is not changed", async () => {
    await using folder = await workspace({ "out/mine": "mine" });
    await expect(unpackBuild(folder.at("none"), folder.at("other"), small)).rejects.toThrow(UnusableBaseline);
    await expect(unpackTree(folder)).rejects.toThrow("EEXIST");
    expect(await folder.read("out/mine")).toBe("mine");
  });
});

describe("a symbolic link", () => {
  const segment = fc.constantFrom("a", "b", "..", ".", "l", "m");
  const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join("/"));

  test("forall two links in a tree: allowed links resolve to a path inside, in the kernel too", async () => {
    await using folder = await workspace();
    let trees = 0;
    await fc.assert(
      fc.asyncProperty(path, path, async (one, two) => {
        const links = new Map([
          ["a/l", one],
          ["b/m", two],
        ]);
        if (leavesTree("a/l", links) || leavesTree("b/m", links)) return;
        const root = folder.at(`${trees++}/root`);
        for (const name of ["a/a", "a/b", "b/a", "b/b"]) await mkdir(`${root}/${name}`, { recursive: true });
        for (const [name, target] of links) await symlink(target, `${root}/${name}`);
        for (const name of links.keys()) {
          const real = await realpath(`${root}/${name}`).catch(() => root);
          expect(real.startsWith(root)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
    expect(trees).toBeGreaterThan(20);
  });
});
