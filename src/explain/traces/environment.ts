type Environment = Readonly<Record<string, string | undefined>>;

/** How often a service exports its spans. */
export const exportDelayMs = 200;

/**
 * The variables that send a service's spans to the receiver: https://opentelemetry.io/docs/specs/otel/configuration/.
 * Metrics and logs that go elsewhere stay there, and so does a service that has switched tracing off, or that exports in
 * another way. `undefined` for such a service.
 */
export function tracesEnvironment(origin: string, service: Environment): Readonly<Record<string, string>> | undefined {
  const exporter = service["OTEL_TRACES_EXPORTER"];
  if (/^true$/i.test(service["OTEL_SDK_DISABLED"] ?? "")) return undefined;
  if (exporter !== undefined && exporter !== "" && exporter !== "otlp") return undefined;
  const hasOwnEndpoint = Boolean(service["OTEL_EXPORTER_OTLP_ENDPOINT"]);
  return {
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${origin}/v1/traces`,
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
    // Many services trace only if this is set.
    ...(!hasOwnEndpoint && { OTEL_EXPORTER_OTLP_ENDPOINT: origin, OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf" }),
    OTEL_TRACES_SAMPLER: "always_on",
    OTEL_BSP_SCHEDULE_DELAY: String(exportDelayMs),
    // A queue that is full drops spans.
    OTEL_BSP_MAX_QUEUE_SIZE: "65536",
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "2048",
    NO_PROXY: withLoopback(service["NO_PROXY"] ?? service["no_proxy"]),
    no_proxy: withLoopback(service["no_proxy"] ?? service["NO_PROXY"]),
  };
}

const withLoopback = (hosts: string | undefined): string => (hosts ? `${hosts},127.0.0.1` : "127.0.0.1");
