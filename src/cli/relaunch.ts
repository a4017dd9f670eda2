import { spawn } from "node:child_process";
import { createRequire } from "node:module";

/** What the oldest Node that can run us must have: AsyncDisposableStack, and what undici needs. */
export const oldestNode = 24;

/**
 * Runs the same command on the Node that npm has installed beside us, and gives its exit code; `undefined` where there
 * is none. Signals are passed on, and the channel between the two tells the other when this process is gone.
 */
export async function relaunch(entry: string, args: readonly string[]): Promise<number | undefined> {
  const node = installedNode(entry);
  if (node === undefined) return undefined;
  const child = spawn(node, [entry, ...args], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => child.kill(name));
  return await new Promise((resolve) => {
    child.once("error", () => resolve(undefined));
    child.once("exit", (code) => resolve(code ?? 23));
  });
}

function installedNode(entry: string): string | undefined {
  try {
    return createRequire(entry).resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return undefined;
  }
}
