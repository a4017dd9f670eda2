import { z } from "zod";
import type { Arm } from "./plan.ts";
import type { Bytes, Millis, PerSec, Ratio } from "./unit.ts";
import type { UserLimit } from "./userLimit.ts";

/** A warning of the report, as facts. wording/noticeText.ts has the sentences. */
export type Notice =
  /**
   * `base.from: auto` could not use the base of that source. `service`: it was found, but could not be built or
   * started.
   */
  | {
      readonly kind: "base_unavailable";
      readonly source: "artifact" | "git";
      /** The step that failed: a base that was built is not missing. */
      readonly stage: "lookup" | "build" | "start";
      readonly reason: string;
    }
  /** Files beside the head that git does not have, and the base lacks. */
  | {
      readonly kind: "head_only_files";
      readonly base: "artifact" | "directory" | "git";
      /** The first of them. */
      readonly files: readonly string[];
      readonly count: number;
    }
  /** Files of git that earlier steps of the job changed in the head's tree, and nothing changed in the base's. */
  | { readonly kind: "head_only_changes"; readonly files: readonly string[]; readonly count: number }
  /** Filters of git that failed in the base's checkout. */
  | { readonly kind: "filters_failed"; readonly filters: readonly string[] }
  /** Files of Git LFS that are pointers in the base's checkout, and have content beside the head. */
  | { readonly kind: "lfs_files_missing"; readonly files: readonly string[] }
  /** CPU time and memory were not measured, because `listener` has the PORT. Without it, the system has no /proc. */
  | { readonly kind: "usage_unseen"; readonly arm: Arm | "both"; readonly listener?: string }
  /** Processes of the service belong to another user, who hides their files and disk bytes. */
  | { readonly kind: "processes_hidden"; readonly arm: Arm | "both" }
  /** A monitor that loadgate.yml asks for gave no readings of some phases, or less than it should. */
  | {
      readonly kind: "monitor_failed";
      readonly monitor: "prometheus" | "postgres" | "redis";
      readonly arm: Arm | "both";
      readonly reason: string;
    }
  /** Only one of two running arms listened on a port besides PORT. `either`: in some rounds base, in others head. */
  | { readonly kind: "port_of_one_arm"; readonly port: number; readonly arm: Arm | "either" }
  /** Only one of two running arms speaks TLS on its PORT, so that its plain requests fail with status 400. */
  | { readonly kind: "tls_of_one_arm"; readonly arm: Arm }
  /** The job used up its CPU quota, for that share of a phase's time. */
  | { readonly kind: "cpu_throttled"; readonly scenario: string; readonly cores: number; readonly ratio: Ratio }
  /** The arms answer the same request with bodies of another size, or of another type. */
  /** Every response of a GET request is a redirect, which nothing follows. */
  | {
      readonly kind: "only_redirects";
      readonly scenario: string;
      readonly request: string;
      readonly arm: Arm | "both";
      readonly status: number;
    }
  | ({ readonly kind: "answers_differ"; readonly scenario: string; readonly request: string } & AnswerDifference)
  /** The service answers fewer requests per second than it is sent, so that latencies are waiting times. */
  | ({ readonly kind: "overloaded"; readonly scenario: string } & Overload)
  /** The service logged more than that, and its log file was cut. */
  | { readonly kind: "log_cut"; readonly arm: Arm; readonly file: string; readonly limit_bytes: Bytes }
  /** Environment variables with the same value on both arms, so that they may share state. */
  | { readonly kind: "shared_state"; readonly variables: readonly string[]; readonly has_reset: boolean }
  /** External volumes of the compose file, which both arms use. */
  | { readonly kind: "shared_volume"; readonly volumes: readonly string[]; readonly has_reset: boolean }
  /** The compose file names one image for the measured service of both arms. */
  | { readonly kind: "same_image"; readonly service: string; readonly image: string }
  /** `base.carry_image` is set, and the head's images could not be stored. */
  | { readonly kind: "images_not_saved"; readonly reason: string }
  /** A key of loadgate.yml that this run does not use. */
  | { readonly kind: "unused_key"; readonly key: string; readonly reason: string; readonly advice?: string }
  /** Arrivals waited because `limit` users were busy. `arm`: only there. */
  | ({
      readonly kind: "user_limit_reached";
      readonly scenario: string;
      readonly phase: string;
      readonly arm?: Arm;
    } & UserLimit)
  | { readonly kind: "pinning_unavailable"; readonly reason: string }
  /** Two pairs of base and head ran at once until this came. One pair at a time went on. */
  | { readonly kind: "two_pairs_failed"; readonly scenario: string; readonly reason: string }
  /** The generator's ticker thread could not run, so its clock has whole milliseconds. */
  | { readonly kind: "coarse_clock" }
  /** Responses that seem to wait for delayed acknowledgements; see analysis/detectors/delayedAck.ts. */
  | {
      readonly kind: "delayed_ack";
      readonly scenario: string;
      readonly requests: readonly string[];
      readonly arm: Arm | "both";
      readonly ratio: Ratio;
    }
  | { readonly kind: "baseline_old"; readonly age_ms: Millis; readonly limit_ms: Millis; readonly at: string }
  /** A newer baseline artifact could not be read, so an older one is used. */
  | { readonly kind: "baseline_skipped"; readonly reason: string }
  /** The workspace, or the results of another job, belong to another commit than the event. */
  | {
      readonly kind: "other_commit";
      readonly where: "workspace" | "results";
      readonly measured: string;
      readonly expected: readonly string[];
    }
  /** Two workflows report the same commit under one baseline-key. */
  | {
      readonly kind: "workflow_overlap";
      readonly what: "comment" | "check run";
      readonly key: string;
      readonly workflows: readonly string[];
    }
  /** A line or label of the pull request that looks like an acceptance, but is not valid. */
  | { readonly kind: "acceptance_ignored"; readonly reason: string };

