import { expect, test } from "vitest";
import { withFunctionNames } from "../../src/analysis/causes/namedByFunction.ts";
import type { SubjectChange } from "../../src/model/cause.ts";

/** Own CPU time of functions of a guest book that waits until each entry is on the disk, in ms per request. */
const functions: SubjectChange[] = [
  row("add", "guestbook.js", [0.0163, 0.0285], [0.0048, 0.0197], "same"),
  row("handle", "/app/node_modules/express/lib/application.js", [0.0094, 0.0155], [-0.0033, 0.0154], "same"),
  row("header", "/app/node_modules/express/lib/response.js", [0.0032, 0.0076], [0.0024, 0.0062], "grown"),
];

function row(
  subject: string,
  file: string,
  [base, head]: readonly [number, number],
  interval: [number, number],
  state: SubjectChange["state"],
): SubjectChange {
  return { subject, file, line: 1, unit: "ms/request", base, head, interval, state };
}

const disk = {
  kind: "disk",
  unit: "bytes/request",
  difference: { base: 143, head: 4106, interval: [3700, 4200] },
} as const;

test("more writes are named by the service's own function whose time grew most", () => {
  const [named] = withFunctionNames([disk], { functions });
  expect(named).toEqual({ ...disk, subject: "add", file: "guestbook.js", line: 1 });
});

test("more writes are not named by a function of a package, or by one of several that grew alike", () => {
  expect(withFunctionNames([disk], { functions: functions.slice(1) })).toEqual([disk]);
  const alike = ["a", "b", "c"].map((name) => row(name, "app.js", [1, 2], [0.5, 1.5], "grown"));
  expect(withFunctionNames([disk], { functions: alike })).toEqual([disk]);
});
