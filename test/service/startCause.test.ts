import { expect, test } from "vitest";
import { causeText, portInUse, withheldCause } from "../../src/service/startCause.ts";

test.each([
  ["Error: listen EADDRINUSE: address already in use :::9464", 9464],
  ["2026/01/02 10:11:12 listen tcp :9464: bind: address already in use", 9464],
  ["ERROR: [Errno 98] error while attempting to bind on address ('0.0.0.0', 9464): address already in use", 9464],
  ["[2026-01-02 10:00:00 +0000] [7] [ERROR] Connection in use: ('0.0.0.0', 9464)", 9464],
  ["Port 9464 is in use by another program.", 9464],
  ["Web server failed to start. Port 8080 was already in use.", 8080],
  ["nginx: [emerg] bind() to 0.0.0.0:8080 failed (98: Address already in use)", 8080],
  ['Address already in use - bind(2) for "127.0.0.1" port 3000 (Errno::EADDRINUSE)', 3000],
  ["Failed to bind to address http://127.0.0.1:5000: address already in use.", 5000],
  ["java.net.BindException: Address already in use\n\tat sun.nio.ch.Net.bind0(Net.java:555)", "unknown"],
  ['Os { code: 98, kind: AddrInUse, message: "Address already in use" }', "unknown"],
  ["Error: EADDRINUSE\n  syscall: 'listen',\n  port: 9464", 9464],
  ["listening on port 8080", undefined],
])("%j reports port %s as in use", (log, port) => {
  expect(portInUse(log.split("\n"))).toBe(port);
});

test("names of withheld variables are whole words", () => {
  const log = ["KeyError: 'GITHUB_TOKEN'", "MY_GH_TOKEN=1", "INPUT_BASELINE-KEY missing", "401 Unauthorized"];
  expect(withheldCause(log, ["GITHUB_TOKEN", "GH_TOKEN", "INPUT_BASELINE-KEY"])).toEqual({
    kind: "withheld_variables",
    names: ["GITHUB_TOKEN", "INPUT_BASELINE-KEY"],
  });
});

test.each([
  "npm error code E401",
  "npm error 401 Unauthorized - GET https://npm.pkg.github.com/@shop%2fui",
  "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
  "remote: Invalid username or token. fatal: Authentication failed for 'https://github.com/a/b'",
  "Received status code 401 from server: Unauthorized",
])("refused credentials may be those that Loadgate withholds: %s", (line) => {
  const withheld = ["ACTIONS_RUNTIME_TOKEN", "GITHUB_OUTPUT", "GITHUB_TOKEN", "NODE_AUTH_TOKEN"];
  const cause = withheldCause(["installing", line], withheld);
  expect(cause && causeText(cause)).toBe(
    "its log says that credentials were refused, and Loadgate withholds GITHUB_TOKEN, NODE_AUTH_TOKEN from all commands; " +
      "if one is needed, set service.env.GITHUB_TOKEN: ${env.GITHUB_TOKEN}",
  );
  expect(withheldCause([line], ["GITHUB_OUTPUT"])).toBeUndefined();
  expect(withheldCause(["listening on 4010"], withheld)).toBeUndefined();
});

test("a container that holds the port", () => {
  const holder = { kind: "container", container: "docker, 172.17.0.2" } as const;
  expect(causeText({ kind: "port_taken", port: 5432, holder })).toBe(
    "a container (docker, 172.17.0.2) holds port 5432: let the service listen on PORT, or stop that container",
  );
});
