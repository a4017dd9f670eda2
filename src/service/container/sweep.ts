import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Arm } from "../../model/plan.ts";
import type { EnvVariables } from "../environment.ts";
import { containersName, recordScript } from "../runDirectory.ts";
import { isDeadOwner } from "../runOwner.ts";
import { type EngineOptions, tryDocker } from "./engine.ts";
import { ownerLabel, runLabel, runName } from "./labels.ts";
import { quoteWords } from "./shellWords.ts";

/** Variables by which docker finds its engine. */
const engineVariables = /^(DOCKER_\w+|HOME|PATH|SSH_AUTH_SOCK|XDG_\w+)$/;

/**
 * The shell script that removes everything of the run from the engine: containers, networks, volumes and images. One
 * script serves the orderly end, the watchdog and the post step. A request that was on its way when the run was killed
 * can still create something, so it looks until it finds nothing.
 */
export function sweepScript(runId: string, env: EnvVariables): string {
  const filter = quoteWords(["--filter", `label=${runLabel}=${runId}`]);
  const images = quoteWords(["--filter", `reference=${runName(runId)}-*`]);
  return `${exportLines(env)}
tries=0
while [ $tries -lt 10 ]; do
  containers=$(docker ps --all --quiet ${filter}) || exit 0
  [ -z "$containers" ] || docker rm --force --volumes $containers
  networks=$(docker network ls --quiet ${filter})
  [ -z "$networks" ] || docker network rm $networks
  volumes=$(docker volume ls --quiet ${filter})
  [ -z "$volumes" ] || docker volume rm --force $volumes
  images=$(docker image ls --format '{{.Repository}}:{{.Tag}}' ${images})
  [ -z "$images" ] || docker image rm --force $images
  [ -n "$containers$networks$volumes$images" ] || exit 0
  tries=$((tries + 1))
  sleep 0.1
done
`;
}

/** The shell script that removes everything of a compose project, and by force. */
export function removeProjectScript(project: string, env: EnvVariables, more = ""): string {
  const filter = quoteWords(["--filter", `label=com.docker.compose.project=${project}`]);
  return `${exportLines(env)}
containers=$(${more}docker ps --all --quiet ${filter}) || exit 0
[ -z "$containers" ] || docker rm --force --volumes $containers
networks=$(docker network ls --quiet ${filter})
[ -z "$networks" ] || docker network rm $networks
volumes=$(docker volume ls --quiet ${filter})
[ -z "$volumes" ] || docker volume rm --force $volumes
`;
}

/** The same, and the container that publishes the port. */
export const removeStartedScript = (port: number, project: string, env: EnvVariables): string =>
  removeProjectScript(project, env, `docker ps --quiet --filter publish=${port}; `);

/** Lets the watchdog and the post step remove images that do not have the run's name. Disposing of it forgets them. */
export async function recordImages(
  runDirectory: string,
  arm: Arm,
  images: readonly string[],
  env: EnvVariables,
): Promise<AsyncDisposable> {
  const script = `${exportLines(env)}\ndocker image rm ${quoteWords(images)}\n`;
  const record = await recordScript(runDirectory, `images-${arm}`, script);
  return { [Symbol.asyncDispose]: () => rm(record, { force: true }) };
}

function exportLines(env: EnvVariables): string {
  const lines = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && engineVariables.test(name) ? [`export ${quoteWords([`${name}=${value}`])}`] : [],
  );
  return lines.join("\n");
}

/** Lets the end of the run, the watchdog and the post step remove what the run makes. Call it before making anything. */
export async function recordSweep(runDirectory: string, runId: string, env: EnvVariables): Promise<void> {
  await recordScript(runDirectory, "run", sweepScript(runId, env));
}

/** Longest time of a sweep. A hanging engine must not hold the job up. */
const limitMs = 60_000;

/** Removes what the run has left in the engine. Does nothing if the run used no engine. Never throws. */
export async function sweepContainers(runDirectory: string): Promise<void> {
  const directory = join(runDirectory, containersName);
  for (const name of await readdir(directory).catch(() => [])) await runScript([join(directory, name)]);
}

/** Removes what runs have left whose processes have ended, such as those that were killed with their watchdog. */
export async function sweepDeadRuns(options: EngineOptions): Promise<void> {
  const format = `{{.Label "${runLabel}"}} {{.Label "${ownerLabel}"}}`;
  const filter = ["--filter", `label=${ownerLabel}`, "--format", format];
  const images = ["--filter", "reference=loadgate-*", "--format", "{{.Repository}} {{.Tag}}"];
  const lists = await Promise.all([
    tryDocker(options, "ps", "--all", ...filter),
    tryDocker(options, "network", "ls", ...filter),
    tryDocker(options, "volume", "ls", ...filter),
    tryDocker(options, "image", "ls", ...images),
  ]);
  const runs = new Set(lists.flatMap((list) => deadRuns(list ?? "")));
  for (const runId of runs) await runScript(["-c", sweepScript(runId, options.env)]);
}

/** Lines with a run and its owner. An image names its run by the start of its id: loadgate-1a2b3c4d-5e6f-head. */
function deadRuns(list: string): readonly string[] {
  return list.split("\n").flatMap((line) => {
    const [name = "", owner] = line.split(" ");
    const runId = /^loadgate-([0-9a-f]{8}-[0-9a-f]{4})-/.exec(name)?.[1] ?? name;
    return runId && owner && isDeadOwner(owner) ? [runId] : [];
  });
}

export async function runScript(args: readonly string[]): Promise<void> {
  const child = spawn("/bin/sh", args, { stdio: "ignore", signal: AbortSignal.timeout(limitMs) });
  await once(child, "close").catch(() => {});
}
