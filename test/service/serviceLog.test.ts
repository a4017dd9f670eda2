import { appendFile, stat, truncate } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { limitLog, maxLogBytes, quoteLog, readLog } from "../../src/service/serviceLog.ts";
import { workspace } from "../support/loadgate.ts";

test("a long log is read from both ends, without cut lines and credentials", async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i}`);
  await using folder = await workspace({ log: `before\n${lines.join("\n")}\nauthorization: s3cret\n` });
  const read = await readLog({ file: folder.at("log"), start: 7 });
  expect([read[0], read.at(-1)]).toEqual(["line 0", "authorization: ***"]);
  expect(read.slice(0, -1).every((line) => lines.includes(line))).toBe(true);
  expect(read.length).toBeLessThan(20_000);
});

test("a log that is all from earlier commands", async () => {
  await using folder = await workspace({ log: "before\n" });
  expect(await quoteLog({ file: folder.at("log"), start: 7 })).toEqual({
    log: "it logged nothing",
    errorLine: "it logged nothing",
  });
});

test("a log that grows too large keeps its beginning, and what comes later", async () => {
  await using folder = await workspace({ log: "Error: at the start\n" });
  const file = folder.at("log");
  let cuts = 0;
  using _ = limitLog({ file, start: 0 }, () => {
    cuts++;
  });
  for (let n = 0; n < 2; n++) {
    await truncate(file, maxLogBytes + 1);
    while ((await stat(file)).size > maxLogBytes) await sleep(20);
  }
  await appendFile(file, "\nlast line\n");
  expect([cuts, (await stat(file)).size]).toEqual([1, 1024 ** 2 + 11]);
  expect(await quoteLog({ file, start: 0 })).toMatchObject({ errorLine: "Error: at the start" });
  expect((await readLog({ file, start: 0 })).at(-1)).toBe("last line");
});
