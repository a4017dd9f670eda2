import { stat } from "node:fs/promises";
import type { Arm, ServiceSpec } from "../model/plan.ts";
import { type Millis, millis } from "../model/unit.ts";
import { readLog } from "../service/serviceLog.ts";
import { nowMs } from "../shell/clock.ts";
import { firstLine, formatDuration } from "../util/format.ts";

/** A build that reports its progress. */
export interface ReportedBuild {
  readonly arm: Arm;
  /** What is built, in words. */
  readonly step: string;
  readonly logFile: string;
  readonly progress: (line: string) => void;
  /** Time between two lines while the build runs. */
  readonly everyMs?: Millis;
}

const usualMs = millis(20_000);
const longestText = 100;
const shortened = (text: string) => firstLine(text).slice(0, longestText);

/** What `service.build` and the container's image take time for. `undefined` if nothing is built. */
export function buildStep({ build, program }: Pick<ServiceSpec, "build" | "program">): string | undefined {
  if (build !== undefined) return shortened(build.trim());
  return program.kind === "command" ? undefined : `its ${program.kind}`;
}

/** Runs the build. Reports its begin, its duration, and meanwhile the last line of its log. */
export async function reportBuild(
  { arm, step, logFile, progress, everyMs = usualMs }: ReportedBuild,
  build: () => Promise<void>,
): Promise<void> {
  progress(`${arm}: building (${step})`);
  const start = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  const startMs = nowMs();
  const took = () => formatDuration(millis(nowMs() - startMs));
  const timer = setInterval(async () => {
    const last = (await readLog({ file: logFile, start }).catch(() => [])).findLast((line) => line.trim() !== "");
    progress(`${arm}: still building, ${took()}${last === undefined ? "" : `: ${shortened(last.trim())}`}`);
  }, everyMs);
  try {
    await build();
    progress(`${arm}: built in ${took()}`);
  } finally {
    clearInterval(timer);
  }
}
