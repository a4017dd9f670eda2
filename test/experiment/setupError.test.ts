import { expect, test } from "vitest";
import { SetupUnserved, setupError } from "../../src/experiment/setupError.ts";
import { SetupFailure } from "../../src/model/errors.ts";
import type { Arm } from "../../src/model/plan.ts";

const step = "setup[0], POST /login";
const failureOn = (...failed: readonly (readonly [target: number, outcome: string])[]) =>
  new SetupFailure(
    failed.map(([, outcome]) => `${step}: ${outcome}`).join("; "),
    failed.map(([target, outcome]) => ({ target, step, outcome })),
  );

test.each<[name: string, arms: readonly Arm[], failure: SetupFailure, text: string]>([
  ["a 500 of the base", ["base", "head"], failureOn([0, "status 500"]), `${step}: status 500 (on the base)`],
  ["a 404 of the head", ["base", "head"], failureOn([1, "status 404"]), `${step}: status 404 (on the head)`],
  [
    "a 404 of both",
    ["base", "head"],
    failureOn([0, "status 404"], [1, "status 404"]),
    `${step}: status 404; ${step}: status 404`,
  ],
  ["a head alone", ["head"], failureOn([0, "status 404"]), `${step}: status 404`],
])("%s stays a failure", (_, arms, failure, text) => {
  const error = setupError(failure, arms);
  expect(error).not.toBeInstanceOf(SetupUnserved);
  expect(error).toMatchObject({ message: text });
});

test.each([
  ["beside the head", ["base", "head"]],
  ["alone, in its turn", ["base"]],
] as const)("a base %s that does not serve the setup is no failure of the service", (_, arms) => {
  const outcomes = ["status 404", "status 405", "status 501", "HTTP/2 not spoken"];
  const errors = outcomes.map((outcome) => setupError(failureOn([0, outcome]), arms));
  expect(errors.map((error) => error instanceof SetupUnserved && error.step)).toEqual(
    outcomes.map((outcome) => `${step} (${outcome})`),
  );
});
