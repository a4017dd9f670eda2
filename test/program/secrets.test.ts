import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { exitCodeOfError } from "../../src/exit.ts";
import { CouldNotMeasure, WrongInput } from "../../src/model/errors.ts";
import type { Results } from "../../src/model/results.ts";
import { maskErrors, maskResults } from "../../src/results/maskResults.ts";
import { startGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { commit, git, hasGit } from "../support/gitRepository.ts";
import { goldenResults } from "../support/goldenResults.ts";
import { runLoadgate, workspace } from "../support/loadgate.ts";
import { runAction } from "../support/runAction.ts";

/** Credentials that the service hands out while it runs. */
const credentials = { token: "t0ken-of-a-login-4711", session: "s3ssion-of-a-login-4711" };

/** A service that logs everything it gets, and then ends. */
const leakyService = `
const { createServer } = require("node:http");
const say = (what) => console.log(JSON.stringify(what));
say(process.env);
say(Object.values(process.env).map((value) => Buffer.from("key:" + value).toString("base64")));
say(Object.values(process.env).map(encodeURIComponent));
let answered = 0;
createServer((request, response) => {
  say(request.headers);
  console.log(request.rawHeaders);
  const [, basic = ""] = (request.headers["proxy-authorization"] ?? "").split(" ");
  say(["the password is", Buffer.from(basic, "base64").toString()]);
  if (++answered > 12) process.exit(70);
  response.setHeader("set-cookie", "sid=${credentials.session}; Path=/; HttpOnly");
  say(response.getHeaders());
  response.end(JSON.stringify({ token: "${credentials.token}" }));
}).listen(process.env.PORT, "127.0.0.1");
`;

const password = "p4ssword:of/ann?";

const config = `
version: 1
service:
  command: exec ${process.execPath} leakyService.cjs
  env: { DATABASE_KEY: "\${env.DATABASE_KEY}" }
secrets: [X-Session]
scenarios:
  steady:
    setup: [{ method: POST, path: /login, extract: { token: "$.token" } }]
    phases: [{ pattern: constant, rate: 50/s, duration: 1s }]
    requests:
      - name: a page with \${env.PAGE_KEY}
        path: "/page?key=\${env.PAGE_KEY}"
        headers:
          x-session: of-this-very-session
          proxy-authorization: Basic ${Buffer.from(`ann:${password}`).toString("base64")}
          authorization: "Bearer \${token}"
`;

const env = { DATABASE_KEY: "d4tabase key/with?odd&letters", PAGE_KEY: "p4ge-key" };
const secrets = [...Object.values(env), password, "of-this-very-session", ...Object.values(credentials)];

/** The secrets that a text contains, as they are or encoded. */
function secretsIn(text: string, all: readonly string[]): readonly string[] {
  const forms = (secret: string) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(`key:${secret}`).toString("base64").slice(6, -4),
  ];
  return all.filter((secret) => forms(secret).some((form) => text.includes(form)));
}

test("the secrets of a service that logs everything are in no output and no file", async () => {
  await using folder = await workspace({ "loadgate.yml": config, "leakyService.cjs": leakyService });
  const run = await runLoadgate(["run"], folder.path, env);
  const [results, markdown, html] = await Promise.all(
    ["results.json", "report.md", "report.html"].map((name) => folder.read(`loadgate-report/${name}`)),
  );
  expect(run.code).toBe(23);
  // The service did log them, and the reports have the end of its log.
  expect(secretsIn(await folder.read("loadgate-report/service-head.log"), secrets)).toEqual(secrets);
  expect(JSON.parse(results ?? "").scenarios[0].failure).toContain("ended with exit code 70 while it was measured");
  for (const text of [run.stdout, run.stderr, results, markdown, html]) {
    expect(secretsIn(text ?? "", secrets)).toEqual([]);
    if (text !== run.stderr) expect(text).toContain("***");
  }
});

test("an error before the measurement contains no secret", async () => {
  await using folder = await workspace({
    "loadgate.yml": config.replace(
      "service:",
      'base: { from: git, ref: "${env.PAGE_KEY}" }\nservice:\n  directory: "/nowhere/${env.DATABASE_KEY}"',
    ),
    "leakyService.cjs": leakyService,
  });
  const run = await runLoadgate(["run"], folder.path, env);
  expect([run.code, run.stdout.includes("/nowhere/***")]).toEqual([23, true]);
  expect(secretsIn(run.stdout + run.stderr, secrets)).toEqual([]);
});

