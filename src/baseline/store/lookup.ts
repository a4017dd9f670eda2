import type { Baseline } from "../../model/baseline.ts";
import type { Notice } from "../../model/notice.ts";

/** Paths of the builds that a baseline carries. */
export interface ArchivePaths {
  /** The newest build that could be carried. See Baseline.build. */
  readonly build?: string;
  readonly anchor?: string;
}

/** The result of the search for a baseline. Each kind has its own message, so none passes silently. */
export type BaselineLookup =
  | {
      readonly kind: "found";
      readonly baseline: Baseline;
      /** Its source, in words. */
      readonly from: string;
      readonly archives?: ArchivePaths;
      /** Lines for the log. */
      readonly notes?: readonly string[];
      /** Warnings for the report. */
      readonly notices?: readonly Notice[];
    }
  | { readonly kind: "not_asked" }
  | { readonly kind: "absent"; readonly message: string }
  /** A baseline may exist, but could not be fetched. */
  | { readonly kind: "unreachable"; readonly message: string }
  /** A baseline exists, but cannot be used. */
  | { readonly kind: "unusable"; readonly message: string };
