import { PbfReader } from "pbf";
import type { Span } from "./span.ts";

/**
 * The spans of an ExportTraceServiceRequest. The numbers are the field numbers of opentelemetry-proto 1:
 * https://github.com/open-telemetry/opentelemetry-proto. Throws if it is no protobuf.
 */
export function spansOfProtobuf(body: Uint8Array): readonly Span[] {
  const reader = new PbfReader(body);
  const spans: Span[] = [];
  reader.readFields((field) => {
    if (field === 1) spans.push(...readResourceSpans(reader));
  }, undefined);
  if (reader.pos !== reader.length) throw new RangeError("the last field ends beyond the body");
  return spans;
}

/** A message within a message. `read` gets the number of each field, and may leave its value. */
function readMessage(reader: PbfReader, read: (field: number) => void): void {
  const end = reader.readVarint() + reader.pos;
  if (end > reader.length) throw new RangeError("a message ends beyond the body");
  reader.readFields(read, undefined, end);
}

function readResourceSpans(reader: PbfReader): readonly Span[] {
  const attributes = new Map<string, string>();
  const spans: Span[] = [];
  readMessage(reader, (field) => {
    if (field === 1) readResource(reader, attributes);
    if (field === 2) readScopeSpans(reader, spans);
  });
  const service = attributes.get("service.name");
  return service === undefined ? spans : spans.map((span) => ({ ...span, service }));
}

function readResource(reader: PbfReader, attributes: Map<string, string>): void {
  readMessage(reader, (field) => {
    if (field === 1) readAttribute(reader, attributes);
  });
}

/** Only values that are text are kept. */
function readAttribute(reader: PbfReader, attributes: Map<string, string>): void {
  let key = "";
  readMessage(reader, (field) => {
    if (field === 1) key = reader.readString();
    if (field !== 2) return;
    readMessage(reader, (kind) => {
      if (kind === 1) attributes.set(key, reader.readString());
    });
  });
}

function readScopeSpans(reader: PbfReader, spans: Span[]): void {
  readMessage(reader, (field) => {
    if (field === 2) spans.push(readSpan(reader));
  });
}

function readSpan(reader: PbfReader): Span {
  const span = { traceId: "", spanId: "", parentSpanId: "", name: "", startMs: Number.NaN, endMs: Number.NaN };
  readMessage(reader, (field) => {
    if (field === 1) span.traceId = readHex(reader);
    if (field === 2) span.spanId = readHex(reader);
    if (field === 4) span.parentSpanId = readHex(reader);
    if (field === 5) span.name = reader.readString();
    if (field === 7) span.startMs = readUnixMs(reader);
    if (field === 8) span.endMs = readUnixMs(reader);
  });
  return span;
}

const readHex = (reader: PbfReader): string => Buffer.from(reader.readBytes()).toString("hex");

/** From nanoseconds, exact to a quarter of a microsecond. */
const readUnixMs = (reader: PbfReader): number => reader.readFixed64() / 1e6;
