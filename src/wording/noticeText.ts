import type { Notice, ReportedNotice } from "../model/notice.ts";
import { docsLink } from "../util/docsLink.ts";
import { formatAge, formatMs, formatPercent } from "../util/format.ts";
import { userLimitAdvice, userLimitName } from "./userLimitText.ts";

/** The notice as results.json stores it: its facts and its sentence. */
export function reportedNotice(notice: Notice): ReportedNotice {
  const { kind, ...facts } = notice;
  return { kind, message: noticeText(notice), ...facts };
}

/** The sentence of each notice. */
export function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case "base_unavailable": {
      const advice =
        notice.source === "git" || notice.stage === "service" ? "; name one by base.ref, base.directory or --base" : "";
      return `base.from: auto found no base in ${notice.source}: ${notice.reason}${advice}`;
    }
    case "shared_state": {
      const { variables, has_reset } = notice;
      const reset = has_reset ? "" : ", or reset it between the rounds with service.before_round";
      return (
        `base and head share ${variables.join(", ")}: what one writes, the other reads; give each its own: ` +
        `service.env.${variables.at(-1)}: { base: …, head: … }${reset}`
      );
    }
    case "unused_key":
      return `${notice.key} is not used, because ${notice.reason}${notice.advice === undefined ? "" : `; ${notice.advice}`}`;
    case "user_limit_reached": {
      const { scenario, phase, arm, waited_ratio, longest_wait_ms } = notice;
      const where = arm === undefined ? "" : ` on the ${arm}`;
      return (
        `${scenario}: ${formatPercent(waited_ratio)} of the arrivals of ${phase} waited${where}, up to ${formatMs(longest_wait_ms)}, for ` +
        `${userLimitName(notice)}: ${userLimitAdvice(notice)}; latencies include that wait`
      );
    }
    case "pinning_unavailable":
      return `${notice.reason}: load generator and service share the cores`;
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
    case "other_commit": {
      const expected = notice.expected.join(" or ");
      if (notice.where === "results")
        return `The results belong to the commit ${notice.measured}, but the pull request's head was ${expected}`;
      return (
        `The measured commit ${notice.measured} is not the commit of the event: expected ${expected}; ` +
        "check out without a ref, or ignore this if it is intended"
      );
    }
    case "workflow_overlap":
      return (
        `The workflows ${notice.workflows.join(" and ")} have the same baseline-key ${notice.key}, and each writes its own ${notice.what}: ` +
        "set the input baseline-key of each workflow to a name of its own"
      );
    case "acceptance_ignored":
      return notice.reason;
  }
}

/** Further names are only counted. */
const mostNamed = 3;

function firstNames(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
