import type { BaseSpec } from "./plan.ts";

/** The file of a carried build with the images of its arm, as `docker save` writes them. */
export const imageArchiveName = "loadgate-images.tar";

/** Most bytes of a carried build, uncompressed. Moving a larger build takes longer than building it again. */
export const maxCarriedBytes = 512 * 1024 ** 2;

/** The content of a carried build: paths and globs of the configuration, and the archive of the images. */
export function carriedPaths({ carry, carryImage }: Pick<BaseSpec, "carry" | "carryImage">): readonly string[] {
  return carryImage ? [...carry, imageArchiveName] : carry;
}
