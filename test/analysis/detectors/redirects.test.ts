import { expect, test } from "vitest";
import { detectRedirects } from "../../../src/analysis/detectors/redirects.ts";
import type { Arm } from "../../../src/model/plan.ts";
import { noticeText } from "../../../src/wording/noticeText.ts";
import { armPhase, phaseRecord, requestRecord } from "../../support/builders.ts";

type Statuses = Readonly<Record<string, number>>;

function textsOf(statuses: Partial<Record<Arm, Statuses>>, plainGets = ["GET /"]) {
  const phases = (["base", "head"] as const).flatMap((arm) => {
    const record = phaseRecord([{ ...requestRecord("GET /", [5]), statuses: statuses[arm] ?? {} }]);
    return arm in statuses ? [armPhase({ arm, record })] : [];
  });
  return detectRedirects({ scenario: "shop", rounds: [{ index: 0, phases }], plainGets }).map(noticeText);
}

const text = (arm: string, status: number) =>
  `shop: every response of GET / on ${arm} is a redirect (status ${status}), which is not followed: ` +
  `set redirects: 1, name its target as the path, or set expect: { status: ${status} } if you measure the redirect; ` +
  "a service behind a proxy may want the header x-forwarded-proto: https";

test("a request that is answered by redirects only is said", () => {
  expect(textsOf({ base: { 301: 5 }, head: { 301: 7 } })).toEqual([text("base and head", 301)]);
  expect(textsOf({ base: { 200: 5 }, head: { 302: 7 } })).toEqual([text("the head", 302)]);
  expect(textsOf({ base: { 307: 5 }, head: { 200: 7 } })).toEqual([text("the base", 307)]);
});

test("a redirect that is expected, or one among others, is no news", () => {
  expect(textsOf({ head: { 301: 5 } }, [])).toEqual([]);
  expect(textsOf({ head: { 301: 5, 200: 1 } })).toEqual([]);
  expect(textsOf({ head: { 304: 5 } })).toEqual([]);
  expect(textsOf({ head: {} })).toEqual([]);
});
