import { expect, test, vi } from "vitest";
import { Annotations } from "../../src/action/annotations.ts";

/** What is printed as a warning, and what as a line of the log, of eleven warnings and a last one. */
function said(annotations: Annotations): readonly number[] {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  try {
    for (let i = 0; i < 11; i++) annotations.say("warning", `no. ${i}`);
    annotations.sayLast("warning", "last");
  } finally {
    write.mockRestore();
  }
  return [/^::warning/, /^warning: no/].map((kind) => lines.filter((line) => kind.test(line)).length);
}

test("GitHub shows ten warnings a step: those of the runner are among them", () => {
  expect(said(new Annotations())).toEqual([10, 2]);
  expect(said(new Annotations(1))).toEqual([9, 3]);
});
