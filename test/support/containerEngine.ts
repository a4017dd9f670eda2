import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Notice } from "../../src/model/notice.ts";
import { removeRunDirectory, runDirectoryPath } from "../../src/service/runDirectory.ts";
import { type Act, deploy } from "./deployService.ts";
import { workspace } from "./loadgate.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const source = join(root, "fixtures/services/container/server.c");
const cached = join(root, "node_modules/.cache/loadgate-tests/container-server");

/** A real engine, and a compiler for an image without a base image: nothing is pulled. */
export const hasEngine = spawnSync("docker", ["info"]).status === 0 && compileServer();
export const engineNeeded = hasEngine ? "" : " (skipped: needs a Docker engine that runs, and gcc)";
const hasPlugin = spawnSync("docker", ["compose", "version"]).status === 0;
const hasProgram = spawnSync("docker-compose", ["version"]).status === 0;
export const hasCompose = hasEngine && (hasPlugin || hasProgram);
export const composeNeeded = hasCompose ? "" : " (skipped: needs a Docker engine that runs, gcc and docker compose)";

function compileServer(): boolean {
  if (existsSync(cached) && statSync(cached).mtimeMs >= statSync(source).mtimeMs) return true;
  mkdirSync(dirname(cached), { recursive: true });
  const partial = `${cached}.${process.pid}`;
  const { status } = spawnSync("gcc", ["-static", "-O1", "-pthread", "-w", source, "-o", partial]);
  if (status === 0) renameSync(partial, cached);
  return status === 0;
}

/** The server of the image, for a context of docker build. */
export function addServer(directory: string): void {
  copyFileSync(cached, join(directory, "server"));
  chmodSync(join(directory, "server"), 0o755);
}

/** The variables by which a program finds the engine. */
export const engineEnv = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^(DOCKER_|HOME$)/.test(name) && value ? [[name, value]] : [],
    ),
  );

/** The output of docker, without its last line break. */
export function docker(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("docker", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`docker ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

export const dockerfile = (...lines: readonly string[]): string =>
  ["FROM scratch", "COPY server /server", "EXPOSE 8080", ...lines, 'ENTRYPOINT ["/server"]', ""].join("\n");

/** Everything that a run has in the engine, by kind. */
export function remains(runId: string) {
  const filter = ["--filter", `label=loadgate.run=${runId}`];
  return {
    ...ownThings(runId),
    networks: linesOf("network", "ls", "--quiet", ...filter),
    volumes: linesOf("volume", "ls", "--quiet", ...filter),
  };
}

/** Only compose makes more. Each question starts a program, so the tests ask no more than they need. */
const ownThings = (runId: string) => ({
  containers: linesOf("ps", "--all", "--quiet", "--filter", `label=loadgate.run=${runId}`),
  images: linesOf(
    ...["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"],
    ...["--filter", `reference=loadgate-${runId.slice(0, 13)}-*`],
  ),
});

const linesOf = (...args: readonly string[]): readonly string[] =>
  docker(...args)
    .split("\n")
    .filter(Boolean);

export const nothing: ReturnType<typeof remains> = { containers: [], networks: [], volumes: [], images: [] };

/** Builds the server's image under that name. While it stays, its layers serve every test of a file. */
export async function buildServerImage(tag: string): Promise<AsyncDisposable> {
  await using folder = await workspace({ Dockerfile: dockerfile() });
  addServer(folder.path);
  docker("build", "--quiet", "--tag", tag, folder.path);
  return { [Symbol.asyncDispose]: async () => void docker("image", "rm", tag) };
}

export interface ContainerTrial {
  /** Lines of `service:`, such as `container: {}`. */
  readonly service: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly arm?: "base" | "head";
  readonly runId?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly notify?: (notice: Notice) => void;
  /** `service.ready`. Default: tcp. */
  readonly ready?: string;
}

/** Deploys what `service` starts, in a directory with the server of the image. Nothing is left of it afterwards. */
export async function deployContainer<T>(trial: ContainerTrial, act: Act<T>): Promise<T> {
  const { service, files = { Dockerfile: dockerfile() }, ready = "tcp", ...options } = trial;
  await using folder = await workspace(files);
  addServer(folder.path);
  const lines = [...service, `directory: ${folder.path}`];
  const change = (yaml: string) => yaml.replace(/ {2}command: .*\n/, "").replace("ready: /healthz", `ready: ${ready}`);
  const runId = options.runId ?? randomUUID();
  try {
    return await deploy({ service: lines, command: "none" }, act, {
      ...options,
      runId,
      change,
      directory: folder.path,
    });
  } finally {
    const isCompose = service.some((line) => line.startsWith("compose"));
    const left = isCompose ? remains(runId) : { ...nothing, ...ownThings(runId) };
    if (left.containers.length > 0) docker("rm", "-f", "-v", ...left.containers);
    if (left.networks.length > 0) docker("network", "rm", ...left.networks);
    if (left.volumes.length > 0) docker("volume", "rm", ...left.volumes);
    if (left.images.length > 0) docker("image", "rm", "-f", ...left.images);
    await removeRunDirectory(await runDirectoryPath(runId));
  }
}
