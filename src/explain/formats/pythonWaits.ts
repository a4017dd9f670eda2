import type { CallTree, Frame } from "../../model/reading.ts";
import { callTreeOf, stacksOf } from "./callTree.ts";

/** Functions of Python's library and its usual servers that wait, by the end of their file's path. */
const waits: readonly (readonly [file: string, name: RegExp])[] = [
  ["threading.py", /^(wait|acquire|join|_wait_for_tstate_lock)$/],
  ["selectors.py", /^select$/],
  ["socket.py", /^(readinto|accept)$/],
  ["ssl.py", /^(read|recv|recv_into|accept)$/],
  ["queue.py", /^get$/],
  ["subprocess.py", /^(wait|_wait|_try_wait|communicate|_communicate)$/],
  ["concurrent/futures/thread.py", /^_worker$/],
  ["multiprocessing/connection.py", /^(_recv|_poll|wait)$/],
  ["waitress/wasyncore.py", /^poll2?$/],
  ["gunicorn/workers/sync.py", /^(wait|accept)$/],
  ["gunicorn/arbiter.py", /^sleep$/],
];

/**
 * Leaves out the stacks that end in a wait: py-spy takes some of them for work, and idle threads wait nearly always. A
 * profile of nothing else stays as it is.
 */
export function withoutPythonWaits(tree: CallTree): CallTree {
  const working = [...stacksOf(tree)].filter(({ frames }) => !isWait(frames.at(-1)));
  return working.length === 0 ? tree : callTreeOf(working);
}

function isWait({ name, file }: Partial<Frame> = {}): boolean {
  const own = name?.split(".").at(-1) ?? "";
  return file !== undefined && waits.some(([path, wait]) => isPath(file, path) && wait.test(own));
}

const isPath = (file: string, end: string): boolean => file === end || file.endsWith(`/${end}`);
