/** The few fields of a span that self time needs. */
export interface Span {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  /** Empty if it has none. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly service?: string;
  /** Unix time. */
  readonly startMs: number;
  readonly endMs: number;
}
