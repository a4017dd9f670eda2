import { randomUUID } from "node:crypto";
import { chmod } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { containerCommand } from "../../../src/service/container/containerCommand.ts";
import { addServer, docker, dockerfile, engineNeeded, hasEngine } from "../../support/containerEngine.ts";
import { type Act, deploy, failureOf } from "../../support/deployService.ts";
import { workspace } from "../../support/loadgate.ts";

const dockerfileLine = "which builds the Dockerfile of each arm (or with image: { base: …, head: shop:ci }),";

test.each([
  ["docker run -p $PORT:8080 shop:ci", "docker run", "service.container: { image: shop:ci, port: 8080 }"],
  [
    "exec docker run --rm -it --name x -p 127.0.0.1:$PORT:80/tcp -e PORT=80 -e KEY -e MODE='a b' -v $PWD/data:/data --memory=1g shop:ci serve --fast",
    "docker run",
    'service.container: { image: shop:ci, port: 80, args: [serve, --fast], volumes: [$PWD/data:/data] } and service.env: { KEY: ${env.KEY}, MODE: "a b" }',
  ],
  ["podman run --publish=${PORT}:3000 shop", "podman run", "service.container: { image: shop, port: 3000 }"],
  ["docker run -d -p $PORT:80 shop && docker wait x", "docker run", "service.container: { image: shop, port: 80 }"],
  ["TAG=1 docker-compose -f ci.yml up", "docker-compose up", "service.compose: { file: ci.yml, service: … }"],
  [
    "docker compose -f ci.yml --file=more.yml up --build api",
    "docker compose up",
    "service.compose: { file: [ci.yml, more.yml], service: api }",
  ],
])("%s is a command that starts containers", (command, program, instead) => {
  const { compose, ...found } = containerCommand(command, true) ?? {};
  expect([found, compose !== undefined]).toEqual([{ program, instead }, program.endsWith("up")]);
});

test.each([
  ["docker run -p 8080:8080 shop:ci", "without_port", `service.container: { port: 8080 }, ${dockerfileLine}`],
  ["docker run shop:ci", "without_port", `service.container: {}, ${dockerfileLine}`],
  ["docker run --rm -dp $PORT:80 shop:ci", "detached", `service.container: { port: 80 }, ${dockerfileLine}`],
  ["sudo docker container run \\\n  --detach shop:ci", "detached", `service.container: {}, ${dockerfileLine}`],
  ["docker compose up -d", "detached", "service.compose: { service: … }"],
])("%s has nothing on PORT", (command, unseen, instead) => {
  expect(containerCommand(command, false)).toMatchObject({ unseen, instead });
});

test.each(["node server.js", "docker build .", "docker compose exec api sh", "npm run docker run", "docker"])(
  "%s starts no container",
  (command) => {
    expect(containerCommand(command, true)).toBeUndefined();
  },
);

const change = (yaml: string) => yaml.replace("/healthz", "/");
const quoted = (command: string) => JSON.stringify(command);

test.each<[string, string]>([
  [
    "docker run -p 8080:8080 shop",
    "service.command: docker run does not publish $PORT, where Loadgate sends its requests: write service.container: { port: 8080 }, " +
      "which builds the Dockerfile of each arm (or with image: { base: …, head: shop }), instead of service.command",
  ],
  [
    "docker compose up -d",
    "service.command: docker compose up goes to the background, where Loadgate cannot see the service: " +
      "write service.compose: { service: … } instead of service.command",
  ],
])("%s is answered at once with the line to write instead", async (command, message) => {
  expect(await failureOf({ command: quoted(command) })).toBe(message);
  expect(await failureOf({ command: quoted(command) }, { act: (deployment) => deployment.build() })).toBe(message);
});

test.each([
  [
    "sleep 9",
    /, got: nothing listened; Loadgate cannot see through docker compose up: write service\.compose: \{ service: … \} /,
  ],
  [
    "exit 1",
    /^service\.command: the head service ended with exit code 1 before it was ready; Loadgate cannot see through /,
  ],
])("docker compose up that does %s is answered in the end", async (script, message) => {
  await using folder = await workspace({
    docker: `#!/bin/sh\ncase "$*" in *config) exit 1 ;; compose*) ${script} ;; esac\n`,
  });
  await chmod(folder.at("docker"), 0o755);
  const config = { command: "docker compose up", service: ["ready_timeout: 300ms", "stop_timeout: 100ms"] };
  const env = { PATH: `${folder.path}:${process.env["PATH"]}` };
  expect(await failureOf(config, { env, change })).toMatch(message);
});

test("a compose file without PORT is answered at once, with the service that it publishes", async () => {
  const config = "services: { db: {}, api: { ports: ['8080:8080'] } }";
  const docker = `#!/bin/sh\n[ "$*" != "compose -f a.yml config" ] || echo "${config}"\n`;
  await using folder = await workspace({ docker });
  await chmod(folder.at("docker"), 0o755);
  const env = { PATH: `${folder.path}:${process.env["PATH"]}` };
  expect(await failureOf({ command: "docker compose -f a.yml up" }, { env })).toBe(
    "service.command: docker compose up does not publish $PORT, where Loadgate sends its requests: " +
      "write service.compose: { file: a.yml, service: api } instead of service.command",
  );
});

describe.skipIf(!hasEngine)(`service.command with docker run${engineNeeded}`, () => {
  const image = `command-${randomUUID()}:ci`;
  beforeAll(async () => {
    await using folder = await workspace({ Dockerfile: dockerfile(`LABEL of=${image}`) });
    addServer(folder.path);
    docker("build", "--quiet", "--tag", image, folder.path);
  });
  afterAll(() => {
    docker("image", "rm", image);
  });
  const containers = () => docker("ps", "--all", "--quiet", "--filter", `label=of=${image}`);

  test("on PORT it is measured as a container, and removed", async () => {
    const act: Act = async (deployment) => {
      const service = await deployment.start();
      const seen = [service.unseen, service.pids().length, service.containers?.map(({ name }) => name)];
      await service[Symbol.asyncDispose]();
      return [...seen, containers()];
    };
    const command = quoted(`docker run -p 127.0.0.1:$PORT:8080 ${image}`);
    expect(await deploy({ command }, act, { change })).toEqual([undefined, 1, ["service"], ""]);
  });

  test("without an engine: what to do", async () => {
    const env = { DOCKER_HOST: "unix:///nowhere/docker.sock" };
    expect(await failureOf({ command: quoted(`docker run -p $PORT:8080 ${image}`) }, { env })).toMatch(
      /^service\.command: the head service ended with exit code 125 before it was ready; no container engine runs at unix:\/\/\/nowhere\/docker\.sock; start it/,
    );
  });
});
