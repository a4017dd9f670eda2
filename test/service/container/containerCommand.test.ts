import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { containerCommand } from "../../../src/service/container/containerCommand.ts";
import { addServer, docker, dockerfile, engineNeeded, hasEngine } from "../../support/containerEngine.ts";
import { type Act, deploy, failureOf } from "../../support/deployService.ts";
import { workspace } from "../../support/loadgate.ts";

test.each([
  ["docker run -p 8080:8080 shop:ci", "docker run", "service.container: { image: shop:ci, port: 8080 }"],
  [
    "exec docker run --rm -it --name x -p 127.0.0.1:$PORT:80/tcp -e PORT=80 -e KEY -e MODE='a b' -v $PWD/data:/data --memory=1g shop:ci serve --fast",
    "docker run",
    'service.container: { image: shop:ci, port: 80, args: [serve, --fast], volumes: [$PWD/data:/data] } and service.env: { KEY: ${env.KEY}, MODE: "a b" }',
  ],
  ["sudo docker container run \\\n  -dp 80:3000 shop", "docker run", "service.container: { image: shop, port: 3000 }"],
  ["podman run --publish=80:3000 shop", "podman run", "service.container: { image: shop, port: 3000 }"],
  ["docker compose up -d", "docker compose up", "service.compose: { service: …, port: … }"],
  [
    "docker compose -f ci.yml --file=more.yml up --build api",
    "docker compose up",
    "service.compose: { file: [ci.yml, more.yml], service: api, port: … }",
  ],
  ["TAG=1 docker-compose -f ci.yml up", "docker-compose up", "service.compose: { file: ci.yml, service: …, port: … }"],
])("%s is a command that starts containers", (command, program, instead) => {
  expect(containerCommand(command)).toEqual({ program, instead });
});

test.each(["node server.js", "docker build .", "docker compose exec api sh", "npm run docker run", "docker"])(
  "%s starts no container",
  (command) => {
    expect(containerCommand(command)).toBeUndefined();
  },
);

const quoted = (command: string) => JSON.stringify(command);

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
  const change = (yaml: string) => yaml.replace("/healthz", "/");

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

  test.each([
    [
      "another port",
      "docker run --rm -p 127.0.0.1::8080",
      /, got: nothing listened; Loadgate cannot see through docker run: write service\.container: \{ image: command-\S+:ci, port: 8080 \} instead of service\.command\n/,
    ],
    [
      "the background",
      "docker run --rm -d -p 127.0.0.1::8080",
      /^service\.command: the head service ended with exit code 0 before it was ready; Loadgate cannot see through docker run: write service\.container: /,
    ],
  ])("on %s: the line to write instead", async (_, command, message) => {
    const failure = await failureOf(
      { command: quoted(`${command} ${image}`), service: ["ready_timeout: 1s", "stop_timeout: 300ms"] },
      { change },
    );
    for (const id of containers().split("\n").filter(Boolean)) docker("rm", "-f", id);
    expect(failure).toMatch(message);
  });

  test("without an engine: what to do", async () => {
    const env = { DOCKER_HOST: "unix:///nowhere/docker.sock" };
    expect(await failureOf({ command: quoted(`docker run ${image}`) }, { env })).toMatch(
      /^service\.command: the head service ended with exit code 125 before it was ready; no container engine runs at unix:\/\/\/nowhere\/docker\.sock; start it/,
    );
  });
});
