import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const prelude = `
  const fs = require("node:fs");
  const cpuMs = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
  const burn = (ms) => { for (const end = cpuMs() + ms; cpuMs() < end; ); };
`;

export interface Actor {
  readonly pid: number;
  /** Acts once. Returns what the action returns. */
  act(): Promise<unknown>;
  kill(): void;
}

/** A Node process that acts once for each line of input. Its script has `fs`, and `burn`, which uses CPU time. */
export async function startActor(action: string): Promise<Actor> {
  const script = `${prelude} const act = async () => { ${action} };
    console.log("ready");
    require("node:readline").createInterface({ input: process.stdin }).on("line", async () =>
      console.log(JSON.stringify(await act() ?? null)));`;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    pid: child.pid ?? 0,
    async act() {
      child.stdin.write("\n");
      return JSON.parse((await lines.next()).value ?? "null");
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
