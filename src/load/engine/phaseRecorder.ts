import type { PhaseRecord, SliceRecord } from "../../model/record.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { type Histogram, histogram, mergeHistograms } from "../../stats/histogram.ts";
import { Sketch } from "../../stats/sketch.ts";
import type { ConnectionCounts } from "../http/client.ts";
import { mediaTypeOf } from "../http/pooledConnection.ts";
import type { SliceTimeline } from "../schedule/sliceTimeline.ts";

/** Counts and histograms of one phase on one target. Its hot path allocates nothing. */
export interface PhaseRecorder {
  /** A request that has ended. `status` is 0 if there was no response. */
  record(nameIndex: number, outcome: string, status: number, times: ResponseFacts): void;
  /** Keeps what came, the first time that this failure occurs for this request. */
  keepExample(nameIndex: number, failure: string, actual: () => string | undefined): void;
  /** A request that got no response by the end of the phase, or was never sent. */
  recordNoResponse(nameIndex: number, outcome: string): void;
  /** A request that was sent but does not count. */
  countUnmeasured(): void;
  /** `startMs` and `lastResponseMs`, the time of the last response, are on the same clock. */
  finish(timeline: SliceTimeline, startMs: Millis, lastResponseMs: Millis): PhaseRecord;
}

export interface ResponseFacts {
  readonly dueMs: Millis;
  /** After this only the generator could be late: when the request was due, or when a user became free for it. */
  readonly releasedMs: Millis;
  readonly sentMs: Millis;
  readonly doneMs: Millis;
  /** When the first byte of the response's body came. */
  readonly firstByteMs: Millis;
  /** The longest time between two pieces of the body; `undefined` unless the response is a stream. */
  readonly streamGapMs: Millis | undefined;
  readonly hadDelayedAck: boolean;
  readonly bodyBytes: number;
  readonly contentType: string | undefined;
}

export interface PhaseRecorderOptions {
  readonly names: readonly string[];
  /** Gives the measured time up to a moment. */
  readonly measuredMs: (atMs: Millis) => Millis;
  readonly sliceMs: Millis;
  readonly connections: ConnectionCounts;
}

export function createPhaseRecorder({ names, measuredMs, sliceMs, connections }: PhaseRecorderOptions): PhaseRecorder {
  const openedBefore = connections.opened;
  // What was active before the phase does not count.
  connections.takePeak();
  const sendLag = histogram();
  const requests = names.map((name) => createRequestRecorder(name));
  const slices: SliceRecord[] = [];
  let unmeasuredRequests = 0;
  const requestAt = (nameIndex: number): RequestRecorder => {
    const request = requests[nameIndex];
    if (request === undefined) throw new Error(`the stream has no request with index ${nameIndex}`);
    return request;
  };
  const closeSlice = () =>
    slices.push({
      activeConnections: connections.takePeak(),
      requests: requests.map((request) => request.closeSlice()),
    });
  return {
    record(nameIndex, outcome, status, times) {
      while (measuredMs(times.doneMs) >= (slices.length + 1) * sliceMs) closeSlice();
      sendLag.record(times.sentMs - times.releasedMs);
      requestAt(nameIndex).record(outcome, status, times);
    },
    keepExample: (nameIndex, failure, actual) => requestAt(nameIndex).keepExample(failure, actual),
    recordNoResponse: (nameIndex, outcome) => requestAt(nameIndex).count(outcome),
    countUnmeasured: () => void unmeasuredRequests++,
    finish(timeline, startMs, lastResponseMs) {
      closeSlice();
      return {
        requests: requests.map((request) => request.finish()),
        sendLag: sendLag.encode(),
        slices,
        connectionsOpened: connections.opened - openedBefore,
        unmeasuredRequests,
        startMs,
        offeredMs: timeline.offeredMs,
        durationMs: timeline.measuredMs(millis(lastResponseMs - startMs)),
        idle: timeline.idle,
      };
    },
  };
}

type RequestRecorder = ReturnType<typeof createRequestRecorder>;

