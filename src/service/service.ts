import { mkdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CouldNotMeasure } from "../model/errors.ts";
import type { Arm, ServiceSpec } from "../model/plan.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { Cores } from "../shell/cpuAffinity.ts";
import { isDirectory, removeTree, tailOf } from "../shell/files.ts";
import { type Exit, type ProcessTree, spawnTree } from "../shell/processTree.ts";
import { defined } from "../util/omitUndefined.ts";
import { type Environment, serviceEnvironment } from "./environment.ts";
import { freePort, portsOf, strangerOn } from "./port.ts";
import { whenReady } from "./readiness.ts";
import { withoutCredentials } from "./redactLog.ts";
import { noteGroup } from "./runDirectory.ts";
import { runMark } from "./watchdog.ts";

/** Where one run keeps what it starts. */
export interface Ground {
  readonly runId: string;
  /** Removed at the end of the run. */
  readonly temporary: string;
  /** Where the logs of the services stay. */
  readonly out: string;
  readonly env: Environment;
  /** What no variable may hold that a service inherits: the job's token. */
  readonly keys?: readonly string[];
  /** The cores that the services may use; all, where not given. */
  readonly cores?: Cores;
  readonly signal: AbortSignal;
}

/** A running build of the service under test. */
export interface Service extends AsyncDisposable {
  readonly origin: string;
  readonly pid: number;
  /** Rejects with the reason and the log's tail when the service ends before it is stopped. */
  readonly died: Promise<never>;
}

/** Runs `service.build` in the arm's tree. Throws CouldNotMeasure, with the log's tail, where it fails. */
export async function buildService(spec: ServiceSpec, arm: Arm, directory: string, ground: Ground): Promise<void> {
  if (spec.build === undefined) return;
  const started = await launch(spec.build, spec, arm, directory, {}, ground);
  await using _ = owned(started.tree, millis(0), ground.signal);
  const exit = await abortable(started.tree.exited, ground.signal);
  if (exit.code !== 0) {
    throw new CouldNotMeasure(`service.build: the ${arm} build ${inWords(exit)}\n${await started.tail()}`);
  }
}

/**
 * What goes before a round: an empty TMPDIR, and `service.before_round`. Throws CouldNotMeasure, with the log's tail, where
 * that fails or takes longer than `service.ready_timeout`.
 */
export async function prepareRound(spec: ServiceSpec, arm: Arm, directory: string, ground: Ground): Promise<void> {
  await removeTree(temporaryOf(arm, ground));
  if (spec.beforeRound === undefined) return;
  const started = await launch(spec.beforeRound, spec, arm, directory, {}, ground);
  await using _ = owned(started.tree, millis(0), ground.signal);
  const late = AbortSignal.timeout(spec.readyTimeoutMs);
  const exit = await abortable(started.tree.exited, AbortSignal.any([ground.signal, late])).catch((error: unknown) => {
    if (ground.signal.aborted || !late.aborted) throw error;
    return undefined;
  });
  if (exit?.code === 0) return;
  const end = exit === undefined ? `took longer than ${spec.readyTimeoutMs / 1000} s` : inWords(exit);
  throw new CouldNotMeasure(`service.before_round: for the ${arm} it ${end}\n${await started.tail()}`);
}

/** The environment of an arm's commands, but for what each one is given. */
export function environmentOf(spec: ServiceSpec, arm: Arm, ground: Ground): Environment {
  const given = { TMPDIR: temporaryOf(arm, ground), ...spec.env[arm], LOADGATE_ARM: arm };
  return serviceEnvironment(ground.env, given, ground.keys);
}

const temporaryOf = (arm: Arm, { temporary }: Ground): string => join(temporary, arm);

