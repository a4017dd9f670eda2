import type { Notice } from "../model/notice.ts";

/** Collects notices that come in every round, each once. */
export interface NoticeList {
  add(notice: Notice): void;
  all(): readonly Notice[];
}

export function createNoticeList(): NoticeList {
  const notices = new Map<string, Notice>();
  return {
    add(notice) {
      const key = keyOf(notice);
      const before = notices.get(key);
      notices.set(key, before === undefined ? notice : combined(before, notice));
    },
    all: () => [...notices.values()],
  };
}

/** The parts of a notice that make it another one. A listener has another pid in each round. */
function keyOf(notice: Notice): string {
  switch (notice.kind) {
    case "port_of_one_arm":
      return JSON.stringify([notice.kind, notice.port]);
    case "usage_unseen":
      return notice.kind;
    default:
      return JSON.stringify(notice);
  }
}

/** The arm that starts first gets a port, and the arms start first in turn. */
function combined(before: Notice, notice: Notice): Notice {
  if (before.kind === "port_of_one_arm" && notice.kind === "port_of_one_arm")
    return before.arm === notice.arm ? before : { ...before, arm: "either" };
  if (before.kind === "usage_unseen" && notice.kind === "usage_unseen")
    return before.arm === notice.arm ? before : { ...before, arm: "both" };
  return before;
}
