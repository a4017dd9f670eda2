import { readFile, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { expect, test } from "vitest";
import { describeFileError, isFileError, isWrongPath } from "../../src/model/fileError.ts";

const errorOf = async (call: Promise<unknown>): Promise<unknown> =>
  await call.then(
    () => undefined,
    (error) => error,
  );

test("errors of the file system are described with their path, their cause and a remedy", async () => {
  const errors = [
    await errorOf(writeFile("/dev/full", "x")),
    await errorOf(readFile("/dev/null/x")),
    await errorOf(readFile("/")),
    await errorOf(readFile("/nowhere")),
  ];
  expect(errors.map((error) => [describeFileError(error), isWrongPath(error)])).toEqual([
    ["no space or no inodes are left; free some (df -h and df -i show where) (ENOSPC)", false],
    ["/dev/null/x: a file is in the place of a directory; move it away (ENOTDIR)", true],
    ["a directory is in the place of the file; move it away (EISDIR)", true],
    ["/nowhere: it does not exist (ENOENT)", false],
  ]);
});

test("an error of a socket, and any other error, keeps its message", async () => {
  const { promise, resolve } = Promise.withResolvers<Error>();
  createConnection("/nowhere/socket").on("error", resolve);
  const error = await promise;
  expect([isFileError(error), describeFileError(error), describeFileError("text")]).toEqual([
    false,
    "connect ENOENT /nowhere/socket",
    "text",
  ]);
});
