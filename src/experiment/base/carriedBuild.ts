import { join } from "node:path";
import { unpackBuild } from "../../baseline/build/unpack.ts";
import { UnusableBaseline } from "../../baseline/codec.ts";
import { CouldNotMeasure, noBase } from "../../model/errors.ts";
import { type BaseSpec, isNamed } from "../../model/plan.ts";
import type { CarriedBuild } from "./source.ts";

/** A build that an earlier run has left, as it was carried. */
export interface CarriedArchive extends Pick<CarriedBuild, "sha" | "isAnchor"> {
  readonly file: string;
}

/** Why there is none. */
export interface NoArchive {
  readonly missing: string;
}

/** Unpacked into the run's temporary directory, where a base may come from it. */
export async function unpackedFor(
  base: BaseSpec,
  archive: CarriedArchive | NoArchive | undefined,
  temporary: string,
): Promise<{ readonly carried?: CarriedBuild; readonly warnings: readonly string[] }> {
  if (archive === undefined || !(base.from === "artifact" || (base.from === "auto" && !isNamed(base)))) {
    return { warnings: [] };
  }
  if ("missing" in archive) {
    if (base.from !== "artifact") return { warnings: [] };
    throw new CouldNotMeasure(`base.from: artifact: ${archive.missing}`);
  }
  const { file, ...build } = archive;
  const directory = join(temporary, "carried");
  try {
    await unpackBuild(file, directory);
    return { carried: { ...build, directory }, warnings: [] };
  } catch (error) {
    if (!(error instanceof UnusableBaseline)) throw error;
    if (base.from === "artifact") throw new CouldNotMeasure(`base.from: artifact: ${error.message}`, { cause: error });
    return { warnings: [`${noBase} artifact: ${error.message}`] };
  }
}
