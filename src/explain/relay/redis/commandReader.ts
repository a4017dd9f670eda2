import { LineReader } from "./lineReader.ts";

/** In bytes. No command has a longer name. */
const longestName = 64;
/** Commands whose next word belongs to their name, as in INFO commandstats. */
const containers = new Set(
  "ACL CLIENT CLUSTER COMMAND CONFIG FUNCTION LATENCY MEMORY MODULE OBJECT PUBSUB SCRIPT SLOWLOG XGROUP XINFO".split(
    " ",
  ),
);
/** Finds the names of the commands that a client sends, such as GET or CONFIG GET. */
export function commandReader(onCommand: (name: string) => void): LineReader {
  let remaining = 0;
  let words: string[] = [];
  const addWord = (word: string) => {
    if (words.length < 2) words.push(word.toUpperCase());
    remaining -= 1;
    if (remaining > 0) return;
    const [name = "", next] = words;
    words = [];
    onCommand(containers.has(name) && next !== undefined ? `${name} ${next}` : name);
  };
  const reader: LineReader = new LineReader((line) => {
    if (remaining > 0) reader.readData(sizeIn(line), words.length < 2 ? longestName : 0);
    else if (line.startsWith("*")) remaining = Math.max(0, Number(line.slice(1)));
    else if (line !== "") {
      // A command as plain words.
      words = line.trim().split(/\s+/).slice(0, 1);
      onCommand(words.splice(0)[0]?.toUpperCase() ?? "");
    }
  }, addWord);
  return reader;
}

function sizeIn(line: string): number {
  const size = Number(line.slice(1));
  if (!line.startsWith("$") || !(size >= 0)) throw new Error("expected a bulk string");
  return size;
}
