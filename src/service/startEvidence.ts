import { lookup } from "node:dns/promises";
import type { Arm } from "../model/plan.ts";
import { findLimited, findMarked } from "../shell/processTable.ts";
import { allPids, commandOf, readEnvironment } from "../shell/procfs.ts";
import { type Listener, listenersOf } from "../shell/sockets.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { EnvVariables } from "./environment.ts";
import { listenersOn, nameOf } from "./portOwner.ts";
import { type PortHolder, portInUse, type StartCause } from "./startCause.ts";
import type { StartedService } from "./startedService.ts";
import { armMark } from "./watchdog.ts";

/** The port that the log reports as in use, and who has it. `undefined` if the log reports none. */
export function takenPort(
  log: readonly string[],
  { runId, arm, env }: Pick<StartedService, "runId" | "arm" | "env">,
): StartCause | undefined {
  const reported = portInUse(log);
  if (reported === undefined) return undefined;
  const other = arm === "base" ? "head" : "base";
  const pids = findOtherArm(runId, other);
  const port = reported === "unknown" ? onlyFurtherPort(pids) : reported;
  if (port === undefined) return { kind: "port_taken", holder: { kind: "unknown" } };
  const holder = holderOf(port, pids, other);
  return { kind: "port_taken", port, holder, ...omitUndefined({ variable: variableWith(String(port), env) }) };
}

function findOtherArm(runId: string, arm: Arm): readonly number[] {
  const mark = armMark(runId, arm);
  return [...new Set([...findMarked(mark), ...findLimited(mark)].map(({ pid }) => pid))];
}

/** An arm that listens on PORT and one more port: that one is the fixed one. */
function onlyFurtherPort(pids: readonly number[]): number | undefined {
  const own = new Set(listenersOf(pids).map(({ port }) => port));
  const assigned = new Set(pids.flatMap((pid) => environmentPort(pid) ?? []));
  const [port, ...more] = [...own].filter((one) => !assigned.has(one));
  return more.length === 0 ? port : undefined;
}

function environmentPort(pid: number): number | undefined {
  const [, port] = /(?:^|\0)PORT=(\d+)\0/.exec(readEnvironment(pid) ?? "") ?? [];
  return port === undefined ? undefined : Number(port);
}

function holderOf(port: number, otherArm: readonly number[], arm: Arm): PortHolder {
  const owners = listenersOn(port);
  if (owners.some(({ pid }) => otherArm.includes(pid))) return { kind: "other_arm", arm };
  const container = containerAt(port);
  if (container !== undefined) return { kind: "container", container };
  const [owner] = owners;
  return owner === undefined ? { kind: "unknown" } : { kind: "process", process: nameOf(owner) };
}

/** Docker's forwarder has all addresses in its command line, which every user may read. */
function containerAt(port: number): string | undefined {
  const commands = allPids().map(commandOf);
  const proxy = commands.find((command) => /\bdocker-proxy\b/.test(command) && hasOption(command, "host-port", port));
  const [, address] = /-container-ip (\S+)/.exec(proxy ?? "") ?? [];
  return proxy === undefined ? undefined : `docker, ${address ?? "address unknown"}`;
}

const hasOption = (command: string, name: string, value: number): boolean =>
  new RegExp(`-${name}[ =]${value}(?: |$)`).test(command);

/** The environment variable that has the value, if exactly one does. PORT is Loadgate's own. */
function variableWith(value: string, env: EnvVariables): string | undefined {
  const [name, ...more] = Object.keys(env).filter((key) => key !== "PORT" && env[key] === value);
  return more.length === 0 ? name : undefined;
}

/** Variables by which frameworks set the address that they listen on. Containers set HOSTNAME, to their own name. */
const addressVariables = /^(HOST|HOSTNAME|BIND|BIND_ADDR(ESS)?|LISTEN(_ADDR(ESS)?)?|ADDRESS|IP|SERVER_(HOST|ADDRESS))$/;

/** The service listens on PORT, but not on loopback. */
export async function otherAddress(
  listeners: readonly Listener[],
  port: number,
  env: EnvVariables,
): Promise<StartCause | undefined> {
  const onPort = listeners.filter((listener) => listener.port === port);
  const [listener] = onPort;
  if (listener === undefined || onPort.some(({ address }) => reachable.has(address))) return undefined;
  const names = Object.keys(env).filter((name) => addressVariables.test(name));
  for (const variable of names) {
    const { address } = await lookup(env[variable] ?? "").catch(() => ({ address: undefined }));
    if (address === listener.address) return { kind: "other_address", listener, variable };
  }
  return { kind: "other_address", listener };
}

/** The addresses that accept connections to the loopback addresses that Loadgate uses. */
const reachable = new Set(["127.0.0.1", "0.0.0.0", "::1", "::"]);
