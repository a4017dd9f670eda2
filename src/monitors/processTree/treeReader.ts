import type { TreeReading } from "../../model/reading.ts";
import { type Millis, ratio } from "../../model/unit.ts";
import { ProcFile } from "../../shell/procFile.ts";
import { childrenOf, readStat } from "../../shell/procfs.ts";
import { type Moment, Pace } from "../pace.ts";
import { endedCounters } from "./endedMembers.ts";
import { type ProcessCounters, TreeMember } from "./member.ts";
import { addEnded, treeTotals } from "./treeTotals.ts";

/** Most of a core that one part of the readings may use. Trees with a thousand threads or files reach it. */
const searchShare = ratio(0.0005);
const threadsShare = ratio(0.0015);
const filesShare = ratio(0.0005);
const switchesShare = ratio(0.0005);

export interface TreeReader {
  /** `undefined` once the first process has ended. */
  read(moment?: Moment): TreeReading | undefined;
  /** The members at the last reading. */
  pids(): readonly number[];
  /** True if a member belongs to another user, so that some values cannot be seen. */
  readonly isForbidden: boolean;
  close(): void;
}

/**
 * Reads the trees of the processes; the first is the root. A process that was once a member stays one, even as an orphan
 * after its parent has ended. What ended members used still counts.
 */
export function treeReader(roots: readonly number[], nowMs: () => Millis): TreeReader {
  const [root] = roots;
  const members = new Map<number, TreeMember>();
  let ended: ProcessCounters | undefined;
  const lastPid = new ProcFile("/proc/loadavg");
  const search = new Pace(searchShare, nowMs);
  const threads = new Pace(threadsShare, nowMs);
  const files = new Pace(filesShare, nowMs);
  const switches = new Pace(switchesShare, nowMs);
  let lastPidSeen: string | undefined;
  let isForbidden = false;

  function addTree(pid: number): void {
    const stat = readStat(pid);
    if (stat !== undefined && !members.has(pid)) members.set(pid, new TreeMember(stat));
    for (const child of childrenOf(pid)) if (!members.has(child)) addTree(child);
  }

  /** The system's last process id changes with every new process and thread. */
  function findNew(moment: Moment): void {
    const last = lastPid.read()?.split(" ").at(-1);
    if (last !== undefined && last === lastPidSeen) return;
    const isDone = search.read(moment, () => {
      for (const pid of members.keys()) addTree(pid);
      return true;
    });
    if (isDone) lastPidSeen = last;
  }

  function dropGone(): void {
    const reapedBeforeMs = new Map([...members.values()].map(({ pid, reapedMs }) => [pid, reapedMs]));
    const gone = [...members.values()].filter((member) => !member.read());
    if (gone.length === 0) return;
    for (const member of gone) {
      member.close();
      members.delete(member.pid);
    }
    ended = addEnded(ended, endedCounters(gone, members, reapedBeforeMs));
  }

  function readMembers(moment: Moment): readonly ProcessCounters[] {
    const all = [...members.values()];
    /** True unless it must wait. */
    const readAll = (pace: Pace, read: (member: TreeMember) => void) =>
      pace.read(moment, () => {
        all.forEach(read);
        return true;
      }) === true;
    const fresh = {
      threads: readAll(threads, (member) => member.readThreads()),
      files: readAll(files, (member) => member.readFiles()),
      switches: readAll(switches, (member) => member.readSwitches()),
      // It takes about a millisecond, in which a process cannot map memory. So it is read only while there is no load.
      pss: moment !== "next",
    };
    if (fresh.pss) for (const member of all) member.readPss();
    isForbidden ||= all.some((member) => member.isForbidden);
    return all.map((member) => member.counters(fresh));
  }

  for (const pid of roots) addTree(pid);
  return {
    read(moment = "next") {
      findNew(moment);
      dropGone();
      const first = root === undefined ? undefined : members.get(root);
      if (first === undefined || first.isZombie) return undefined;
      return { kind: "process_tree", atMs: nowMs(), ...treeTotals(readMembers(moment), ended) };
    },
    pids: () => [...members.keys()],
    get isForbidden() {
      return isForbidden;
    },
    close() {
      lastPid.close();
      for (const member of members.values()) member.close();
    },
  };
}
