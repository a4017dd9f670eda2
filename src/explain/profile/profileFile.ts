import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Arm } from "../../model/plan.ts";
import type { InstrumentContext } from "../instrument.ts";

/** The directory of the raw profiles, in that of the report. */
export const profilesDirectory = "profiles";

export interface ProfileName {
  readonly arm: Arm;
  readonly round: number;
  /** As speedscope and other viewers know the format. */
  readonly extension: string;
}

/** A name that is safe in every file system: profiles/steady-head-12.cpuprofile. */
export function profilePath(scenario: string, { arm, round, extension }: ProfileName): string {
  const safe = scenario.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60) || "scenario";
  return `${profilesDirectory}/${safe}-${arm}-${round}.${extension}`;
}

/** Larger files would make the report too large to upload. */
const maxKeptBytes = 16 * 1024 ** 2;

/** Keeps a raw profile. Returns its path in the report's directory; `undefined` if it is too large, or cannot be written. */
export async function keepProfile(
  { out, scenario }: Pick<InstrumentContext, "out" | "scenario">,
  name: ProfileName,
  content: Uint8Array | string,
): Promise<string | undefined> {
  if (content.length > maxKeptBytes) return undefined;
  const path = profilePath(scenario, name);
  try {
    await mkdir(join(out, profilesDirectory), { recursive: true });
    await writeFile(join(out, path), content);
    return path;
  } catch {
    return undefined;
  }
}
