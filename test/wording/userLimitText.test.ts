import { expect, test } from "vitest";
import { noticeText } from "../../src/wording/noticeText.ts";

const facts = { scenario: "shop", phase: "steady", limit: 100, waited_ratio: 0.3, longest_wait_ms: 2000, needed: 190 };

test.for([
  [
    "config",
    {},
    "30 % of the arrivals of steady waited, up to 2000 ms, for max_concurrent_users: 100: about 190 would do",
  ],
  [
    "config",
    { arm: "head" },
    "30 % of the arrivals of steady waited on the head, up to 2000 ms, for max_concurrent_users: 100: about 190 would do",
  ],
  [
    "machine",
    {},
    "30 % of the arrivals of steady waited, up to 2000 ms, for the load generator's limit of 100 requests at once: " +
      "the load needs about 190; lower the rate, or raise the limit of open files (ulimit -n)",
  ],
] as const)("a limit that made requests wait is named with the number that would do: %s %j", ([source, arm, text]) => {
  const notice = { kind: "user_limit_reached", source, ...arm, ...facts } as const;
  expect(noticeText(notice)).toBe(`shop: ${text}; latencies include that wait`);
});
