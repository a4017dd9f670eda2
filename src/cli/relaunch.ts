import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { exitCode } from "../exit.ts";

/** The oldest supported Node: it has AsyncDisposableStack, and everything that undici needs. */
export const oldestNode = 24;

/**
 * Runs the same command on the Node that npm installed with Loadgate, and returns its exit code. Returns `undefined` if
 * there is none. Signals are passed on. The channel between the processes closes if this one ends, which stops the
 * other.
 */
export async function relaunch(entry: string, args: readonly string[]): Promise<number | undefined> {
  const node = bundledNode(entry);
  if (node === undefined) return undefined;
  const child = spawn(node, [entry, ...args], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => child.kill(name));
  return await new Promise((resolve) => {
    child.once("error", () => resolve(undefined));
    child.once("exit", (code) => resolve(code ?? exitCode.invalid));
  });
}

function bundledNode(entry: string): string | undefined {
  try {
    return createRequire(entry).resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return undefined;
  }
}
