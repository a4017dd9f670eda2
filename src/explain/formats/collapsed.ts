import type { CallTree, Frame } from "../../model/reading.ts";
import { callTreeOf, type WeightedStack } from "./callTree.ts";

/** `main;handle (app.py:12);slow 42`: the outermost frame first, and the number of samples. */
const lineForm = /^(?<stack>.+) (?<count>\d+)$/;
/** A sample without a stack, as py-spy writes it. */
const emptyForm = /^ *\d+$/;
/** py-spy and rbspy write the file behind the name. */
const frameForm = /^(?<name>.+?) \((?<file>[^()]+?)(?::(?<line>\d+))?\)$/;
/** Behind another name, such as [unknown] (libc.so.6), the parentheses have no file of the service. */
const sourceFile = /\.\w+$/;

/** py-spy's outermost frames. A process has another number in each round, so that its functions would not be the same. */
const processForm = /^(process \d+:|thread \(0x)/;

/** Reads collapsed ("folded") stacks. Gives samples. `undefined` if it is another text. */
export function readCollapsed(text: string): CallTree | undefined {
  const stacks: WeightedStack[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "" || line.startsWith("#") || emptyForm.test(line)) continue;
    const { stack, count } = lineForm.exec(line)?.groups ?? {};
    if (stack === undefined) return undefined;
    stacks.push({ frames: framesOf(stack), value: Number(count) });
  }
  return stacks.length === 0 ? undefined : callTreeOf(stacks);
}

function framesOf(stack: string): readonly Frame[] {
  const names = stack.split(";");
  const inProcess = names.filter((name) => !processForm.test(name));
  return (inProcess.length === 0 ? names : inProcess).map(frameOf);
}

function frameOf(text: string): Frame {
  const { name, file, line } = frameForm.exec(text)?.groups ?? {};
  if (name === undefined || file === undefined || !sourceFile.test(file)) return { name: text };
  return { name, file, ...(line !== undefined && Number(line) > 0 && { line: Number(line) }) };
}
