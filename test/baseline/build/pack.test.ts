import { chmod, mkdir, readFile, readlink, realpath, stat, symlink, writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { type Header, pack } from "tar-stream";
import { describe, expect, test } from "vitest";
import { leadsOut } from "../../../src/baseline/build/buildLimits.ts";
import { packBuild, UnfitBuild } from "../../../src/baseline/build/pack.ts";
import { unpackBuild } from "../../../src/baseline/build/unpack.ts";
import { UnusableBaseline } from "../../../src/baseline/codec.ts";
import { workspace } from "../../support/loadgate.ts";

type Place = Awaited<ReturnType<typeof workspace>>;

const small = { bytes: 1024 ** 2, entries: 100 };

async function treeOf(files: Readonly<Record<string, string>>): Promise<Place> {
  const prefixed = Object.entries(files).map(([name, text]) => [`tree/${name}`, text]);
  return await workspace(Object.fromEntries(prefixed));
}

const packed = (place: Place, carry: readonly string[]) =>
  packBuild(place.at("tree"), carry, place.at("build.tar.gz"), small);
const unpacked = (place: Place) => unpackBuild(place.at("build.tar.gz"), place.at("out"), small);

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o7777).toString(8);
}

describe("a build that is packed and unpacked", () => {
  test("has the same files with the same modes and links, and nothing that was not carried", async () => {
    await using place = await treeOf({
      "dist/server.js": "serve",
      "dist/deep/er/one.txt": "",
      "package.json": "{}",
      "secret.txt": "no",
      "node_modules/tool/cli.js": "#!/bin/sh",
    });
    const tree = (name: string) => place.at(`tree/${name}`);
    await mkdir(tree("node_modules/.bin"));
    await symlink("../tool/cli.js", tree("node_modules/.bin/tool"));
    await chmod(tree("node_modules/tool/cli.js"), 0o755);
    await chmod(tree("package.json"), 0o4640);
    await chmod(tree("dist/deep"), 0o555);
    const sizes = await packed(place, ["dist", "package.json", "node_modules/"]);
    expect(sizes).toEqual({ files: 5, bytes: 16, warnings: [] });
    expect(await unpacked(place)).toEqual({ files: 5, bytes: 16 });
    const out = (name: string) => place.at(`out/${name}`);
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

  test("gives the same bytes whenever and in whatever order it is named", async () => {
    await using place = await treeOf({ "b/two": "2", "a/one": "1", "c.txt": "3" });
    await packed(place, ["a", "b", "c.txt"]);
    const first = await readFile(place.at("build.tar.gz"));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeFile(place.at("tree/a/one"), "1");
    await packed(place, ["c.txt", "b", "./a/", "b/two"]);
    expect((await readFile(place.at("build.tar.gz"))).equals(first)).toBe(true);
  });

  test("can be all of a directory, but for .git and the archive itself", async () => {
    await using place = await workspace({ "app/x.js": "x", ".git/config": "token", "app/.git/config": "token" });
    const archive = place.at("b.build.tar.gz");
    await writeFile(archive, "the one before");
    expect(await packBuild(place.path, ["."], archive, small)).toEqual({ files: 1, bytes: 1, warnings: [] });
    expect(await unpackBuild(archive, place.at("out"), small)).toEqual({ files: 1, bytes: 1 });
  });

  test("is found by globs, and a name that looks like one is itself", async () => {
    await using place = await treeOf({
      "a.js": "a",
      "b.js": "b",
      "c.ts": "c",
      "pages/[id].js": "id",
      "pages/i.js": "",
    });
    expect(await packed(place, ["*.js", "pages/[id].js"])).toEqual({ files: 3, bytes: 4, warnings: [] });
    await unpacked(place);
    expect(await readFile(place.at("out/pages/[id].js"), "utf8")).toBe("id");
  });

  test("of long names, and names of any script, comes back", async () => {
    const long = `${"d".repeat(90)}/${"e".repeat(90)}/${"f".repeat(120)}`;
    await using place = await treeOf({ [long]: "long", "ünï/日本.txt": "script" });
    await symlink(`${long}`, place.at("tree/link"));
    await packed(place, ["."]);
    await unpacked(place);
    expect(await place.read(`out/link`)).toBe("long");
    expect(await place.read("out/ünï/日本.txt")).toBe("script");
  });
});

describe("packing", () => {
  test("tells what is missing, leads outside or is no file, and carries the rest", async () => {
    await using place = await treeOf({ "dist/x": "x", "real/y": "y" });
    await symlink("../../outside", place.at("tree/dist/away"));
    await symlink("/etc/passwd", place.at("tree/dist/absolute"));
    await symlink("real", place.at("tree/current"));
    const carry = ["dist", "lib", "*.map", "../outside", "/etc", "current/y"];
    expect(await packed(place, carry)).toEqual({
      files: 1,
      bytes: 1,
      warnings: [
        ...["lib", "*.map", "../outside", "/etc"].map(
          (name) => `base.carry: expected files in service.directory, found none at ${name}`,
        ),
        "base.carry: current/y is left out, because current is a link; carry what it leads to",
        "base.carry: dist/absolute is left out, because the link leads outside",
        "base.carry: dist/away is left out, because the link leads outside",
      ],
    });
  });

  test("refuses what is too large or nothing at all, and leaves the archive that was there", async () => {
    await using place = await treeOf({ "big/one": "x".repeat(1024 ** 2), "big/two": "y" });
    await writeFile(place.at("build.tar.gz"), "before");
    await expect(packed(place, ["big"])).rejects.toThrow(UnfitBuild);
    await expect(packed(place, ["big"])).rejects.toThrow(
      "base.carry: expected at most 1 MiB in 100 files, found more; carry less, or build the base from git",
    );
    await expect(packed(place, ["none"])).rejects.toThrow(
      "base.carry: expected files in service.directory, found none at none; base.carry: there is nothing to carry",
    );
    for (let i = 0; i <= 100; i++) await writeFile(place.at(`tree/${i}`), "");
    await expect(packed(place, ["[0-9]*"])).rejects.toThrow("in 100 files, found more");
    expect(await place.read("build.tar.gz")).toBe("before");
  });
});

type Member = Partial<Header> & { readonly name: string; readonly text?: string };

/** An archive as anybody could make one. */
async function archiveOf(place: Place, members: readonly Member[]): Promise<void> {
  const tar = pack();
  for (const { text = "", ...header } of members) tar.entry(header, text);
  tar.finalize();
  await writeFile(place.at("build.tar.gz"), gzipSync(await buffer(tar as unknown as NodeJS.ReadableStream)));
}

const link = (name: string, linkname: string): Member => ({ name, linkname, type: "symlink" });
const directory = (name: string): Member => ({ name, type: "directory" });

describe("an archive that is not ours", () => {
  test.each<[string, readonly Member[], string]>([
    ["an absolute path", [{ name: "/tmp/x" }], '"/tmp/x" is no path inside a build'],
    ["a path upwards", [{ name: "../x" }], '"../x" is no path inside a build'],
    ["a path upwards from within", [directory("a"), { name: "a/../../x" }], "is no path inside a build"],
    ["a path of dots", [{ name: "./x" }], '"./x" is no path inside a build'],
    ["a directory above", [directory("..")], "is no path inside a build"],
    ["no name", [{ name: "" }], '"" is no path inside a build'],
    ["a directory that is not there", [{ name: "a/b/c" }], "a/b/c lies in no directory of the archive"],
    ["a link upwards", [link("l", "../x")], "the link l leads outside"],
    ["an absolute link", [link("l", "/etc")], "the link l leads outside"],
    ["a link up and down again", [link("l", "../out/x")], "the link l leads outside"],
    [
      "a chain of links",
      [directory("a"), directory("a/b"), link("a/b/up", ".."), link("l", "a/b/up/../../x")],
      "the link l leads outside",
    ],
    ["links in a ring", [link("a", "b"), link("b", "a")], "the link a leads outside"],
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
    ["too much", [{ name: "a", text: "x".repeat(1024 ** 2 + 1) }], "it holds more than a build may"],
    ["a name that is too long", [{ name: "n".repeat(5000) }], "ENAMETOOLONG"],
  ])("with %s is refused, and leaves nothing", async (_, members, told) => {
    await using place = await workspace();
    await archiveOf(place, [{ name: "good", text: "fine" }, ...members]);
    const error: unknown = await unpacked(place).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(UnusableBaseline);
    expect(String(error)).toContain(told);
    expect(String(error)).toMatch(
      /^UnusableBaseline: build\.tar\.gz: .*; delete the baseline and let a run on the default branch make a new one$/,
    );
    expect(await stat(place.at("out")).catch(() => "absent")).toBe("absent");
  });

  test("sets no user's ID", async () => {
    await using place = await workspace();
    await archiveOf(place, [
      { name: "a", mode: 0o6755 },
      { ...directory("d"), mode: 0o7777 },
    ]);
    await unpacked(place);
    expect([await modeOf(place.at("out/a")), await modeOf(place.at("out/d"))]).toEqual(["755", "777"]);
  });

  test("that is a bomb is left as soon as it is one", async () => {
    await using place = await workspace();
    // Headers that say nothing and count for nothing: half a gigabyte of them in half a megabyte.
    const padding = gzipSync(Buffer.alloc(16 * 1024 ** 2));
    await writeFile(place.at("build.tar.gz"), Buffer.concat(Array.from({ length: 32 }, () => padding)));
    await expect(unpacked(place)).rejects.toThrow("it unpacks to more than a build may hold");
  });

  test.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["cut at its end", (bytes: Buffer) => bytes.subarray(0, bytes.length - 4)],
    ["empty", () => Buffer.alloc(0)],
    ["no archive", () => Buffer.from("<html>not found</html>")],
    ["changed in one bit", (bytes: Buffer) => bytes.with(bytes.length - 40, (bytes.at(-40) ?? 0) ^ 4)],
    ["a tar cut short", (bytes: Buffer) => gzipSync(gunzipSync(bytes).subarray(0, 70_000))],
    ["a tar of noise", () => gzipSync(Buffer.alloc(4096, 7))],
  ])("that is %s is unusable, and leaves nothing", async (_, spoilt) => {
    await using place = await treeOf({ one: Buffer.alloc(50_000, "abcdefg").toString(), two: "x".repeat(100_000) });
    await packed(place, ["."]);
    await writeFile(place.at("build.tar.gz"), spoilt(await readFile(place.at("build.tar.gz"))));
    await expect(unpacked(place)).rejects.toThrow(UnusableBaseline);
    expect(await stat(place.at("out")).catch(() => "absent")).toBe("absent");
  });

  test("that is not there is unusable too, and a directory that exists is not touched", async () => {
    await using place = await workspace({ "out/mine": "mine" });
    await expect(unpackBuild(place.at("none"), place.at("other"), small)).rejects.toThrow(UnusableBaseline);
    await expect(unpacked(place)).rejects.toThrow("EEXIST");
    expect(await place.read("out/mine")).toBe("mine");
  });
});

describe("a symbolic link", () => {
  const segment = fc.constantFrom("a", "b", "..", ".", "l", "m");
  const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join("/"));

  test("forall two links in a tree: what is let through resolves to a place inside, as the kernel walks", async () => {
    await using place = await workspace();
    let trees = 0;
    await fc.assert(
      fc.asyncProperty(path, path, async (one, two) => {
        const links = new Map([
          ["a/l", one],
          ["b/m", two],
        ]);
        if (leadsOut("a/l", links) || leadsOut("b/m", links)) return;
        const root = place.at(`${trees++}/root`);
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
