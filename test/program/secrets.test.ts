import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { exitCodeOfError } from "../../src/exit.ts";
import { CouldNotMeasure, WrongInput } from "../../src/model/errors.ts";
import type { Results } from "../../src/model/results.ts";
import { tellingNone, withoutSecrets } from "../../src/results/maskResults.ts";
import { startGitHub } from "../support/github/server.ts";
import { filesOf } from "../support/github/zip.ts";
import { goldenResults } from "../support/goldenResults.ts";
import { loadgate, workspace } from "../support/loadgate.ts";
import { commit, git, hasGit } from "../support/repository.ts";
import { runAction } from "../support/runAction.ts";

/** What the service gives out as it runs. */
const given = { token: "t0ken-of-a-login-4711", session: "s3ssion-of-a-login-4711" };

/** Tells all that it is given, and dies. */
const talker = `
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
  response.setHeader("set-cookie", "sid=${given.session}; Path=/; HttpOnly");
  say(response.getHeaders());
  response.end(JSON.stringify({ token: "${given.token}" }));
}).listen(process.env.PORT, "127.0.0.1");
`;

const password = "p4ssword:of/ann?";

const config = `
version: 1
service:
  command: exec ${process.execPath} talker.cjs
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
const secrets = [...Object.values(env), password, "of-this-very-session", ...Object.values(given)];

/** Which of them a text tells, as they are or as programs pass them on. */
function toldIn(text: string, all: readonly string[]): readonly string[] {
  const forms = (secret: string) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(`key:${secret}`).toString("base64").slice(6, -4),
  ];
  return all.filter((secret) => forms(secret).some((form) => text.includes(form)));
}

test("a service that tells all it knows: none of it is in what is printed or written", async () => {
  await using place = await workspace({ "loadgate.yml": config, "talker.cjs": talker });
  const run = await loadgate(["run"], place.path, env);
  const [results, markdown, html] = await Promise.all(
    ["results.json", "report.md", "report.html"].map((name) => place.read(`loadgate-report/${name}`)),
  );
  expect(run.code).toBe(23);
  // It did tell them, and the end of what it told is in the reports.
  expect(toldIn(await place.read("loadgate-report/service-head.log"), secrets)).toEqual(secrets);
  expect(JSON.parse(results ?? "").scenarios[0].failure).toContain("ended with exit code 70 while it was measured");
  for (const text of [run.stdout, run.stderr, results, markdown, html]) {
    expect(toldIn(text ?? "", secrets)).toEqual([]);
    if (text !== run.stderr) expect(text).toContain("***");
  }
});

test("what ends the program before anything is measured tells none", async () => {
  await using place = await workspace({
    "loadgate.yml": config.replace(
      "service:",
      'base: { from: git, ref: "${env.PAGE_KEY}" }\nservice:\n  directory: "/nowhere/${env.DATABASE_KEY}"',
    ),
    "talker.cjs": talker,
  });
  const run = await loadgate(["run"], place.path, env);
  expect([run.code, run.stdout.includes("/nowhere/***")]).toEqual([23, true]);
  expect(toldIn(run.stdout + run.stderr, secrets)).toEqual([]);
});

test.skipIf(!hasGit)("the progress tells none", async () => {
  await using place = await workspace({
    "loadgate.yml": config.replace("service:", 'base: { ref: "${env.PAGE_KEY}" }\nservice:'),
    "talker.cjs": talker,
  });
  git(place.path, "init", "--quiet");
  await commit(place.path, "first");
  git(place.path, "branch", env.PAGE_KEY);
  await commit(place.path, "second");
  const { stderr } = await loadgate(["run"], place.path, env);
  expect(stderr).toMatch(/^base: git [0-9a-f]{7} \(\*\*\*\)$/m);
  expect(toldIn(stderr, secrets)).toEqual([]);
});

test("in a job, nor are they in the summary, the comment and the artifacts, and nor is the job's token", async () => {
  await using github = await startGitHub();
  await using place = await workspace({ "loadgate.yml": config, "talker.cjs": talker });
  const event = new URL("../../fixtures/github/events/pull_request.json", import.meta.url);
  const run = await runAction({
    github,
    workspace: place.path,
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
  const log = await place.read("loadgate-report/service-head.log");
  expect([toldIn(log, secrets), toldIn(log, [github.token])]).toEqual([secrets, []]);

  const all = [...secrets, github.token];
  const files = await Promise.all(
    ["results.json", "report.md", "report.html"].map((name) => place.read(`loadgate-report/${name}`)),
  );
  // To the runner itself they are told, for it to mask them too.
  const printed = run.stdout.replace(/^::add-mask::.*$/gm, "");
  const comments = github.comments(2).map(({ body }) => body);
  const artifacts = github.artifacts.flatMap(({ zip }) => Object.values(filesOf(zip)).map(String));
  expect([comments.length, artifacts.length > 0, run.summary.includes("***")]).toEqual([1, true, true]);
  for (const text of [printed, run.stderr, run.summary, ...files, ...comments, ...artifacts]) {
    expect(toldIn(text, all)).toEqual([]);
  }
  const masked = [...run.stdout.matchAll(/^::add-mask::(.*)$/gm)].map(([, text]) => text);
  for (const known of [...Object.values(env), password, github.token]) expect(masked).toContain(known);
});

test("an error that tells a secret is told without it, and ends the program as it would have", async () => {
  const secret = randomUUID();
  const thrown = (error: unknown) => tellingNone([secret], () => Promise.reject(error)).catch((told: unknown) => told);
  for (const [error, code] of [
    [new WrongInput(`not ${secret}`), 22],
    [new CouldNotMeasure(`not ${secret}`), 23],
    [new TypeError(`not ${secret}`), 23],
  ] as const) {
    const told = await thrown(error);
    expect([told instanceof Error && told.message, exitCodeOfError(told)]).toEqual(["not ***", code]);
  }
  const other = new TypeError("nothing of it");
  expect(await thrown(other)).toBe(other);
});

test("a secret that is a word of results.json hides in texts alone: the file stays one", async () => {
  const golden: Results = await goldenResults("mixed");
  const words = ["pass", "request", "scenarios", "head", "p95 ", "regressed", "duet", "results", "outcome"];
  const shown = withoutSecrets({ ...golden, warnings: ["the head of the duet", "duet"] }, words);
  expect(shown.warnings).toEqual(["the *** of the ***", "duet"]);
  expect(shown.scenarios.map(({ id, mode, comparisons }) => [id, mode.kind, comparisons.length])).toEqual(
    golden.scenarios.map(({ id, mode, comparisons }) => [id, mode.kind, comparisons.length]),
  );
  expect(withoutSecrets(golden, ["nowhere in it"])).toEqual(golden);
});
