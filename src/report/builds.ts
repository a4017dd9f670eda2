import type { Results } from "../model/results.ts";
import { commit, type Hash, type Phrase, phrase } from "./phrase.ts";

/** The builds that were compared: base 1a2b3c4 → head 5d6e7f8. The base is left out if there is none. */
export function describeBuilds({ provenance, baseline }: Results): Phrase {
  const { base: startedBase, head } = provenance;
  const sha = startedBase === undefined && baseline.kind === "found" ? baseline.sha : startedBase?.sha;
  const base = sha === undefined ? startedBase?.from : commit(sha);
  return base === undefined ? phrase`head ${describeHead(head)}` : phrase`base ${base} → head ${describeHead(head)}`;
}

function describeHead({ sha, from, changed }: Results["provenance"]["head"]): string | Hash | Phrase {
  // Without git, the build has no name of its own.
  if (sha === undefined) return from.startsWith("service.") ? "in this directory" : from;
  return changed === true ? phrase`${commit(sha)} with uncommitted changes` : commit(sha);
}
