import { expect, test } from "vitest";
import { portNotices, requireSamePorts } from "../../src/experiment/armPorts.ts";
import { createNoticeList } from "../../src/experiment/noticeList.ts";

const arm = (name: "base" | "head", ports?: readonly number[]) => ({
  arm: name,
  ...(ports && { furtherPorts: () => ports }),
});
const only = (name: "base" | "head" | "either", port: number) => ({ kind: "port_of_one_arm", port, arm: name });

test.each([
  [[], [], []],
  [[9464], [], [only("base", 9464)]],
  [[], [9464, 6060], [only("head", 6060), only("head", 9464)]],
  [[9464], [9464, 9229], [only("head", 9229)]],
  // Each has its own, or the system chose.
  [[9464], [9465], []],
  [[40_123, 9464], [41_234, 9465], []],
])("base on %j and head on %j", (base, head, notices) => {
  expect(portNotices([arm("base", base), arm("head", head)])).toEqual(notices);
});

test("one arm alone, or a target that Loadgate does not start", () => {
  expect([portNotices([arm("head", [9464])]), portNotices([arm("base"), arm("head", [9464])])]).toEqual([[], []]);
});

test("a fixed port that one of two pairs has", () => {
  const pairOf = (base: readonly number[], head: readonly number[], isSecond: boolean) =>
    [arm("base", base), arm("head", head)].map((one) => ({ ...one, isSecond }));
  const check =
    (...second: [readonly number[], readonly number[]]) =>
    () =>
      requireSamePorts([...pairOf([9464, 40_123], [9465], false), ...pairOf(...second, true)]);
  expect(check([41_001, 41_002], [41_003])).not.toThrow();
  expect(check([41_001], [41_003])).toThrow("a fixed port besides PORT goes to one base service only");
});

test("the notices of all rounds are told once, with all arms", () => {
  const notices = createNoticeList();
  for (const name of ["base", "base", "head"] as const) {
    notices.add({ kind: "port_of_one_arm", port: 9464, arm: name });
    notices.add({ kind: "port_of_one_arm", port: 6060, arm: "head" });
    notices.add({ kind: "usage_unseen", arm: name, listener: "process 1 (x)" });
    notices.add({ kind: "processes_hidden", arm: name });
  }
  expect(notices.all()).toEqual([
    only("either", 9464),
    only("head", 6060),
    { kind: "usage_unseen", arm: "both", listener: "process 1 (x)" },
    { kind: "processes_hidden", arm: "both" },
  ]);
});
