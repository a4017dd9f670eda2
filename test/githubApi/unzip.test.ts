import { mkdir, readdir, writeFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UnusableZip, unzip } from "../../src/githubApi/unzip.ts";
import { type ZipEntry, zipOf, zipOfEntries } from "../support/github/zip.ts";
import { workspace } from "../support/loadgate.ts";

const limits = { maxEntries: 4, maxBytes: 1000 };

/** The extracted files by name, or the reason why none was. No file is ever written elsewhere. */
async function extract(zip: Buffer, fileNames: readonly string[] = ["a.json"]) {
  await using folder = await workspace();
  await writeFile(folder.at("zip"), zip);
  await mkdir(folder.at("out"));
  try {
    await unzip(folder.at("zip"), folder.at("out"), fileNames, limits);
    const names = (await readdir(folder.at("out"))).toSorted();
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await folder.read(`out/${name}`)])));
  } catch (error) {
    if (error instanceof UnusableZip) return error.message;
    throw error;
  } finally {
    expect((await readdir(folder.path)).toSorted()).toEqual(["out", "zip"]);
  }
}

const file = (entry: Partial<ZipEntry> = {}): ZipEntry => ({ name: "a.json", content: "{}", ...entry });

describe("an archive", () => {
  test("gives the requested files, stored or deflated, and no others", async () => {
    const zip = zipOfEntries([
      file({ mode: 0o100755 }),
      file({ name: "b.txt", content: "b".repeat(900), isDeflated: true }),
      file({ name: "c.txt", content: "c".repeat(2000) }),
      file({ name: "d/a.json" }),
    ]);
    expect(await extract(zip, ["a.json", "b.txt"])).toEqual({ "a.json": "{}", "b.txt": "b".repeat(900) });
    expect(await extract(zip, ["missing"])).toEqual({});
  });

  test.each<[string, readonly ZipEntry[], string]>([
    ["a path outside", [file({ name: "../a.json" })], "it cannot be unpacked (invalid relative path: ../a.json)"],
    [
      "a path outside, in a later entry",
      [file(), file({ name: "x/../../a.json" })],
      "it cannot be unpacked (invalid relative path: x/../../a.json)",
    ],
    ["an absolute path", [file({ name: "/etc/passwd" })], "it cannot be unpacked (absolute path: /etc/passwd)"],
    [
      "a Windows path",
      [file({ name: "..\\a.json" })],
      "it cannot be unpacked (invalid characters in fileName: ..\\a.json)",
    ],
    ["a symbolic link", [file({ content: "/etc/passwd", mode: 0o120777 })], "its a.json is not a regular file"],
    ["a device", [file({ mode: 0o020666 })], "its a.json is not a regular file"],
    ["a name twice", [file(), file({ content: "[]" })], "it holds a.json more than once"],
    [
      "too many files",
      Array.from({ length: 5 }, (_, n) => file({ name: `${n}` })),
      "it holds 5 files, expected at most 4",
    ],
    ["a file that is too large", [file({ content: "x".repeat(1001) })], "its files exceed the size limit"],
    ["a bomb", [file({ content: "x".repeat(10_000_000), isDeflated: true })], "its files exceed the size limit"],
    [
      "a bomb whose headers claim a small size",
      [file({ content: "x".repeat(10_000_000), isDeflated: true, claimedBytes: 10 })],
      "it cannot be unpacked (too many bytes in the stream. expected 10. got at least 16384)",
    ],
    [
      "a file whose headers claim a larger size",
      [file({ isDeflated: true, claimedBytes: 10 })],
      "it cannot be unpacked (not enough bytes in the stream. expected 10. got only 2)",
    ],
    ["a wrong checksum", [file({ claimedCrc32: 1 })], "the checksum of its a.json differs"],
    [
      "encryption",
      [file({ isEncrypted: true, claimedBytes: 0 })],
      "it cannot be unpacked (compressed/uncompressed size mismatch for stored file: 2 != 0)",
    ],
  ])("gives no file if it has %s", async (_, entries, reason) => {
    expect(await extract(zipOfEntries(entries))).toBe(reason);
  });

  test("limits the total size of several files", async () => {
    const both = zipOf({ "a.json": "x".repeat(600), "b.json": "x".repeat(600) });
    expect(await extract(both, ["a.json"])).toEqual({ "a.json": "x".repeat(600) });
    expect(await extract(both, ["a.json", "b.json"])).toBe("its files exceed the size limit");
  });

  test("gives no file if it is truncated, or not a zip", async () => {
    const whole = zipOf({ "a.json": "{}" });
    expect(await extract(whole.subarray(0, whole.length / 2))).toMatch(/^it cannot be unpacked \(/);
    expect(await extract(Buffer.from("<html>hello</html>"))).toMatch(/^it cannot be unpacked \(/);
    expect(await extract(Buffer.alloc(0))).toMatch(/^it cannot be unpacked \(/);
  });

  test("is not to blame for an error of the file system", async () => {
    await using folder = await workspace();
    const missing = unzip(folder.at("zip"), folder.path, ["a.json"], limits);
    await expect(missing).rejects.toMatchObject({ code: "ENOENT" });
    await writeFile(folder.at("zip"), zipOf({ "a.json": "{}" }));
    const nowhere = unzip(folder.at("zip"), folder.at("nowhere"), ["a.json"], limits);
    await expect(nowhere).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("forall archives with a few changed bytes: the file has its old content, or the archive is unusable", async () => {
    const content = JSON.stringify({ some: "numbers", more: [1, 2, 3] });
    const whole = zipOfEntries([file({ content, isDeflated: true, mode: 0o100644 }), file({ name: "b" })]);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const changed = Buffer.from(whole);
        for (const [at, byte] of changes) changed[at] = byte;
        const result = await extract(changed);
        if (typeof result !== "string") expect([{}, { "a.json": content }]).toContainEqual(result);
      }),
      { numRuns: 300 },
    );
  });
});
