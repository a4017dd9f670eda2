import { fork } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { ArtifactClient } from "@actions/artifact";

/** One call of the real client, as data, because another process makes it. */
export type ArtifactCall = { readonly [Method in keyof ArtifactClient]: CallOf<Method> }[keyof ArtifactClient];

interface CallOf<Method extends keyof ArtifactClient> {
  readonly method: Method;
  readonly args: Parameters<ArtifactClient[Method]>;
}

export type Outcome = { readonly value: unknown } | { readonly error: string };

/** Makes the calls in order with the real @actions/artifact client, in a process with this environment. */
export async function callArtifactClient(
  env: Readonly<Record<string, string>>,
  calls: readonly ArtifactCall[],
): Promise<readonly Outcome[]> {
  const program = fileURLToPath(new URL("artifactClientProcess.ts", import.meta.url));
  const child = fork(program, { env, stdio: "pipe", execArgv: [] });
  const errors = child.stderr ? text(child.stderr) : Promise.resolve("");
  child.stdout?.resume();
  child.send(calls);
  const message = once(child, "message");
  const exit = once(child, "exit").then(async ([code]) => {
    throw new Error(`the artifact client's process ended with ${code}: ${await errors}`);
  });
  const [outcomes] = await Promise.race([message, exit]);
  exit.catch(() => undefined);
  return outcomes;
}
