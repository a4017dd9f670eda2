import { mkdir, readdir, writeFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UnusableZip, unzip } from "../../src/githubApi/unzip.ts";
import { type ZipEntry, zipOf, zipOfEntries } from "../support/github/zip.ts";
import { workspace } from "../support/loadgate.ts";

const limits = { files: 4, bytes: 1000 };

/** What came out, by name; or why nothing did. Nothing is ever anywhere else. */
async function unpacked(zip: Buffer, wanted: readonly string[] = ["a.json"]) {
  await using place = await workspace();
  await writeFile(place.at("zip"), zip);
  await mkdir(place.at("out"));
  try {
    await unzip(place.at("zip"), place.at("out"), wanted, limits);
    const names = (await readdir(place.at("out"))).toSorted();
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await place.read(`out/${name}`)])));
  } catch (error) {
    if (error instanceof UnusableZip) return error.message;
    throw error;
  } finally {
    expect((await readdir(place.path)).toSorted()).toEqual(["out", "zip"]);
  }
}

const file = (of: Partial<ZipEntry> = {}): ZipEntry => ({ name: "a.json", content: "{}", ...of });

describe("out of an archive", () => {
  test("come the files that are wanted, stored or deflated, and no others", async () => {
    const zip = zipOfEntries([
      file({ mode: 0o100755 }),
      file({ name: "b.txt", content: "b".repeat(900), isDeflated: true }),
      file({ name: "c.txt", content: "c".repeat(2000) }),
      file({ name: "d/a.json" }),
    ]);
    expect(await unpacked(zip, ["a.json", "b.txt"])).toEqual({ "a.json": "{}", "b.txt": "b".repeat(900) });
    expect(await unpacked(zip, ["missing"])).toEqual({});
  });

  test.each<[string, readonly ZipEntry[], string]>([
    [
      "a path that leads out",
      [file({ name: "../a.json" })],
      "it cannot be unpacked (invalid relative path: ../a.json)",
    ],
    [
      "a path that leads out later",
      [file(), file({ name: "x/../../a.json" })],
      "it cannot be unpacked (invalid relative path: x/../../a.json)",
    ],
    ["an absolute path", [file({ name: "/etc/passwd" })], "it cannot be unpacked (absolute path: /etc/passwd)"],
    [
      "a path of Windows",
      [file({ name: "..\\a.json" })],
      "it cannot be unpacked (invalid characters in fileName: ..\\a.json)",
    ],
    ["a symbolic link", [file({ content: "/etc/passwd", mode: 0o120777 })], "its a.json is no regular file"],
    ["a device", [file({ mode: 0o020666 })], "its a.json is no regular file"],
    ["a name twice", [file(), file({ content: "[]" })], "it holds a.json more than once"],
    [
      "too many files",
      Array.from({ length: 5 }, (_, n) => file({ name: `${n}` })),
      "it holds 5 files, expected at most 4",
    ],
    ["a file that is too large", [file({ content: "x".repeat(1001) })], "it unpacks to more bytes than it may"],
    ["a bomb", [file({ content: "x".repeat(10_000_000), isDeflated: true })], "it unpacks to more bytes than it may"],
    [
      "a bomb that says it is small",
      [file({ content: "x".repeat(10_000_000), isDeflated: true, saidBytes: 10 })],
      "it cannot be unpacked (too many bytes in the stream. expected 10. got at least 16384)",
    ],
    [
      "a file that says it is larger",
      [file({ isDeflated: true, saidBytes: 10 })],
      "it cannot be unpacked (not enough bytes in the stream. expected 10. got only 2)",
    ],
    ["another checksum", [file({ saidCrc32: 1 })], "the checksum of its a.json differs"],
    [
      "encryption",
      [file({ isEncrypted: true, saidBytes: 0 })],
      "it cannot be unpacked (compressed/uncompressed size mismatch for stored file: 2 != 0)",
    ],
  ])("comes nothing where it has %s", async (_, entries, why) => {
    expect(await unpacked(zipOfEntries(entries))).toBe(why);
  });

  test("comes no more than the limit from several files together", async () => {
    const both = zipOf({ "a.json": "x".repeat(600), "b.json": "x".repeat(600) });
    expect(await unpacked(both, ["a.json"])).toEqual({ "a.json": "x".repeat(600) });
    expect(await unpacked(both, ["a.json", "b.json"])).toBe("it unpacks to more bytes than it may");
  });

  test("comes nothing where it is cut short, or none", async () => {
    const whole = zipOf({ "a.json": "{}" });
    expect(await unpacked(whole.subarray(0, whole.length / 2))).toMatch(/^it cannot be unpacked \(/);
    expect(await unpacked(Buffer.from("<html>hello</html>"))).toMatch(/^it cannot be unpacked \(/);
    expect(await unpacked(Buffer.alloc(0))).toMatch(/^it cannot be unpacked \(/);
  });

  test("that is not there nothing is said of the archive", async () => {
    await using place = await workspace();
    const missing = unzip(place.at("zip"), place.path, ["a.json"], limits);
    await expect(missing).rejects.toMatchObject({ code: "ENOENT" });
    await writeFile(place.at("zip"), zipOf({ "a.json": "{}" }));
    const nowhere = unzip(place.at("zip"), place.at("nowhere"), ["a.json"], limits);
    await expect(nowhere).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("forall archives with a few bytes changed: what is wanted comes as it was, or the archive is unusable", async () => {
    const content = JSON.stringify({ some: "numbers", more: [1, 2, 3] });
    const whole = zipOfEntries([file({ content, isDeflated: true, mode: 0o100644 }), file({ name: "b" })]);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const changed = Buffer.from(whole);
        for (const [at, byte] of changes) changed[at] = byte;
        const came = await unpacked(changed);
        if (typeof came !== "string") expect([{}, { "a.json": content }]).toContainEqual(came);
      }),
      { numRuns: 300 },
    );
  });
});
