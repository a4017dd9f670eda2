import { spawn } from "node:child_process";

/** The environment entry that marks everything a run starts. */
export const runMark = "LOADGATE_RUN";

/**
 * A shell that outlives us by as long as it takes to kill what we started. It waits on a pipe that only our own process
 * holds open: however we end, SIGKILL included, the pipe closes, and the guard kills every process that carries the
 * run's mark and removes the run's temporary directory. After an orderly end it finds nothing to do.
 */
export function startGuard(runId: string, temporary: string): void {
  const guard = spawn("/bin/sh", ["-c", script, "loadgate-guard", `${runMark}=${runId}`, temporary], {
    cwd: "/",
    env: { PATH: process.env["PATH"] },
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Without a shell there is no guard; the post step and the orderly end still clean up.
  guard.on("error", () => {});
  guard.stdin.on("error", () => {});
  guard.unref();
  // A pipe's handle keeps the process alive unless it is told not to.
  (guard.stdin as unknown as { unref(): void }).unref();
}

const script = `
while read -r _; do :; done
tries=0
while [ $tries -lt 100 ]; do
  found=$(grep -lsF "$1" /proc/[0-9]*/environ)
  [ -z "$found" ] && break
  for path in $found; do path=\${path#/proc/}; kill -9 "\${path%/environ}" 2>/dev/null; done
  tries=$((tries + 1))
  sleep 0.05
done
rm -rf "$2"
`;
