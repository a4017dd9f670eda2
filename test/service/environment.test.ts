import { expect, test } from "vitest";
import { serviceEnvironment } from "../../src/service/environment.ts";

const token = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";
const base64 = Buffer.from(`x-access-token:${token}`).toString("base64");

test("a service inherits no variable with the job's token, in any encoding", () => {
  const ours = {
    PATH: "/bin",
    NODE_AUTH_TOKEN: token,
    REMOTE: `https://x-access-token:${token}@github.com/a/b`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${base64}`,
    GITHUB_TOKEN: "other",
    "INPUT_GITHUB-TOKEN": "another",
    ACTIONS_RUNTIME_TOKEN: "a third",
    GITHUB_SHA: "1a2b3c4",
    UNSET: undefined,
  };
  expect(serviceEnvironment(ours, {}, [token])).toEqual({ PATH: "/bin", GITHUB_SHA: "1a2b3c4", UNSET: undefined });
});

test("a service gets the variables of the configuration", () => {
  expect(serviceEnvironment({ A: token }, { B: token }, [token])).toEqual({ B: token });
  expect(serviceEnvironment({ A: token }, { A: "own" })).toEqual({ A: "own" });
});
