import type { Notice, Overload, ReportedNotice } from "../model/notice.ts";
import type { Arm } from "../model/plan.ts";
import { docsLink } from "../util/docsLink.ts";
import {
  formatAge,
  formatBytes,
  formatChange,
  formatMs,
  formatNumber,
  formatPercent,
  formatRate,
} from "../util/format.ts";
import { causeValue } from "./causeText.ts";
import { userLimitAdvice, userLimitName } from "./userLimitText.ts";

/** The notice as results.json stores it: its facts and its sentence. */
export function reportedNotice(notice: Notice): ReportedNotice {
  const { kind, ...facts } = notice;
  return { kind, message: noticeText(notice), ...facts };
}

/** The sentence of each notice. */
export function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case "base_unavailable":
      return baseUnavailableText(notice);
    case "usage_unseen":
      return unseenText(notice);
    case "processes_hidden":
      return (
        `some processes of ${notice.arm === "both" ? "base and head" : `the ${notice.arm} service`} belong to another user: ` +
        "their disk bytes, open files and connections cannot be seen; run Loadgate as that user, or as root"
      );
    case "monitor_failed":
      return `monitors.${notice.monitor} of ${armText(notice.arm)}: ${notice.reason}; the verdict does not need it`;
    case "cpu_throttled":
      return (
        `${notice.scenario}: the job used up its CPU quota of ${formatNumber(notice.cores)} cores, and waited for ` +
        `${formatPercent(notice.ratio)} of the time: raise the quota (docker run --cpus, the pod's limits), or lower the rate`
      );
    case "answers_differ":
      return `${notice.scenario}: ${answersText(notice)}`;
    case "only_redirects":
      return (
        `${notice.scenario}: every response of ${notice.request} on ${armText(notice.arm)} is a redirect (status ${notice.status}), which is not followed: ` +
        `set redirects: 1, name its target as the path, or set expect: { status: ${notice.status} } if you measure the redirect; ` +
        "a service behind a proxy may want the header x-forwarded-proto: https"
      );
    case "overloaded":
      return `${notice.scenario}: ${overloadText(notice)}; latencies are waiting times then, and say little about the service`;
    case "port_of_one_arm":
      return portText(notice);
    case "tls_of_one_arm":
      return (
        `only the ${notice.arm} speaks TLS on its PORT, so its plain requests fail with status 400: ` +
        "the two cannot be compared; set service.tls: true, with base.from: none until the base speaks TLS too"
      );
    case "log_cut":
      return (
        `the ${notice.arm} service logged more than ${formatBytes(notice.limit_bytes)}, so its log was cut (${notice.file}): ` +
        "writing it takes CPU time, which the results include; lower the service's log level"
      );
    case "head_only_files":
      return headOnlyFilesText(notice);
    case "head_only_changes":
      return headOnlyChangesText(notice);
    case "filters_failed":
      return (
        `the base's files of the git filter ${firstNames(notice.filters)} have the content that git stores, because the filter failed: ` +
        "install its program before Loadgate runs"
      );
    case "lfs_files_missing":
      return (
        `the base has only the Git LFS pointers of ${firstNames(notice.files)}: ` +
        "fetch their content before Loadgate runs (git lfs fetch origin and the base's commit)"
      );
    case "shared_state":
      return sharedStateText(notice);
    case "shared_volume":
      return (
        `base and head share the external volume ${firstNames(notice.volumes)}: what one writes, the other reads; ` +
        `remove external from the compose file${notice.has_reset ? "" : ", or reset it between the rounds with service.before_round"}`
      );
    case "same_image":
      return (
        `base and head both start the image ${notice.image} as ${notice.service}, so the code of the change is not measured: ` +
        "add build to that service in the compose file, or build the image in service.build"
      );
    case "images_not_saved":
      return `base.carry_image: the images of this run are not stored: ${notice.reason}`;
    case "unused_key":
      return `${notice.key} is not used, because ${notice.reason}${notice.advice === undefined ? "" : `; ${notice.advice}`}`;
    case "user_limit_reached":
      return userLimitReached(notice);
    case "pinning_unavailable":
      return `${notice.reason}: load generator and service share the cores`;
    case "two_pairs_failed":
      return `${notice.scenario}: two pairs of base and head could not run at once, so one pair went on alone: ${notice.reason}; if the services cannot share a directory, set gate.pairs: 1`;
    case "coarse_clock":
      return "the load generator's ticker could not run: requests were sent on whole milliseconds, up to 1 ms late";
    case "delayed_ack": {
      const { scenario, requests, arm, ratio } = notice;
      const responses = arm === "both" ? "the responses" : `the ${arm}'s responses`;
      return (
        `${scenario}: ${firstNames(requests)}: ${formatPercent(ratio)} of ${responses} came in two pieces, the second about 40 ms ` +
        "after the first: the service seems to wait for acknowledgements (Nagle's algorithm), which hides smaller changes; " +
        "set TCP_NODELAY, or write each response at once"
      );
    }
    case "baseline_old": {
      const { age_ms, limit_ms, at } = notice;
      return (
        `the baseline is ${formatAge(age_ms)} old, and gate.baseline_max_age allows ${formatAge(limit_ms)}: its newest run is from ${at}; ` +
        `let a schedule run the default branch (${docsLink("docs/github.md#schedule")})`
      );
    }
    case "baseline_skipped":
      return `A newer baseline cannot be used, so an older one is used: ${notice.reason}`;
    case "other_commit":
      return otherCommitText(notice);
    case "workflow_overlap":
      return (
        `The workflows ${notice.workflows.join(" and ")} have the same baseline-key ${notice.key}, and each writes its own ${notice.what}: ` +
        "set the input baseline-key of each workflow to a name of its own"
      );
    case "acceptance_ignored":
      return notice.reason;
  }
}

