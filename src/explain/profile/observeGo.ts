import { availableParallelism } from "node:os";
import type { Arm } from "../../model/plan.ts";
import type { InstrumentRecord } from "../../model/reading.ts";
import { millis } from "../../model/unit.ts";
import { processAgeMs } from "../../shell/procfs.ts";
import { callTreeOf, mapFrames } from "../formats/callTree.ts";
import { readProfile } from "../formats/readProfile.ts";
import type { InstrumentContext } from "../instrument.ts";
import { shortPathIn } from "../sourcePaths.ts";
import { download } from "./download.ts";
import { sampleGoroutines } from "./goroutineSampler.ts";
import { listeningPid } from "./listeningPid.ts";

export interface GoObservation {
  readonly arm: Arm;
  /** The address of the CPU profile. */
  readonly profile: URL;
  readonly pids: () => readonly number[];
  readonly seconds: number;
  /** While the instrument may work. */
  readonly signal: AbortSignal;
  /** When the load ends. */
  readonly ended: AbortSignal;
}

/**
 * What Go's net/http/pprof has beside the CPU profile: waits of goroutines, allocations, and collections. Others have
 * none.
 */
export async function observeGo(go: GoObservation, context: InstrumentContext): Promise<readonly InstrumentRecord[]> {
  const { profile, seconds, signal, ended } = go;
  if (!profile.pathname.endsWith("/profile")) return [];
  const get = (path: string) => download(new URL(path, profile), context, signal);
  const text = async (path: string) => Buffer.from(await get(path)).toString("utf8");
  const short = shortPathIn(go.arm, context.arms);
  const collected = async () =>
    collections(await text("heap?debug=1"), processAgeMs(listeningPid({ origin: profile.origin, pids: go.pids }) ?? 0));
  try {
    const before = await collected();
    const allocated = get(`allocs?seconds=${seconds}`);
    allocated.catch(() => {});
    const waits = await sampleGoroutines(() => text("goroutine?debug=1"), ended);
    const after = await collected();
    const shorten = <T extends { readonly file?: string }>(one: T): T =>
      one.file === undefined ? one : { ...one, file: short(one.file) };
    const allocations = readProfile(await allocated);
    // A profile without a sample: it allocated next to nothing.
    const root = allocations.kind === "profile" ? mapFrames(allocations.root, shorten) : callTreeOf([]);
    return [
      { kind: "waits", waits: waits.map(shorten) },
      ...(before && after ? [runtimeRecord(before, after)] : []),
      { kind: "allocations", root },
    ];
  } catch {
    return [];
  }
}

interface Collections {
  /** CPU time. */
  readonly ms: number;
  readonly count: number;
}

function runtimeRecord(before: Collections, after: Collections): InstrumentRecord {
  return { kind: "runtime", name: "go", gcMs: millis(after.ms - before.ms), gcCount: after.count - before.count };
}

/**
 * All collections so far. Go tells their share of the time in which its cores could have worked, up to the last one.
 * `ageMs`: of the process, now.
 */
function collections(heap: string, ageMs: number | undefined): Collections | undefined {
  const numberOf = (name: string) => Number(new RegExp(`^# ${name} = ([\\d.e-]+)$`, "m").exec(heap)?.[1]);
  const [share, count, lastNanos] = [numberOf("GCCPUFraction"), numberOf("NumGC"), numberOf("LastGC")];
  if (ageMs === undefined || !Number.isFinite(share + count + lastNanos)) return undefined;
  const ageAtLastMs = count === 0 ? 0 : ageMs - (Date.now() - lastNanos / 1e6);
  return { ms: share * ageAtLastMs * availableParallelism(), count };
}
