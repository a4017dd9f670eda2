import type { FlameFrame, SubjectChange } from "../../model/cause.ts";
import { frameKey } from "./instrumentSubjects.ts";

interface Place {
  readonly frame: FlameFrame;
  readonly caller: FlameFrame | undefined;
}

/** A function whose callers and callees make up for its change by more than this has only got moved code. */
const reflectedShare = 0.25;

/**
 * True if the function's own time moved, but the time of the function with its callees, or that of its callers, did not:
 * code was inlined, split or renamed (FBDetect, SOSP 2024).
 */
export function isCostShift({ subject, file, base, head }: SubjectChange, flame: FlameFrame): boolean {
  const change = head - base;
  const key = frameKey({ name: subject, ...(file !== undefined && { file }) });
  const found = placesOf(key, flame, undefined);
  if (found.length === 0) return false;
  const isReflectedIn = (frames: readonly FlameFrame[]) => {
    const total = [...new Set(frames)].reduce((sum, frame) => sum + totalChange(frame), 0);
    return total * change > 0 && Math.abs(total) >= reflectedShare * Math.abs(change);
  };
  // All stacks have the root, whose time is that of everything else as well.
  const callers = found.flatMap(({ caller }) => (caller === undefined || caller === flame ? [] : caller));
  return !isReflectedIn(found.map(({ frame }) => frame)) || (callers.length > 0 && !isReflectedIn(callers));
}

/** The outermost frames of the function, so that recursion counts once. */
function placesOf(key: string, frame: FlameFrame, caller: FlameFrame | undefined): readonly Place[] {
  const { name, file } = frame;
  if (frameKey({ name, ...(file !== undefined && { file }) }) === key) return [{ frame, caller }];
  return frame.children.flatMap((child) => placesOf(key, child, frame));
}

export const totalChange = ({ base, head, children }: FlameFrame): number =>
  children.reduce((sum, child) => sum + totalChange(child), head - base);