function baseUnavailableText({ source, stage, reason }: Extract<Notice, { kind: "base_unavailable" }>): string {
  const advice =
    source === "git" || stage !== "lookup" ? "; name another base by base.ref, base.directory or --base" : "";
  return `base.from: auto ${baseSteps[stage](source)}: ${reason}${advice}`;
}

const baseSteps = {
  lookup: (source: string) => `found no base in ${source}`,
  build: (source: string) => `found a base in ${source} that could not be built`,
  start: (source: string) => `found a base in ${source} that did not start`,
} as const;

function headOnlyFilesText({ files, count, base }: Extract<Notice, { kind: "head_only_files" }>): string {
  const [example = ""] = files;
  const verb = count === 1 ? "is" : "are";
  const remedies = [
    ...(base === "directory" ? ["put them beside the base too"] : []),
    // base.copy takes files of service.directory only.
    ...(base !== "directory" && !example.startsWith("../") ? [`set base.copy: [${example}]`] : []),
    "let service.build create them",
  ];
  return (
    `the base lacks ${firstNames(files, count)}, which ${verb} beside the head but not in git: a difference may come from there; ` +
    remedies.join(", or ")
  );
}

function headOnlyChangesText({ files, count }: Extract<Notice, { kind: "head_only_changes" }>): string {
  const object = count === 1 ? "it" : "them";
  return (
    `an earlier step of the job changed ${firstNames(files, count)} beside the head, and the base has ${object} unchanged: ` +
    "a difference may come from there; let service.build make that change, because it runs for both"
  );
}

function sharedStateText({ variables, has_reset }: Extract<Notice, { kind: "shared_state" }>): string {
  const reset = has_reset ? "" : ", or reset it between the rounds with service.before_round";
  return (
    `base and head share ${variables.join(", ")}: what one writes, the other reads; give each its own: ` +
    `service.env.${variables.at(-1)}: { base: …, head: … }${reset}`
  );
}

function otherCommitText({ where, measured, ...notice }: Extract<Notice, { kind: "other_commit" }>): string {
  const expected = notice.expected.join(" or ");
  if (where === "results")
    return `The results belong to the commit ${measured}, but the pull request's head was ${expected}`;
  return (
    `The measured commit ${measured} is not the commit of the event: expected ${expected}; ` +
    "check out without a ref, or ignore this if it is intended"
  );
}

function unseenText({ arm, listener }: Extract<Notice, { kind: "usage_unseen" }>): string {
  const subject = arm === "both" ? "base and head" : `the ${arm} service`;
  const why =
    listener === undefined
      ? "this system has no /proc"
      : `${listener} listens on its PORT; start the service itself in service.command`;
  return `CPU time and memory of ${subject} cannot be seen, and are not compared: ${why}`;
}

/** the head handles 16.9/s of 30/s with 1 core busy; about 12/s would do */
/** answers of GET /items have 14 KiB instead of 9.9 KiB (+42 %) */
function answersText(notice: Extract<Notice, { kind: "answers_differ" }>): string {
  if (notice.what === "type")
    return `answers of ${notice.request} are ${notice.head_type} instead of ${notice.base_type}`;
  const { base_bytes: base, head_bytes: head } = notice;
  const sizes = `${causeValue(head, "bytes")} instead of ${causeValue(base, "bytes")}`;
  return `answers of ${notice.request} have ${sizes}${base > 0 ? ` (${formatChange(head / base - 1)})` : ""}`;
}

export function overloadText({ arm, offered_per_sec, handled_per_sec, cores, advised_per_sec }: Overload): string {
  const who = arm === "both" ? "base and head handle" : `the ${arm} handles`;
  const busy = cores === undefined ? "" : ` with ${formatNumber(cores)} cores busy`;
  return `${who} ${formatRate(handled_per_sec)} of ${formatRate(offered_per_sec)}${busy}; about ${formatRate(advised_per_sec)} would do`;
}

const armText = (arm: Arm | "both"): string => (arm === "both" ? "base and head" : `the ${arm}`);

function portText({ port, arm }: Extract<Notice, { kind: "port_of_one_arm" }>): string {
  const who =
    arm === "either"
      ? `either base or head listens on port ${port}, never both`
      : `only the ${arm} listens on port ${port}`;
  return (
    `${who}: base and head differ in more than their build if both want that port; give each its own, such as ` +
    `service.env.METRICS_PORT: { base: "${port}", head: "${port + 1}" }, by the variable that the service reads`
  );
}

/** Further names are only counted. */
const mostNamed = 3;

/** .env, data/, local.json and 2 more. `count`: of all names. */
export function firstNames(names: readonly string[], count = names.length): string {
  const more = count - Math.min(names.length, mostNamed);
  return `${names.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function userLimitReached(notice: Extract<Notice, { readonly kind: "user_limit_reached" }>): string {
  const { scenario, phase, arm, waited_ratio, longest_wait_ms } = notice;
  const where = arm === undefined ? "" : ` on the ${arm}`;
  return (
    `${scenario}: ${formatPercent(waited_ratio)} of the arrivals of ${phase} waited${where}, up to ${formatMs(longest_wait_ms)}, for ` +
    `${userLimitName(notice)}: ${userLimitAdvice(notice)}; latencies include that wait`
  );
}