test.skipIf(!hasGit)("the progress contains no secret", async () => {
  await using folder = await workspace({
    "loadgate.yml": config.replace("service:", 'base: { ref: "${env.PAGE_KEY}" }\nservice:'),
    "leakyService.cjs": leakyService,
  });
  git(folder.path, "init", "--quiet");
  await commit(folder.path, "first");
  git(folder.path, "branch", env.PAGE_KEY);
  await commit(folder.path, "second");
  const { stderr } = await runLoadgate(["run"], folder.path, env);
  expect(stderr).toMatch(/^base: git [0-9a-f]{7} \(\*\*\*\)$/m);
  expect(secretsIn(stderr, secrets)).toEqual([]);
});

test("the summary, the comment and the artifacts of a job contain neither secrets nor the job's token", async () => {
  await using github = await startGitHub();
  await using folder = await workspace({ "loadgate.yml": config, "leakyService.cjs": leakyService });
  const event = new URL("../../fixtures/github/events/pull_request.json", import.meta.url);
  const run = await runAction({
    github,
    workspace: folder.path,
    event: { name: "pull_request", payload: JSON.parse(await readFile(event, "utf8")) },
    ref: "refs/pull/2/merge",
    sha: "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d",
    runId: 100,
    env: {
      ...env,
      NODE_AUTH_TOKEN: github.token,
      REMOTE: `https://x-access-token:${github.token}@github.com/a/b`,
      GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${github.token}`).toString("base64")}`,
    },
  });
  expect([run.exitCode, run.outputs["verdict"]]).toEqual([23, "invalid"]);
  const log = await folder.read("loadgate-report/service-head.log");
  expect([secretsIn(log, secrets), secretsIn(log, [github.token])]).toEqual([secrets, []]);

  const all = [...secrets, github.token];
  const files = await Promise.all(
    ["results.json", "report.md", "report.html"].map((name) => folder.read(`loadgate-report/${name}`)),
  );
  // The runner gets them, so that it masks them too.
  const printed = run.stdout.replace(/^::add-mask::.*$/gm, "");
  const comments = github.comments(2).map(({ body }) => body);
  const artifacts = github.artifacts.flatMap(({ zip }) => Object.values(filesOf(zip)).map(String));
  expect([comments.length, artifacts.length > 0, run.summary.includes("***")]).toEqual([1, true, true]);
  for (const text of [printed, run.stderr, run.summary, ...files, ...comments, ...artifacts]) {
    expect(secretsIn(text, all)).toEqual([]);
  }
  const masked = [...run.stdout.matchAll(/^::add-mask::(.*)$/gm)].map(([, text]) => text);
  for (const known of [...Object.values(env), password, github.token]) expect(masked).toContain(known);
});

test("an error with a secret is masked and keeps its exit code", async () => {
  const secret = randomUUID();
  const maskedError = (error: unknown) =>
    maskErrors([secret], () => Promise.reject(error)).catch((thrown: unknown) => thrown);
  for (const [error, code] of [
    [new WrongInput(`not ${secret}`), 22],
    [new CouldNotMeasure(`not ${secret}`), 23],
    [new TypeError(`not ${secret}`), 23],
  ] as const) {
    const masked = await maskedError(error);
    expect([masked instanceof Error && masked.message, exitCodeOfError(masked)]).toEqual(["not ***", code]);
  }
  const other = new TypeError("nothing of it");
  expect(await maskedError(other)).toBe(other);
});

test("a secret that is a word of results.json is masked only in texts, so the file stays valid", async () => {
  const golden: Results = await goldenResults("mixed");
  const words = ["pass", "request", "scenarios", "head", "p95 ", "regressed", "duet", "results", "outcome"];
  const shown = maskResults(
    {
      ...golden,
      warnings: [
        { kind: "other", message: "the head of the duet" },
        { kind: "other", message: "duet" },
      ],
    },
    words,
  );
  expect(shown.warnings.map(({ message }) => message)).toEqual(["the *** of the ***", "duet"]);
  expect(shown.scenarios.map(({ id, mode, comparisons }) => [id, mode.kind, comparisons.length])).toEqual(
    golden.scenarios.map(({ id, mode, comparisons }) => [id, mode.kind, comparisons.length]),
  );
  expect(maskResults(golden, ["nowhere in it"])).toEqual(golden);
});