function createRequestRecorder(name: string) {
  const outcomes = new Map<string, number>();
  let outcomesBefore: ReadonlyMap<string, number> = new Map();
  let hasNewOutcomes = false;
  const statuses = new Map<number, number>();
  const examples = new Map<string, string>();
  const responseTime = histogram();
  const blamelessTime = histogram();
  const firstByte = new FirstByteRecorder(responseTime, blamelessTime);
  let largestGap: Histogram | undefined;
  let sketch: Sketch | undefined;
  let delayedAcks = 0;
  let bodyBytes = 0;
  const contentTypes = new ContentTypeCounter();
  const count = (outcome: string) => {
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    hasNewOutcomes = true;
  };
  const encodedTimes = () => {
    const times = {
      responseTime: responseTime.encode(),
      blamelessTime: blamelessTime.encode(),
    };
    return { ...times, ...firstByte.encode(times) };
  };
  return {
    count,
    keepExample(failure: string, actual: () => string | undefined): void {
      if (outcomes.has(failure) || examples.size >= mostExamples) return;
      const text = actual();
      if (text !== undefined) examples.set(failure, shorten(text));
    },
    record(outcome: string, status: number, times: ResponseFacts): void {
      const { dueMs, releasedMs, sentMs, doneMs, firstByteMs, streamGapMs, hadDelayedAck } = times;
      count(outcome);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (hadDelayedAck && status > 0) delayedAcks++;
      if (outcome !== "ok") return;
      const ownDelayMs = Math.max(0, sentMs - releasedMs) + (releasedMs - dueMs);
      if (firstByteMs < doneMs || firstByte.isSeparate) firstByte.record(firstByteMs - dueMs, ownDelayMs);
      bodyBytes += times.bodyBytes;
      contentTypes.add(times.contentType);
      responseTime.record(doneMs - dueMs);
      blamelessTime.record(doneMs - dueMs - ownDelayMs);
      if (streamGapMs !== undefined) {
        largestGap ??= histogram();
        largestGap.record(streamGapMs);
      }
      sketch ??= new Sketch();
      sketch.record(doneMs - dueMs);
    },
    closeSlice() {
      if (!hasNewOutcomes) return idleSlice;
      hasNewOutcomes = false;
      const added = [...outcomes].map(([outcome, n]) => [outcome, n - (outcomesBefore.get(outcome) ?? 0)] as const);
      outcomesBefore = new Map(outcomes);
      return { outcomes: sortedCounts(new Map(added.filter(([, n]) => n > 0))), responseTimeUs: sketch?.take() ?? [] };
    },
    finish() {
      return {
        name,
        due: [...outcomes.values()].reduce((sum, n) => sum + n, 0),
        outcomes: sortedCounts(outcomes),
        statuses: Object.fromEntries([...statuses].filter(([status]) => status > 0)),
        delayedAcks,
        bodyBytes,
        contentTypes: contentTypes.counts(),
        ...encodedTimes(),
        ...(largestGap === undefined ? {} : { largestGap: largestGap.encode() }),
        ...(examples.size === 0 ? {} : { failureExamples: Object.fromEntries(examples) }),
      };
    },
  };
}

/** A service may send another parameter with each response, such as a boundary. */
const mostContentTypes = 20;

/** Counts media types. Most responses have the same header as the one before, and cost one comparison. */
class ContentTypeCounter {
  readonly #counts = new Map<string, number>();
  #header: string | undefined;
  #sameHeader = 0;

  add(header: string | undefined): void {
    if (header !== this.#header) this.#flush(header);
    this.#sameHeader++;
  }

  counts(): Readonly<Record<string, number>> {
    this.#flush(undefined);
    return sortedCounts(this.#counts);
  }

  #flush(next: string | undefined): void {
    if (this.#sameHeader > 0) {
      const type = mediaTypeOf(this.#header);
      const name = this.#counts.has(type) || this.#counts.size < mostContentTypes ? type : "other";
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + this.#sameHeader);
    }
    this.#header = next;
    this.#sameHeader = 0;
  }
}

/** A check of a variable value has many failures. */
const mostExamples = 10;
const longestExample = 100;

/** One line, for a report. */
function shorten(text: string): string {
  const line = text
    .slice(0, 4 * longestExample)
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  return line.length <= longestExample ? line : `${line.slice(0, longestExample - 1)}…`.toWellFormed();
}

/** Of every request without an outcome. A scenario may list a thousand requests, and few of them end in one slice. */
const idleSlice: SliceRecord["requests"][number] = { outcomes: {}, responseTimeUs: [] };

/** Times to the first byte. They equal the response times until a body comes in two pieces; only then they are separate. */
class FirstByteRecorder {
  isSeparate = false;
  readonly #equal: { readonly responseTime: Histogram; readonly blamelessTime: Histogram };
  #time: Histogram | undefined;
  #blamelessTime: Histogram | undefined;

  constructor(responseTime: Histogram, blamelessTime: Histogram) {
    this.#equal = { responseTime, blamelessTime };
  }

  record(ms: number, ownLateMs: number): void {
    this.isSeparate = true;
    this.#time ??= mergeHistograms([this.#equal.responseTime]);
    this.#blamelessTime ??= mergeHistograms([this.#equal.blamelessTime]);
    this.#time.record(ms);
    this.#blamelessTime.record(ms - ownLateMs);
  }

  encode(equal: { readonly responseTime: string; readonly blamelessTime: string }) {
    return {
      firstByte: this.#time?.encode() ?? equal.responseTime,
      blamelessFirstByte: this.#blamelessTime?.encode() ?? equal.blamelessTime,
    };
  }
}

const sortedCounts = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
