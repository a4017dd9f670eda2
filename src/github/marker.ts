import { shortSha } from "../util/format.ts";
import { omitUndefined } from "../util/omitUndefined.ts";

/** The hidden first line of a Loadgate comment. It names what the comment belongs to, and the run that wrote it. */
export interface CommentMarker {
  readonly key: string;
  /** Path of the measured workflow's file. Absent in comments of older versions. */
  readonly workflow?: string;
  readonly run: number;
  readonly attempt: number;
  readonly sha: string;
}

export function markerLine({ key, workflow, run, attempt, sha }: CommentMarker): string {
  const ofWorkflow = workflow === undefined ? "" : ` workflow=${encodeURI(workflow)}`;
  return `<!-- loadgate key=${key} run=${run} attempt=${attempt} sha=${shortSha(sha)}${ofWorkflow} -->`;
}

const pattern = /^<!-- loadgate key=(\S+) run=(\d+) attempt=(\d+) sha=(\S*?)(?: workflow=(\S+))? -->/;

/** `undefined` if the text does not begin with a Loadgate marker. */
export function parseMarker(body: string): CommentMarker | undefined {
  const [, key, run, attempt, sha, workflow] = pattern.exec(body) ?? [];
  if (key === undefined || run === undefined || attempt === undefined || sha === undefined) return undefined;
  return { key, run: Number(run), attempt: Number(attempt), sha, ...omitUndefined({ workflow: decode(workflow) }) };
}

function decode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURI(text);
  } catch {
    return text;
  }
}

/** A comment belongs to a workflow and a key. The first workflow with the key adopts the comment of an older version. */
export function belongsTogether(marker: CommentMarker, own: CommentMarker): boolean {
  return marker.key === own.key && (marker.workflow === undefined || marker.workflow === own.workflow);
}

/** Two workflows report the same commit under the same key. */
export function isOverlap(marker: CommentMarker, own: CommentMarker): boolean {
  return marker.key === own.key && !belongsTogether(marker, own) && marker.sha === shortSha(own.sha);
}

export function isNewer(a: CommentMarker, b: CommentMarker): boolean {
  return a.run > b.run || (a.run === b.run && a.attempt > b.attempt);
}
