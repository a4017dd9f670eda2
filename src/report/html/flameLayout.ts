import type { FlameFrame } from "../../model/cause.ts";

/** A rectangle of the flame graph. Positions are shares of the root's width. */
export interface FlameBox {
  readonly name: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  /** From 0, the root. */
  readonly depth: number;
  readonly x: number;
  readonly width: number;
  /** With the frames below it. */
  readonly base: number;
  readonly head: number;
  readonly selfBase: number;
  readonly selfHead: number;
  /** Frames too narrow to draw, or too deep, drawn as one. */
  readonly merged?: number;
}

export interface FlameLayout {
  readonly boxes: readonly FlameBox[];
  readonly depth: number;
  /** The frames that only the base has, the largest first. */
  readonly vanished: readonly FlameTotal[];
  readonly root: { readonly base: number; readonly head: number };
}

/** A frame with the times of all frames below it. */
export interface FlameTotal {
  readonly frame: FlameFrame;
  readonly base: number;
  readonly head: number;
  readonly children: readonly FlameTotal[];
}

/** In shares of the root. Half a per cent of a wide page are five pixels. */
const narrowest = 0.005;
const deepest = 48;

/** The head's frames as boxes. `undefined` if the head has none. Frames that grew most come first. */
export function flameLayout(flame: FlameFrame): FlameLayout | undefined {
  const root = totalOf(flame, 0);
  if (!(root.head > 0)) return undefined;
  const boxes = boxesOf(root, { depth: 0, x: 0 }, root.head);
  return {
    boxes,
    depth: 1 + Math.max(...boxes.map(({ depth }) => depth)),
    vanished: vanishedIn(root)
      .filter(({ base }) => base >= narrowest * root.base)
      .toSorted((a, b) => b.base - a.base),
    root,
  };
}

/** A tree from a foreign file may be of any depth. What is deeper counts as its parent's own. */
const deepestRead = 500;

function totalOf(frame: FlameFrame, depth: number): FlameTotal {
  const children = depth < deepestRead ? frame.children.map((child) => totalOf(child, depth + 1)) : [];
  const sum = (arm: "base" | "head") => children.reduce((total, child) => total + child[arm], frame[arm]);
  return { frame, base: sum("base"), head: sum("head"), children };
}

interface Corner {
  readonly depth: number;
  readonly x: number;
}

function boxesOf(total: FlameTotal, { depth, x }: Corner, rootHead: number): readonly FlameBox[] {
  const { frame, base, head, children } = total;
  const { name, file, line } = frame;
  const width = head / rootHead;
  const own = { name, file, line, depth, x, width, base, head, selfBase: frame.base, selfHead: frame.head };
  const alive = children.filter((child) => child.head > 0).toSorted((a, b) => b.head - a.head);
  const isDrawn = (child: FlameTotal) => depth < deepest && child.head / rootHead >= narrowest;
  const boxes: FlameBox[] = [own];
  let left = x;
  for (const child of alive.filter(isDrawn)) {
    boxes.push(...boxesOf(child, { depth: depth + 1, x: left }, rootHead));
    left += child.head / rootHead;
  }
  const narrow = mergedBox(
    alive.filter((child) => !isDrawn(child)),
    { depth: depth + 1, x: left },
    rootHead,
  );
  return narrow === undefined ? boxes : [...boxes, narrow];
}

/** One box for all, if it is wide enough. */
function mergedBox(frames: readonly FlameTotal[], corner: Corner, rootHead: number): FlameBox | undefined {
  const sum = (arm: "base" | "head") => frames.reduce((total, frame) => total + frame[arm], 0);
  const head = sum("head");
  const width = head / rootHead;
  if (width < narrowest) return undefined;
  const name = `${frames.length} more`;
  const base = sum("base");
  return {
    name,
    file: undefined,
    line: undefined,
    ...corner,
    width,
    base,
    head,
    selfBase: base,
    selfHead: head,
    merged: frames.length,
  };
}

/** The topmost frames that the head does not have. */
function vanishedIn(total: FlameTotal): readonly FlameTotal[] {
  if (total.head === 0) return total.base > 0 ? [total] : [];
  return total.children.flatMap(vanishedIn);
}
