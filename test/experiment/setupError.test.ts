import { expect, test } from "vitest";
import { type SetupRound, SetupUnserved, setupError } from "../../src/experiment/setupError.ts";
import { SetupFailure } from "../../src/model/errors.ts";
import type { Arm } from "../../src/model/plan.ts";

const step = "setup[0], POST /login";
const body = '{"error":"no such user"}';
const failureOn = (...failed: readonly (readonly [target: number, outcome: string, body?: string])[]) =>
  new SetupFailure(
    [...new Set(failed.map(([, outcome]) => `${step}: ${outcome}`))].join("; "),
    failed.map(([target, outcome, body]) => ({ target, step, outcome, ...(body === undefined ? {} : { body }) })),
  );
const roundOf = (arms: readonly Arm[], more: Partial<SetupRound> = {}): SetupRound => ({
  running: arms.map((arm) => ({
    arm,
    logTail: async () => ({ log: `the end of its log (service-${arm}.log):\n  | refused`, errorLine: "refused" }),
  })),
  index: -1,
  hasSucceeded: false,
  otherSucceeded: false,
  ...more,
});
const both: readonly Arm[] = ["base", "head"];
const logOf = (arm: Arm) => `\nthe end of its log (service-${arm}.log):\n  | refused`;

test.each<[name: string, round: SetupRound, failure: SetupFailure, text: string, onlyArm: Arm | undefined]>([
  [
    "a 500 of the base",
    roundOf(both),
    failureOn([0, "status 500"]),
    `${step}: status 500 (on the base, in the rehearsal round)${logOf("base")}`,
    "base",
  ],
  [
    "a 404 of the head",
    roundOf(both, { index: 0 }),
    failureOn([1, "status 404", body]),
    `${step}: status 404 (on the head, in round 1); the response begins: ${body}${logOf("head")}`,
    "head",
  ],
  [
    "a 404 of both",
    roundOf(both),
    failureOn([0, "status 404"], [1, "status 404"]),
    `${step}: status 404 (on base and head, in the rehearsal round)${logOf("base")}${logOf("head")}`,
    undefined,
  ],
  [
    "one head of two pairs, which a state that they share may explain",
    roundOf([...both, ...both], { index: 0 }),
    failureOn([3, "status 409"]),
    `${step}: status 409 (on the head, in round 1)${logOf("head")}`,
    undefined,
  ],
  [
    "both heads of two pairs",
    roundOf([...both, ...both], { index: 0 }),
    failureOn([1, "status 409"], [3, "status 409"]),
    `${step}: status 409 (on the head, in round 1)${logOf("head")}${logOf("head")}`,
    "head",
  ],
  [
    "a head alone, without a base",
    roundOf(["head"], { index: 0 }),
    failureOn([0, "status 404"]),
    `${step}: status 404 (on the head, in round 1)${logOf("head")}`,
    undefined,
  ],
  [
    "a head alone, after its base",
    roundOf(["head"], { index: 0, otherSucceeded: true }),
    failureOn([0, "status 404"]),
    `${step}: status 404 (on the head, in round 1)${logOf("head")}`,
    "head",
  ],
  [
    "state that stays",
    roundOf(both, { index: 1, hasSucceeded: true }),
    failureOn([0, "status 409"], [1, "status 409"]),
    `${step}: status 409 (on base and head, in round 2); it succeeded in the round before, so it depends on state that earlier rounds ` +
      `changed: reset that state in service.before_round${logOf("base")}${logOf("head")}`,
    undefined,
  ],
])("%s stays a failure, with its place", async (_, round, failure, text, onlyArm) => {
  const error = await setupError(failure, round);
  expect(error).toBeInstanceOf(SetupFailure);
  expect(error).toMatchObject({ message: text, onlyArm });
});

test.each([
  ["beside the head", ["base", "head"]],
  ["alone, in its turn", ["base"]],
] as const)("a base %s that does not serve the setup is no failure of the service", async (_, arms) => {
  const outcomes = [
    "status 404",
    "status 405",
    "status 501",
    "status 422",
    "unexpected json $.ok",
    "HTTP/2 not spoken",
  ];
  const errors = await Promise.all(outcomes.map((outcome) => setupError(failureOn([0, outcome]), roundOf(arms))));
  expect(errors.map((error) => error instanceof SetupUnserved && error.step)).toEqual(
    outcomes.map((outcome) => `${step} (${outcome})`),
  );
});
