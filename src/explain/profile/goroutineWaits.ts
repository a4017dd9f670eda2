import { isOfGoLibrary } from "../../util/goLibrary.ts";

/** Goroutines that wait for another one, by the service's own function in which they wait. */
export interface GoroutineWait {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly count: number;
}

type Place = Omit<GoroutineWait, "count">;

interface Stack {
  readonly count: number;
  /** Address of the innermost function. All that are parked have the same. */
  readonly address: string;
  /** The innermost first, without the runtime's own. */
  readonly frames: readonly Place[];
}

const lockPattern = /^(internal\/)?sync\.(\(\*(RW)?Mutex\)\.|runtime_Semacquire(RW)?Mutex)/;
const pollPattern = /^internal\/poll\.runtime_pollWait$/;
const handlerPattern = /^net\/http\.\(\*conn\)\.serve$/;

/** Reads Go's `/debug/pprof/goroutine?debug=1`. `undefined` if it is something else. */
export function goroutineWaits(text: string): readonly GoroutineWait[] | undefined {
  if (!text.startsWith("goroutine profile:")) return undefined;
  const stacks = text.split("\n\n").flatMap(stackIn);
  // The goroutine that accepts connections is always parked.
  const parked = stacks.find(({ frames: [first] }) => first !== undefined && pollPattern.test(first.name))?.address;
  return stacks.flatMap(({ count, address, frames }) => {
    const place = waitingFunction(frames, address === parked);
    return place === undefined ? [] : [{ ...place, count }];
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
 * Where it locks a mutex, or waits for a channel while it answers a request. Idle workers wait for channels, too, but
 * answer none.
 */
function waitingFunction(frames: readonly Place[], isParked: boolean): Place | undefined {
  const [first] = frames;
  if (first === undefined) return undefined;
  if (lockPattern.test(first.name)) return frames.find((frame) => !isOfGoLibrary(frame));
  const isHandler = frames.some(({ name }) => handlerPattern.test(name));
  return isParked && isHandler && !isOfGoLibrary(first) ? first : undefined;
}
