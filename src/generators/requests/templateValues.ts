import type { Session } from "../../model/http.ts";
import type { Feed } from "../../model/plan.ts";
import { type TemplatePart, templateParts } from "../../model/template.ts";
import { draw } from "../../stats/random.ts";
import { assertNever } from "../../util/assertNever.ts";
import { exactJsonText } from "../../util/exactJson.ts";
import type { Encoding } from "./encoding.ts";
import { type FeedRow, feistelRounds, randomRowSelector, rowSelector } from "./feedRows.ts";
import { concatTexts, RenderFailure, type TemplateText } from "./templateText.ts";
import { typedSource, type ValueSource } from "./typedValue.ts";

/** Numbers of random streams: the first ones of each use. The arrival times use lower numbers. */
export const randomStreams = { flow: 0x100, feed: 0x10_0000, template: 0x100_0000 } as const;

type Placeholder = Exclude<TemplatePart, { readonly kind: "text" }>;

/** Creates value sources. Each random one gets its own random stream, in the order of the calls. */
export interface ValueSources {
  sourceOf(part: Placeholder): ValueSource;
  /** Creates a source of uniform random numbers in [0, 1). */
  uniform(): (session: Session) => number;
}

export function createValueSources(seed: number, feeds: Readonly<Record<string, Feed>>): ValueSources {
  const selectors = new Map(
    Object.entries(feeds).map(([name, feed], i) => {
      const stream = randomStreams.feed + i * 2 * feistelRounds;
      return [
        name,
        { next: rowSelector(name, feed, seed, stream), random: randomRowSelector(feed, seed, stream + feistelRounds) },
      ];
    }),
  );
  const selectorsOf = (name: string) => {
    const feedSelectors = selectors.get(name);
    if (feedSelectors === undefined) throw new Error(`the plan has no feed ${name}`);
    return feedSelectors;
  };
  let templates = 0;
  const nextStream = () => randomStreams.template + uuidDraws * templates++;
  const untypedSource = (part: Placeholder): ValueSource => {
    switch (part.kind) {
      case "uuid": {
        const stream = nextStream();
        return ({ iteration }) => uuid(seed, stream, iteration);
      }
      case "seq":
        return ({ iteration }) => iteration + 1;
      case "random": {
        const stream = nextStream();
        const { from, to } = part;
        return ({ iteration }) => from + Math.floor(draw(seed, stream, iteration) * (to - from + 1));
      }
      case "pick":
        return cellSource(selectorsOf(part.file).random, part.column, part.source);
      case "feed":
        return cellSource(selectorsOf(part.feed).next, part.column, part.source);
      case "value": {
        const { name } = part;
        const noValue = noValueFor(part.source);
        return ({ values }) => values.get(name) ?? (values.has(name) ? null : noValue);
      }
      case "unknown":
      case "malformed":
        throw new Error(`the checks of the configuration accepted the template ${part.source}`);
      default:
        return assertNever(part);
    }
  };
  return {
    uniform: () => {
      const stream = nextStream();
      return ({ iteration }) => draw(seed, stream, iteration);
    },
    sourceOf: (part) => {
      const source = untypedSource(part);
      return part.type === undefined ? source : typedSource(source, part.type, part.source);
    },
  };
}

/** Compiles a text with templates. The encoding fits its position in the request. */
export function compileText(text: string, { literal, value }: Encoding, sources: ValueSources): TemplateText {
  return concatTexts(
    templateParts(text).map((part) =>
      part.kind === "text" ? literal(part.text) : compileValueText(sources.sourceOf(part), part.source, value),
    ),
  );
}

/** The value of a template as text. Objects become JSON; null is a failure. `template` names the failure. */
export function compileValueText(
  source: ValueSource,
  template: string,
  encode: (text: string) => string,
): TemplateText {
  const noValue = noValueFor(template);
  return (session) => {
    const value = source(session);
    if (value instanceof RenderFailure) return value;
    if (typeof value === "string") return encode(value);
    if (typeof value === "number") return encode(String(value));
    return value === null ? noValue : encode(exactJsonText(value));
  };
}

function noValueFor(template: string): RenderFailure {
  return new RenderFailure(`nothing to put for ${template}`);
}

function cellSource(
  selectRow: (iteration: number) => FeedRow | RenderFailure | undefined,
  column: string,
  template: string,
): ValueSource {
  const noValue = noValueFor(template);
  return ({ iteration }) => {
    const row = selectRow(iteration);
    if (row instanceof RenderFailure) return row;
    return row === undefined || !Object.hasOwn(row, column) ? noValue : row[column];
  };
}

/** Random streams of a UUID. Every template gets that many. */
const uuidDraws = 4;

const byteHex: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A UUID of version 4 (RFC 9562). */
function uuid(seed: number, stream: number, iteration: number): string {
  const b = word(seed, stream + 1, iteration);
  const c = word(seed, stream + 2, iteration);
  const version = hex16((b & 0x0fff) | 0x4000);
  const variant = hex16(((c >>> 16) & 0x3fff) | 0x8000);
  const [head, tail] = [word(seed, stream, iteration), word(seed, stream + 3, iteration)];
  return `${hex32(head)}-${hex16(b >>> 16)}-${version}-${variant}-${hex16(c)}${hex32(tail)}`;
}

/** A random number in [0, 2^32). */
function word(seed: number, stream: number, iteration: number): number {
  return draw(seed, stream, iteration) * 0x1_0000_0000;
}

function hex32(word: number): string {
  return hex16(word >>> 16) + hex16(word);
}

function hex16(word: number): string {
  return `${byteHex[(word >>> 8) & 0xff]}${byteHex[word & 0xff]}`;
}
