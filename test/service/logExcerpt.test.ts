import { describe, expect, test } from "vitest";
import { logExcerpt } from "../../src/service/logExcerpt.ts";

const filler = (n: number) => Array.from({ length: n }, (_, i) => `line ${i}`);

describe("the line of the error", () => {
  test.each([
    "Error: listen EADDRINUSE: address already in use :::9464",
    "TypeError: x is not a function",
    "TypeError [ERR_INVALID_ARG_TYPE]: The argument is wrong",
    "java.lang.IllegalStateException: no bean",
    "error: could not compile `shop`",
    "error[E0382]: borrow of moved value",
    "src/a.ts(3,1): error TS2345: Argument",
    "panic: runtime error: index out of range",
    "thread 'main' panicked at src/main.rs:3:5:",
    "2026-01-01 10:00:00 ERROR no database",
    '{"level":"error","msg":"no database"}',
    '{"level":50,"msg":"no database"}',
    "npm error code ENOENT",
    "bash: line 1: frobnicate: command not found",
    "fatal: not a git repository",
  ])("%s", (line) => {
    expect(logExcerpt(["starting", line, "bye"]).errorLine).toBe(line);
  });

  test.each(["0 errors, 3 warnings", "GET /errors 200", 'throw new Error("x");', "terror", "error_rate=0"])(
    "not %s",
    (line) => {
      expect(logExcerpt([line, "bye"]).errorLine).toBe("bye");
    },
  );

  test("of a traceback in Python is the one below it", () => {
    const log = ["Traceback (most recent call last):", '  File "a.py", line 1', "    x()", "KeyError: 'TOKEN'", "bye"];
    expect(logExcerpt(log).errorLine).toBe("KeyError: 'TOKEN'");
  });
});

test("an error within the last 20 lines: these lines", () => {
  const log = [...filler(30), "Error: late", ...filler(19)];
  expect(logExcerpt(log)).toEqual({ lines: log.slice(-20), errorLine: "Error: late", beginsAtError: false });
});

test("an error farther back: it comes first, then the end", () => {
  const { lines, errorLine, beginsAtError } = logExcerpt([...filler(30), "Error: early", ...filler(40)]);
  expect([errorLine, beginsAtError]).toEqual(["Error: early", true]);
  expect(lines).toEqual(["line 28", "line 29", "Error: early", ...filler(11), "…", ...filler(40).slice(-5)]);
});

test("an empty log", () => {
  expect(logExcerpt([])).toEqual({ lines: [], errorLine: undefined, beginsAtError: false });
});
