import { spawn } from "node:child_process";
import { limitLineOf } from "../shell/limitMark.ts";
import { type InstanceName, instanceNames } from "./instance.ts";
import { keptTreePrefix } from "./keptTree.ts";
import { containersName, processesName, processGroupsName, worktreeRecordName } from "./runDirectory.ts";

/** The environment variable that marks every process of a run. */
export const runMark = "LOADGATE_RUN";
/** The environment entry of an arm's commands. */
export const armMark = (runId: string, instance: InstanceName): string => `${runMark}=${runId}/${instance}`;
export const armMarks = (runId: string): readonly string[] => instanceNames.map((instance) => armMark(runId, instance));
/** The end of the mark's value for git. The watchdog gives git time to remove its locks from the user's repository. */
export const gitMark = "git";

/**
 * Starts a shell that cleans up if this process ends in any way, SIGKILL included. The shell waits on a pipe that only
 * this process holds open. When the pipe closes, it kills every process that carries the run's mark or limit, is in one
 * of its process groups, or is recorded: a process that changes its title can lose the mark. Then it removes the run's
 * containers, its directory and git's entry for the worktree in it; see runDirectory.ts. After an orderly end it finds nothing to do.
 */
export function startWatchdog(runId: string, runDirectory: string): void {
  const records = [worktreeRecordName, processGroupsName, processesName];
  const limits = armMarks(runId).flatMap((mark) => ["-e", `^${limitLineOf(mark)}`]);
  const watchdog = spawn(
    "/bin/sh",
    ["-c", script, "loadgate-guard", `${runMark}=${runId}`, runDirectory, ...records, ...limits],
    {
      cwd: "/",
      env: { PATH: process.env["PATH"] },
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    },
  );
  // Without a shell there is no watchdog. The orderly end and the post step still clean up.
  watchdog.on("error", () => {});
  watchdog.stdin.on("error", () => {});
  watchdog.unref();
  // An open pipe keeps the event loop alive unless its handle is unreferenced.
  (watchdog.stdin as unknown as { unref(): void }).unref();
}

/** Arguments: the mark, the run's directory, the names of its three records, and the options of grep for the limits. */
const script = `
while read -r _; do :; done
mark=$1 run=$2 worktree=$3 groups=$4 processes=$5
shift 5
pids() { sed 's|^/proc/||; s|/.*||'; }
git=$(grep -lsF "$mark/${gitMark}" /proc/[0-9]*/environ | pids)
for pid in $git; do kill -TERM "$pid" 2>/dev/null; done
[ -z "$git" ] || sleep 0.2
for record in "$run/$groups"/*; do kill -s KILL -- "-\${record##*/}" 2>/dev/null; done
for record in "$run/$processes"/*; do
  pid=\${record##*/}
  start=\${pid#*-}
  pid=\${pid%-*}
  [ "$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -d ' ' -f 20)" = "$start" ] && kill -KILL "$pid" 2>/dev/null
done
tries=0
while [ $tries -lt 100 ]; do
  found=$({ grep -lsF "$mark" /proc/[0-9]*/environ; grep -ls "$@" /proc/[0-9]*/limits; } | pids)
  [ -z "$found" ] && break
  for pid in $found; do kill -KILL "$pid" 2>/dev/null; done
  tries=$((tries + 1))
  sleep 0.05
done
for script in "$run/${containersName}"/*; do [ -f "$script" ] && sh "$script"; done
entry=$(cat "$run/$worktree" 2>/dev/null)
case "\${entry##*/}" in
  "\${run##*/}" | ${keptTreePrefix}*) [ -n "$entry" ] && { rm -rf "$entry"; rmdir "\${entry%/*}"; } ;;
esac
rm -rf "$run" || { chmod -R u+rwx "$run"; rm -rf "$run"; }
`;
