import type { Visit } from "../../model/http.ts";
import type { Feed } from "../../model/plan.ts";
import { type TemplatePart, templateParts } from "../../model/template.ts";
import { draw } from "../../stats/random.ts";
import { unreachable } from "../../util/assertNever.ts";
import type { Encoding } from "./encoding.ts";
import { type Row, rounds, rowPicker, rowTaker } from "./feedRows.ts";
import { Fault, joined, type Text } from "./templateText.ts";

/** Streams of random numbers, apart from those that decide when arrivals are due. */
export const streams = { flow: 0x100, feed: 0x10_0000, place: 0x100_0000 } as const;

/** What a template stands for in a visit: any JSON value, as what an answer holds may be one. */
export type Source = (visit: Visit) => unknown;

/** Turns templates into sources. Each template that draws has a place of its own, in the order in which they are asked for. */
export interface Sources {
  of(part: Exclude<TemplatePart, { readonly kind: "text" }>): Source;
  /** A number in [0, 1) for each visit, another one for each place. */
  chance(): (visit: Visit) => number;
}

export function sourcesOf(seed: number, feeds: Readonly<Record<string, Feed>>): Sources {
  const takers = new Map(
    Object.entries(feeds).map(([name, feed], i) => {
      const stream = streams.feed + i * 2 * rounds;
      return [name, { take: rowTaker(name, feed, seed, stream), pick: rowPicker(feed, seed, stream + rounds) }];
    }),
  );
  const takerOf = (name: string) => {
    const taker = takers.get(name);
    if (taker === undefined) throw new Error(`the plan has no rows of ${name}`);
    return taker;
  };
  let places = 0;
  const nextStream = () => streams.place + uuidDraws * places++;
  return {
    chance: () => {
      const stream = nextStream();
      return ({ turn }) => draw(seed, stream, turn);
    },
    of: (part) => {
      switch (part.kind) {
        case "uuid": {
          const stream = nextStream();
          return ({ turn }) => uuid(seed, stream, turn);
        }
        case "seq":
          return ({ turn }) => turn + 1;
        case "random": {
          const stream = nextStream();
          const { from, to } = part;
          return ({ turn }) => from + Math.floor(draw(seed, stream, turn) * (to - from + 1));
        }
        case "pick":
          return cell(takerOf(part.file).pick, part.column, part.source);
        case "feed":
          return cell(takerOf(part.feed).take, part.column, part.source);
        case "value": {
          const { name } = part;
          const absent = nothingFor(part.source);
          return ({ values }) => values.get(name) ?? (values.has(name) ? null : absent);
        }
        case "unknown":
        case "malformed":
          throw new Error(`the configuration lets no template such as ${part.source} pass`);
        default:
          return unreachable(part);
      }
    },
  };
}

/** A text with templates in it, written as the encoding wants it. */
export function templateText(text: string, { literal, value }: Encoding, sources: Sources): Text {
  return joined(
    templateParts(text).map((part) =>
      part.kind === "text" ? literal(part.text) : sourceText(sources.of(part), part.source, value),
    ),
  );
}

/** A source as text: objects as JSON. Null has none. */
export function sourceText(source: Source, name: string, encode: (text: string) => string): Text {
  const absent = nothingFor(name);
  return (visit) => {
    const value = source(visit);
    if (value instanceof Fault) return value;
    if (typeof value === "string") return encode(value);
    if (typeof value === "number") return encode(String(value));
    return value === null ? absent : encode(JSON.stringify(value));
  };
}

function nothingFor(source: string): Fault {
  return new Fault(`nothing to put for ${source}`);
}

function cell(rowOf: (turn: number) => Row | Fault | undefined, column: string, source: string): Source {
  const absent = nothingFor(source);
  return ({ turn }) => {
    const row = rowOf(turn);
    return row instanceof Fault ? row : (row?.[column] ?? absent);
  };
}

const uuidDraws = 4;

const byteHex: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** RFC 9562, version 4. */
function uuid(seed: number, stream: number, turn: number): string {
  const b = word(seed, stream + 1, turn);
  const c = word(seed, stream + 2, turn);
  const version = hex16((b & 0x0fff) | 0x4000);
  const variant = hex16(((c >>> 16) & 0x3fff) | 0x8000);
  const [head, tail] = [word(seed, stream, turn), word(seed, stream + 3, turn)];
  return `${hex32(head)}-${hex16(b >>> 16)}-${version}-${variant}-${hex16(c)}${hex32(tail)}`;
}

function word(seed: number, stream: number, turn: number): number {
  return draw(seed, stream, turn) * 0x1_0000_0000;
}

function hex32(word: number): string {
  return hex16(word >>> 16) + hex16(word);
}

function hex16(word: number): string {
  return `${byteHex[(word >>> 8) & 0xff]}${byteHex[word & 0xff]}`;
}
