import { z } from "zod";
import type { Span } from "./span.ts";

/** Nanoseconds as text or number. */
const unixNanos = z.union([z.string(), z.number()]).transform((nanos) => Number(nanos) / 1e6);
const hex = z
  .string()
  .regex(/^[0-9a-f]*$/i)
  .transform((digits) => digits.toLowerCase());

const spanSchema = z.object({
  traceId: hex,
  spanId: hex,
  parentSpanId: hex.optional(),
  name: z.string(),
  startTimeUnixNano: unixNanos,
  endTimeUnixNano: unixNanos,
});

const requestSchema = z.object({
  resourceSpans: z
    .array(
      z.object({
        resource: z
          .object({
            attributes: z
              .array(z.object({ key: z.string(), value: z.object({ stringValue: z.string().optional() }).optional() }))
              .optional(),
          })
          .optional(),
        scopeSpans: z.array(z.object({ spans: z.array(spanSchema).optional() })).optional(),
      }),
    )
    .optional(),
});

/** The same as spansOfProtobuf, from JSON. Throws if it is not the JSON of OTLP. */
export function spansOfJson(body: Uint8Array): readonly Span[] {
  const { resourceSpans = [] } = requestSchema.parse(JSON.parse(Buffer.from(body).toString("utf8")));
  return resourceSpans.flatMap(({ resource, scopeSpans = [] }) => {
    const service = resource?.attributes?.find(({ key }) => key === "service.name")?.value?.stringValue;
    return scopeSpans.flatMap(({ spans = [] }) =>
      spans.map(({ startTimeUnixNano, endTimeUnixNano, parentSpanId = "", ...span }) => ({
        ...span,
        parentSpanId,
        ...(service !== undefined && { service }),
        startMs: startTimeUnixNano,
        endMs: endTimeUnixNano,
      })),
    );
  });
}
