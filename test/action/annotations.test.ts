import { expect, test, vi } from "vitest";
import { Annotations } from "../../src/action/annotations.ts";

/** The number of warnings shown and of log lines printed, for eleven warnings and a final one. */
function countShown(annotations: Annotations): readonly number[] {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  try {
    for (let i = 0; i < 11; i++) annotations.add("warning", `no. ${i}`);
    annotations.addFinal("warning", "last");
  } finally {
    write.mockRestore();
  }
  return [/^::warning/, /^warning: no/].map((kind) => lines.filter((line) => kind.test(line)).length);
}

test("GitHub shows ten warnings per step, including the runner's own", () => {
  expect(countShown(new Annotations())).toEqual([10, 2]);
  expect(countShown(new Annotations(1))).toEqual([9, 3]);
});