export type AnswerDifference =
  | { readonly what: "size"; readonly base_bytes: Bytes; readonly head_bytes: Bytes }
  | { readonly what: "type"; readonly base_type: string; readonly head_type: string };

export interface Overload {
  readonly arm: Arm | "both";
  readonly offered_per_sec: PerSec;
  readonly handled_per_sec: PerSec;
  /** CPU cores that the service used, on average. Absent if Loadgate did not start it. */
  readonly cores?: number | undefined;
  /** A rate that leaves the service some reserve. */
  readonly advised_per_sec: PerSec;
}

/** Notices of differences between base and head that their commits do not explain. */
export const doubtKinds: readonly string[] = ["head_only_files", "head_only_changes"] satisfies Notice["kind"][];

/** A notice in results.json. Older versions wrote plain strings; they are still read. */
export const noticeSchema = z.preprocess(
  (value) => (typeof value === "string" ? { kind: "other", message: value } : value),
  z.looseObject({ kind: z.string(), message: z.string() }),
);
export type ReportedNotice = z.output<typeof noticeSchema>;

/** The facts of answers of another kind in results.json. */
export const otherAnswersSchema = z.union([
  z.object({
    kind: z.literal("answers_differ"),
    what: z.literal("type"),
    scenario: z.string(),
    request: z.string(),
    base_type: z.string(),
    head_type: z.string(),
  }),
  z.object({
    kind: z.literal("only_redirects"),
    scenario: z.string(),
    request: z.string(),
    arm: z.enum(["base", "head", "both"]),
  }),
]);

/** The facts of an overload in results.json. */
export const overloadSchema = z.object({
  kind: z.literal("overloaded"),
  scenario: z.string(),
  arm: z.enum(["base", "head", "both"]),
  offered_per_sec: z.number(),
  handled_per_sec: z.number(),
  cores: z.number().optional(),
  advised_per_sec: z.number(),
});
