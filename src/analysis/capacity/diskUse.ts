import { type Ratio, ratio } from "../../model/unit.ts";
import { type ArmEvidence, growthPerRequest, growthRatio, largestLevel } from "../bottlenecks/armEvidence.ts";

/** A service that reads and writes less per request does not keep a disk busy. */
const fewestBytes = 512;

/** The busiest disk's share of the time. `undefined` if the service hardly uses a disk, or it was not measured. */
export function diskBusyRatio(evidence: ArmEvidence): Ratio | undefined {
  const bytesOf = (name: "readBytes" | "writtenBytes") =>
    growthPerRequest(evidence, (reading) => (reading.kind === "process_tree" ? reading[name] : undefined)) ?? 0;
  if (bytesOf("readBytes") + bytesOf("writtenBytes") < fewestBytes) return undefined;
  const disks = largestLevel(evidence, (reading) =>
    reading.kind === "system" ? reading.diskBusyMs?.length : undefined,
  );
  const shares = Array.from({ length: disks ?? 0 }, (_, i) =>
    growthRatio(evidence, (reading) => (reading.kind === "system" ? reading.diskBusyMs?.[i] : undefined)),
  );
  const known = shares.filter((share) => share !== undefined);
  return known.length === 0 ? undefined : ratio(Math.min(1, Math.max(...known)));
}
