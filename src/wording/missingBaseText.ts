import type { MissingBase, MissingBaseCause } from "../model/missingBase.ts";

/** No base: the commit 1a2b3c4 could not be fetched (HTTP 503, 4 tries); run the job again */
export function missingBaseText({ source, cause, subject, detail, tries }: MissingBase): string {
  const remedy = missingBaseRemedy(cause);
  if (cause === "service") return `The base could not be built: ${detail}; ${remedy}`;
  if (cause === "start") return `The base was built, but did not start: ${detail}; ${remedy}`;
  if (source === "artifact") return `No base: ${detail}; ${remedy}`;
  return `No base: ${subject} could not be ${verbs[cause]} (${detail}${triesText(tries)}); ${remedy}`;
}

export const triesText = (tries: number | undefined): string => (tries === undefined ? "" : `, ${tries} tries`);

const verbs: Readonly<Record<MissingBaseCause, string>> = {
  unreachable: "fetched",
  timeout: "fetched",
  credentials: "fetched",
  unknown_commit: "found",
  no_git: "read",
  no_repository: "read",
  owner: "read",
  no_space: "checked out",
  filter: "checked out",
  service: "built",
  start: "started",
  other: "read",
};

export function missingBaseRemedy(cause: MissingBaseCause): string {
  switch (cause) {
    case "unreachable":
    case "timeout":
      return "run the job again";
    case "credentials":
      return "leave git its credentials (actions/checkout: persist-credentials: true), or check out with fetch-depth: 0";
    case "unknown_commit":
    case "other":
      return "check the repository out with its history (actions/checkout: fetch-depth: 0), or correct base.ref (--base)";
    case "no_git":
      return "install git before actions/checkout runs, so that it clones the repository";
    case "no_repository":
      return "let actions/checkout clone it with git, or name the base by base.directory or base.target";
    case "owner":
      return "run git config --global --add safe.directory '*' before Loadgate";
    case "no_space":
      return "free space in TMPDIR, or set TMPDIR to another disk";
    case "filter":
      return "install the filter's program, or remove the filter from .gitattributes";
    case "service":
    case "start":
      return "make service.build build it too, or name another base by base.ref, base.directory or --base";
  }
}
