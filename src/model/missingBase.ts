import { z } from "zod";
import { countSchema } from "./schemaTypes.ts";

/** Why a base is missing that should have been there. */
export const missingBaseCauses = [
  /** The remote gave no usable answer. */
  "unreachable",
  "timeout",
  "credentials",
  "unknown_commit",
  "no_git",
  "no_repository",
  /** Another user owns the repository. */
  "owner",
  "no_space",
  /** A filter, such as git-lfs, could not write the files. */
  "filter",
  /** The base was found, but could not be built. */
  "service",
  /** The base was found and built, but did not start. */
  "start",
  "other",
] as const;
export type MissingBaseCause = (typeof missingBaseCauses)[number];

/** A base that should have been there, and was not available. wording/missingBaseText.ts has the sentences. */
export const missingBaseSchema = z.object({
  source: z.enum(["artifact", "git"]),
  cause: z.enum(missingBaseCauses),
  /** What was looked for: the commit 1a2b3c4. */
  subject: z.string(),
  /** HTTP 503 */
  detail: z.string(),
  /** How often git was asked. Absent if once. */
  tries: countSchema.optional(),
});
export type MissingBase = z.output<typeof missingBaseSchema>;
