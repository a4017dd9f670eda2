import { spawn } from "node:child_process";
import { groupNotes, worktreeNote } from "./runDirectory.ts";

/** The environment entry that marks everything a run starts. */
export const runMark = "LOADGATE_RUN";
/** What the mark's value ends with for git, which gets the time to remove its locks from the user's repository. */
export const gitMark = "git";

/**
 * A shell that outlives us by as long as it takes to kill what we started. It waits on a pipe that only our own process
 * holds open: however we end, SIGKILL included, the pipe closes, and the guard kills every process that is in one of the run's
 * groups or carries its mark, which a process may lose by calling itself otherwise, and removes the run's temporary directory, with what git keeps of a worktree in it (see place.ts). After an
 * orderly end it finds nothing to do.
 */
export function startGuard(runId: string, temporary: string): void {
  const notes = [worktreeNote, groupNotes];
  const guard = spawn("/bin/sh", ["-c", script, "loadgate-guard", `${runMark}=${runId}`, temporary, ...notes], {
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
git=$(grep -lsF "$1/${gitMark}" /proc/[0-9]*/environ)
for path in $git; do path=\${path#/proc/}; kill -TERM "\${path%/environ}" 2>/dev/null; done
[ -z "$git" ] || sleep 0.2
for note in "$2/$4"/*; do kill -s KILL -- "-\${note##*/}" 2>/dev/null; done
tries=0
while [ $tries -lt 100 ]; do
  found=$(grep -lsF "$1" /proc/[0-9]*/environ)
  [ -z "$found" ] && break
  for path in $found; do path=\${path#/proc/}; kill -9 "\${path%/environ}" 2>/dev/null; done
  tries=$((tries + 1))
  sleep 0.05
done
entry=$(cat "$2/$3" 2>/dev/null)
[ -n "$entry" ] && [ "\${entry##*/}" = "\${2##*/}" ] && { rm -rf "$entry"; rmdir "\${entry%/*}"; }
rm -rf "$2" || { chmod -R u+rwx "$2"; rm -rf "$2"; }
`;
