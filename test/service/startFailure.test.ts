import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freePort } from "../../src/service/port.ts";
import { certificate } from "../support/certificate.ts";
import { type Act, deploy, failureOf } from "../support/deployService.ts";
import { sampleService } from "../support/loadgate.ts";

const node = (script: string) => JSON.stringify(`exec ${process.execPath} -e '${script}'`);
const start: Act = async (deployment) => {
  await using _ = await deployment.start();
  return "ready";
};
const timeout = "ready_timeout: 1500ms";
const tcp = (yaml: string) => yaml.replace("ready: /healthz", "ready: tcp");

/** The service answers over TLS, with a certificate of its own. */
async function tlsFiles() {
  const { cert, key } = await certificate();
  const script = `require("https").createServer({ key: require("fs").readFileSync("key.pem"), cert: require("fs").readFileSync("cert.pem") }, (q, r) => r.end()).listen(process.env.PORT)`;
  return { files: { "cert.pem": cert, "key.pem": key }, command: node(script) };
}

test("the error for a service that speaks TLS names service.tls", async () => {
  const { files, command } = await tlsFiles();
  expect(await failureOf({ command, service: [timeout] }, { files })).toMatch(
    /, got: ECONNRESET; it speaks TLS on that port: set service\.tls: true\n/,
  );
  expect(await failureOf({ command }, { files, change: tcp })).toMatch(
    /^service\.ready: expected the head service to speak plain HTTP on PORT \d+; it speaks TLS on that port: set service\.tls: true\n/,
  );
});

test("service.tls: the probe and the origin use TLS, and a certificate that is not trusted ends the wait", async () => {
  const { files, command } = await tlsFiles();
  const service = ["tls: true", "ready_timeout: 60s"];
  const origin: Act = async (deployment) => {
    await using running = await deployment.start();
    return running.origin;
  };
  const top = ["tls: { verify: false }"];
  expect(await deploy({ command, service, top }, origin, { files })).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(await deploy({ command, service, top }, origin, { files, change: tcp })).toMatch(/^https:/);
  expect(await failureOf({ command, service }, { files })).toContain(
    "got: DEPTH_ZERO_SELF_SIGNED_CERT; the server's certificate is self-signed; name it in tls.ca, or set tls.verify: false",
  );
});

test("service.tls for a service without TLS", async () => {
  expect(await failureOf({ service: ["tls: true", timeout] })).toContain(
    "it speaks plain HTTP on that port: remove service.tls: true",
  );
});

test("a service on another address than loopback: the address, and the variable that sets it", async () => {
  const command = node('require("http").createServer().listen(process.env.PORT, process.env.HOST)');
  const env = { HOST: "127.0.0.2" };
  expect(await failureOf({ command, service: [timeout] }, { env })).toContain(
    "it listens on 127.0.0.2 only: let it listen on 127.0.0.1 or 0.0.0.0 (HOST sets it: service.env.HOST: 127.0.0.1)",
  );
});

test("a service that ends with its standard input, and service.stdin: open", async () => {
  const script = `process.stdin.on("end", () => process.exit()).resume(); import(${JSON.stringify(sampleService)})`;
  const command = "exec node service.cjs".replace("node", process.execPath);
  const files = { "service.cjs": script };
  expect(await failureOf({ command }, { files })).toContain(
    "ended with exit code 0 before it was ready; a service must keep running in the foreground; if it stops because its standard input has ended, set service.stdin: open",
  );
  expect(await failureOf({ command, service: ["stdin: open"] }, { files, act: start })).toBe("ready");
});

test("a service that goes to the background", async () => {
  expect(await failureOf({ command: "sleep 20 &" })).toMatch(
    /ended with exit code 0 before it was ready; process \d+ \(.*sleep 20.*\) still runs: the service went to the background; start it in the foreground\n/,
  );
});

test("an error about a variable that no command gets names it", async () => {
  const env = { GITHUB_TOKEN: "a-token", GITHUB_OUTPUT: "/dev/null" };
  const missing = "echo \"KeyError: 'GITHUB_TOKEN'\"; exit 1";
  const advice =
    "its log names GITHUB_TOKEN, which Loadgate withholds from all commands; if it is needed, set service.env.GITHUB_TOKEN: ${env.GITHUB_TOKEN}\n";
  expect(await failureOf({ command: JSON.stringify(missing) }, { env })).toContain(advice);
  const act: Act = (deployment) => deployment.build();
  expect(await failureOf({ service: [`build: ${JSON.stringify(missing)}`] }, { act, env })).toContain(advice);
});

test("a port that the other arm of the run holds: the port, the arm and the remedy", async () => {
  const port = await freePort();
  const runId = randomUUID();
  const command = node(
    `const h = require("http"); h.createServer((q, r) => r.end()).listen(process.env.PORT, () => h.createServer().listen(${port}))`,
  );
  const advice = (name: string, source: string) =>
    `the base service, which runs at the same time, holds port ${port}: let it listen on PORT, and give base and head their own ` +
    `further ports, such as service.env.${name}: { base: "${port}", head: "${port + 1}" }${source}\n`;
  const base = async (env: Readonly<Record<string, string>>) => {
    const act: Act = async (deployment) => {
      await using _ = await deployment.start();
      return await failureOf({ command }, { runId, env });
    };
    return await deploy({ command }, act, { arm: "base", runId });
  };
  expect(await base({})).toContain(advice("METRICS_PORT", ", by the variable that the service reads"));
  expect(await base({ ADMIN_PORT: String(port) })).toContain(advice("ADMIN_PORT", ""));
});

test("a command of several lines stops at the first that fails, and in a pipe", async () => {
  const stops = "a command of several lines stops at the first line that fails";
  const act: Act = async (deployment, directory) => {
    await writeFile(join(directory, "x"), "");
    await deployment.build();
  };
  const build = (text: string) => failureOf({ service: [`build: ${JSON.stringify(text)}`] }, { act });
  expect(await build("false\ntrue")).toBe(
    `service.build: the head build ended with exit code 1; ${stops}\nit logged nothing`,
  );
  expect(await build("false | cat")).toBe("service.build: the head build ended with exit code 1\nit logged nothing");
  expect(await build("false || true\nif false; then exit 3; fi\ntest -f x && [[ 1 == 1 ]]")).toBe(undefined);
  expect(await failureOf({ command: JSON.stringify(`false\n${process.execPath} ${sampleService}`) })).toContain(
    `ended with exit code 1 before it was ready; ${stops}`,
  );
  expect(await deploy({ command: JSON.stringify(`cd .\n${process.execPath} ${sampleService}`) }, start)).toBe("ready");
});
