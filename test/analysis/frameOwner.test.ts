import { expect, test } from "vitest";
import { collectorFrame, ownerOf } from "../../src/analysis/causes/frameOwner.ts";

const own = { name: "hash", file: "src/hash.js" };

test.each([
  ["Node's library", { name: "update", file: "node:internal/crypto/hash" }],
  ["V8's own functions", { name: "writeUtf8String" }],
  ["Go's runtime", { name: "runtime.mapaccess1", file: "/usr/local/go/src/runtime/map.go" }],
  ["Go's library", { name: "crypto/sha256.block", file: "/usr/local/go/src/crypto/sha256/block.go" }],
  ["a function of Go's library in assembly", { name: "aeshashbody", file: "/usr/local/go/src/runtime/asm_amd64.s" }],
  ["Java's library", { name: "java.util.HashMap.get" }],
  ["Python's library", { name: "dumps", file: "/usr/lib/python3.11/json/__init__.py" }],
  ["a comprehension of Python", { name: "hash.<locals>.<listcomp>", file: "src/hash.js" }],
  ["a function without a name in the same file", { name: "(anonymous)", file: "src/hash.js" }],
])("the time of %s counts for its caller", (_, frame) => {
  expect(ownerOf(frame, own)).toBe(own);
});

test.each([
  ["a function of the service", { name: "parse", file: "src/parse.js" }],
  ["a dependency", { name: "parse", file: "node_modules/qs/index.js" }],
  ["an installed package of Python", { name: "parse", file: "/usr/lib/python3.11/site-packages/qs.py" }],
  ["a function without a name in another file", { name: "(anonymous)", file: "src/parse.js" }],
])("the time of %s is its own", (_, frame) => {
  expect(ownerOf(frame, own)).toBe(frame);
});

test.each([
  "core::slice::sort::stable::quicksort::quicksort",
  "<alloc::vec::Vec<T> as Clone>::clone",
  "__memmove_avx512_unaligned_erms",
  "__sin_fma",
  "_int_malloc",
])("the time of %s counts for its caller, without any file", (name) => {
  const caller = { name: "main::sorted_depots" };
  expect(ownerOf({ name }, caller)).toBe(caller);
  expect(ownerOf(caller, { name: "std::rt::lang_start" })).toBe(caller);
});

test("a function literal of Go counts for the function that has it, and for no other", () => {
  const store = { name: "main.(*Store).reorder", file: "store.go" };
  expect(ownerOf({ name: "main.(*Store).reorder.func1", file: "store.go" }, store)).toBe(store);
  const handler = { name: "main.handle.func1", file: "store.go" };
  expect(ownerOf(handler, { name: "main.log.func1", file: "store.go" })).toBe(handler);
});

test("a library that nothing of the service called keeps its time", () => {
  const frame = { name: "processTimers", file: "node:internal/timers" };
  expect(ownerOf(frame, { name: "(root)" })).toBe(frame);
});

test("everything that Go's collector calls is garbage collection", () => {
  const worker = ownerOf({ name: "runtime.gcBgMarkWorker" }, { name: "(root)" });
  expect(worker).toBe(collectorFrame);
  expect(ownerOf({ name: "runtime.scanobject" }, worker)).toBe(collectorFrame);
  expect(ownerOf({ name: "runtime.gcAssistAlloc" }, own)).toBe(collectorFrame);
});
