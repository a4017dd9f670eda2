import { join } from "node:path";
import { unpackBuild } from "../../baseline/build/unpack.ts";
import { UnusableBaseline } from "../../baseline/codec.ts";
import { BaseUnavailable } from "../../model/errors.ts";
import type { MissingBase } from "../../model/missingBase.ts";
import type { Notice } from "../../model/notice.ts";
import { type BaseSpec, hasExplicitBase } from "../../model/plan.ts";
import type { CarriedBuild } from "./source.ts";

/** A build that an earlier run saved beside the baseline, still packed. */
export interface CarriedArchive extends Pick<CarriedBuild, "sha" | "isAnchor"> {
  readonly file: string;
}

/** There is no such build. */
export interface MissingArchive {
  /** The reason, in words. */
  readonly reason: string;
  /** GitHub did not deliver the baseline, so there may be one. */
  readonly isOutage?: boolean;
}

export interface UnpackedBuild {
  readonly carried?: CarriedBuild;
  readonly notices: readonly Notice[];
  /** Present if the base must be a carried build, and an outage keeps it away. */
  readonly missingBase?: MissingBase;
}

/**
 * Unpacks the build into the run's temporary directory, if the base may come from it. Throws BaseUnavailable if it
 * cannot be unpacked and the configuration demands it.
 */
export async function unpackCarriedBuild(
  base: BaseSpec,
  archive: CarriedArchive | MissingArchive | undefined,
  temporary: string,
): Promise<UnpackedBuild> {
  const isDemanded = base.from === "artifact";
  const mayUse = isDemanded || (base.from === "auto" && !hasExplicitBase(base));
  if (archive === undefined || !mayUse) return { notices: [] };
  if ("reason" in archive) {
    if (!isDemanded) return { notices: [] };
    if (archive.isOutage !== true) throw new BaseUnavailable("artifact", archive.reason);
    const subject = "the baseline artifact";
    return { notices: [], missingBase: { source: "artifact", cause: "unreachable", subject, detail: archive.reason } };
  }
  const { file, ...build } = archive;
  const directory = join(temporary, "carried");
  try {
    await unpackBuild(file, directory);
    return { carried: { ...build, directory }, notices: [] };
  } catch (error) {
    if (!(error instanceof UnusableBaseline)) throw error;
    if (isDemanded) throw new BaseUnavailable("artifact", error.message, { cause: error });
    return { notices: [{ kind: "base_unavailable", source: "artifact", stage: "lookup", reason: error.message }] };
  }
}
