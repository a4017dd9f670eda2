import { LineReader } from "./lineReader.ts";

/** Finds the end of each reply, in RESP2 and RESP3. Attributes belong to the reply behind them. */
export function replyReader(onReply: (kind: "reply" | "push") => void): LineReader {
  const open: { remaining: number; readonly type: string }[] = [];
  const endElement = () => {
    for (;;) {
      const parent = open.at(-1);
      if (parent === undefined) return onReply("reply");
      parent.remaining -= 1;
      if (parent.remaining > 0) return;
      open.pop();
      if (parent.type === "|") return;
      if (parent.type === ">") return onReply("push");
    }
  };
  const reader: LineReader = new LineReader((line) => {
    const type = line.slice(0, 1);
    const size = Number(line.slice(1));
    switch (type) {
      case "$":
      case "!":
      case "=":
        if (size >= 0) reader.readData(size);
        else endElement();
        break;
      case "*":
      case "~":
      case ">":
      case "%":
      case "|":
        if (size > 0) open.push({ remaining: size * (type === "%" || type === "|" ? 2 : 1), type });
        else endElement();
        break;
      default:
        if (!"+-:_,#(".includes(type) || type === "") throw new Error("expected a reply of Redis");
        endElement();
    }
  }, endElement);
  return reader;
}
