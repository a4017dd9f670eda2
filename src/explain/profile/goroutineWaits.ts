import { isOfGoLibrary } from "../../util/goLibrary.ts";

/** The service's own function in which goroutines wait for another one, or with which those that work began. */
export interface GoroutinePlace {
  readonly for: "goroutine" | "worker";
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly count: number;
}

type Place = Omit<GoroutinePlace, "for" | "count">;

interface Stack {
  readonly count: number;
  /** Address of the innermost function. All that are parked have the same. */
  readonly address: string;
  /** The innermost first, without the runtime's own. */
  readonly frames: readonly Place[];
}

const lockPattern = /^(internal\/)?sync\.(\(\*(RW)?Mutex\)\.|runtime_Semacquire(RW)?Mutex)/;
const groupPattern = /^sync\.(\(\*WaitGroup\)\.|runtime_Semacquire(WaitGroup)?$)/;
const pollPattern = /^internal\/poll\.runtime_pollWait$/;
/** In the kernel, as for a file. */
const kernelPattern = /^(internal\/runtime\/syscall|runtime\/internal\/syscall|syscall)\b/;
const handlerPattern = /^net\/http\.\(\*conn\)\.serve$/;

/** Reads Go's `/debug/pprof/goroutine?debug=1`. `undefined` if it is something else. */
export function goroutinePlaces(text: string): readonly GoroutinePlace[] | undefined {
  if (!text.startsWith("goroutine profile:")) return undefined;
  const stacks = text.split("\n\n").flatMap(stackIn);
  // The goroutine that accepts connections is always parked.
  const parked = stacks.find(({ frames: [first] }) => first !== undefined && pollPattern.test(first.name))?.address;
  return stacks.flatMap(({ count, address, frames }): readonly GoroutinePlace[] => {
    const isParked = address === parked;
    const waiting = waitingFunction(frames, isParked);
    const working = isParked || parked === undefined ? undefined : workingFunction(frames);
    if (waiting !== undefined) return [{ for: "goroutine", ...waiting, count }];
    return working === undefined ? [] : [{ for: "worker", ...working, count }];
  });
}

/** 4 @ 0x489b0e 0x467c32 …, and a line for each function: #	0x68ae64	main.get+0xa4	/app/main.go:35 */
function stackIn(block: string): readonly Stack[] {
  const [, count, address = ""] = /^(\d+) @ (0x[\da-f]+)/m.exec(block) ?? [];
  if (count === undefined) return [];
  const frames = [...block.matchAll(/^#\s+0x[\da-f]+\s+(\S+)\+0x[\da-f]+\s+(\S+):(\d+)$/gm)];
  return [
    {
      ...{ count: Number(count), address },
      frames: frames.map(([, name = "", file = "", line]) => ({ name, file, line: Number(line) })),
    },
  ];
}

/**
 * Where it locks a mutex, or waits for a channel or for other goroutines while it answers a request. Idle workers wait
 * for channels, too, but answer none.
 */
function waitingFunction(frames: readonly Place[], isParked: boolean): Place | undefined {
  const [first] = frames;
  if (first === undefined) return undefined;
  const own = frames.find((frame) => !isOfGoLibrary(frame));
  if (lockPattern.test(first.name)) return own;
  const isHandler = frames.some(({ name }) => handlerPattern.test(name));
  if (isHandler && groupPattern.test(first.name)) return own;
  return isParked && isHandler && !isOfGoLibrary(first) ? first : undefined;
}

/** The service's function that the goroutine began with, as a worker or as a request's handler. */
function workingFunction(frames: readonly Place[]): Place | undefined {
  const [first] = frames;
  if (first === undefined || kernelPattern.test(first.name)) return undefined;
  return frames.findLast((frame) => !isOfGoLibrary(frame));
}