/** Starts the service in `directory` and waits until it is ready on a port of its own. */
export async function startService(spec: ServiceSpec, arm: Arm, directory: string, ground: Ground): Promise<Service> {
  const port = await freePort();
  const { tree, tail } = await launch(spec.command, spec, arm, directory, { PORT: String(port) }, ground);
  const owner = owned(tree, spec.stopTimeoutMs, ground.signal);
  const gone = exitOf(tree, tail, arm);
  const asking = new AbortController();
  try {
    const ready = await Promise.race([
      whenReady(
        { port, ready: spec.ready, timeoutMs: spec.readyTimeoutMs },
        AbortSignal.any([ground.signal, asking.signal]),
      ),
      gone.early,
    ]);
    if ("last" in ready) throw new CouldNotMeasure(await neverReady(spec, arm, port, ready.last, tree, tail));
    const stranger = strangerOn(port, tree.members());
    if (stranger !== undefined) {
      throw new CouldNotMeasure(
        `service.command: the ${arm} service does not listen on its PORT ${port}, but ${stranger} does; stop that process`,
      );
    }
    return {
      origin: ready.origin,
      pid: tree.pid,
      died: gone.late,
      [Symbol.asyncDispose]: () => owner[Symbol.asyncDispose](),
    };
  } catch (error) {
    asking.abort(error);
    await owner[Symbol.asyncDispose]();
    throw error;
  }
}

const toldLines = 20;

async function launch(
  command: string,
  spec: ServiceSpec,
  arm: Arm,
  directory: string,
  given: Readonly<Record<string, string>>,
  ground: Ground,
) {
  const { runId, out, cores } = ground;
  if (!(await isDirectory(directory))) {
    const key = arm === "base" ? "base.directory" : "service.directory";
    throw new CouldNotMeasure(`${key}: expected a directory, got ${resolve(directory)}, which does not exist`);
  }
  await mkdir(temporaryOf(arm, ground), { recursive: true });
  await mkdir(out, { recursive: true });
  const logFile = join(out, `service-${arm}.log`);
  const from = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  const tree = await spawnTree({
    command,
    directory,
    env: { ...environmentOf(spec, arm, ground), ...given },
    logFile,
    mark: { name: runMark, value: `${runId}/${arm}` },
    ...defined({ cores }),
  });
  const note = await noteGroup(ground.temporary, tree.pid);
  const stop: ProcessTree["stop"] = async (...how) => {
    await tree.stop(...how);
    await rm(note, { force: true });
  };
  const tail = async () => {
    // A header's name may stand on the line before its value, so lines are read that are not told.
    const read = withoutCredentials(await tailOf(logFile, from, 2 * toldLines));
    const text = read.split("\n").slice(-toldLines).join("\n");
    return text === "" ? "it logged nothing" : `the end of its log (${logFile}):\n${indented(text)}`;
  };
  return { tree: { ...tree, stop }, tail };
}

/** Stops the tree when disposed; in a hurry once the run was interrupted. */
function owned(tree: ProcessTree, stopTimeoutMs: Millis, signal: AbortSignal): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => tree.stop(stopTimeoutMs, signal) };
}

function exitOf(tree: ProcessTree, tail: () => Promise<string>, arm: Arm) {
  const report = (when: string) => async (exit: Exit) => {
    const text = await tail();
    const hint = /EADDRINUSE|address already in use/i.test(text)
      ? "; it wants a port that another process holds: let it listen on PORT, or stop that process"
      : "";
    throw new CouldNotMeasure(`service.command: the ${arm} service ${inWords(exit)} ${when}${hint}\n${text}`);
  };
  const early = tree.exited.then(report("before it was ready"));
  const late = tree.exited.then(report("while it was measured"));
  for (const promise of [early, late]) promise.catch(() => {});
  return { early, late };
}

async function neverReady(
  { ready, readyTimeoutMs }: ServiceSpec,
  arm: Arm,
  port: number,
  last: string,
  tree: ProcessTree,
  tail: () => Promise<string>,
): Promise<string> {
  const wanted =
    ready.kind === "tcp" ? `to listen on PORT ${port}` : `to answer GET ${ready.path} on PORT ${port} with 2xx`;
  const elsewhere = portsOf(tree.members()).filter((other) => other !== port);
  const hint = elsewhere.length > 0 ? ` (it listens on ${elsewhere.join(", ")}: let it read PORT)` : "";
  return (
    `service.ready: expected the ${arm} service ${wanted} within ${readyTimeoutMs / 1000} s, got: ${last}${hint}; ` +
    `correct service.ready or raise service.ready_timeout\n${await tail()}`
  );
}

function inWords({ code, signal }: Exit): string {
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

const indented = (text: string): string => text.replace(/^/gm, "  | ");

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}
