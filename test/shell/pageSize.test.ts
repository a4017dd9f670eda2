import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { pageSize } from "../../src/shell/pageSize.ts";

test("the page size is that of the kernel", () => {
  expect(pageSize()).toBe(Number(execFileSync("getconf", ["PAGESIZE"], { encoding: "utf8" })));
});

test("the page size of another kernel is found among the other values", () => {
  const vector = Buffer.from(new BigUint64Array([3n, 6n, 6n, 65_536n, 0n, 0n]).buffer);
  expect([pageSize(vector), pageSize(Buffer.alloc(0))]).toEqual([65_536, 4096]);
});
