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
    case "monitor_failed":
      return JSON.stringify([notice.kind, notice.monitor, notice.reason]);
    case "usage_unseen":
    case "processes_hidden":
      return notice.kind;
    default:
      return JSON.stringify(notice);
  }
}

/** A notice of one arm that came for the other one, too. */
function combined(before: Notice, notice: Notice): Notice {
  if (!("arm" in before) || !("arm" in notice) || before.arm === notice.arm) return before;
  switch (before.kind) {
    case "port_of_one_arm":
      // The arm that starts first gets a port, and the arms start first in turn.
      return { ...before, arm: "either" };
    case "usage_unseen":
    case "processes_hidden":
    case "monitor_failed":
      return { ...before, arm: "both" };
    default:
      return before;
  }
}
