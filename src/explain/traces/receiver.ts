import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { spansOfJson } from "./otlpJson.ts";
import { spansOfProtobuf } from "./otlpProtobuf.ts";
import type { Span } from "./span.ts";

/** Receives spans from exporters on this machine: OTLP over HTTP, as protobuf or JSON. */
export interface SpanReceiver extends AsyncDisposable {
  /** http://127.0.0.1:4318 */
  readonly origin: string;
}

/** In bytes. An exporter sends some hundred spans at once. */
const maxBody = { sent: 32 * 1024 ** 2, decoded: 64 * 1024 ** 2 } as const;

export interface SpanConsumer {
  readonly onSpans: (spans: readonly Span[]) => void;
  /** A request that cannot be read, with the reason. */
  readonly onProblem: (reason: string) => void;
}

export async function openSpanReceiver(consumer: SpanConsumer): Promise<SpanReceiver> {
  const server = createServer((request, response) => {
    respond(request, response, consumer).catch(() => response.destroy());
  });
  server.maxConnections = 256;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, consumer: SpanConsumer): Promise<void> {
  const path = request.url?.split("?", 1)[0];
  if (path === "/v1/metrics" || path === "/v1/logs") return answer(request, response, 200);
  if (path !== "/v1/traces") return answer(request, response, 404);
  if (request.method !== "POST") return answer(request, response, 405);
  try {
    consumer.onSpans(await readSpans(request));
    answer(request, response, 200);
  } catch (error) {
    consumer.onProblem(error instanceof UnreadableBody ? error.message : `it is no ${formatOf(request)}`);
    // Exporters do not repeat a request that was refused so.
    answer(request, response, 400);
  }
}

/** An empty message means full success, in both formats. */
function answer(request: IncomingMessage, response: ServerResponse, status: number): void {
  const isJson = formatOf(request) === "JSON";
  response.writeHead(status, { "content-type": isJson ? "application/json" : "application/x-protobuf" });
  response.end(isJson ? "{}" : "");
  // The rest of a body that nobody reads.
  request.resume();
}

class UnreadableBody extends Error {
  override readonly name = "UnreadableBody";
}

async function readSpans(request: IncomingMessage): Promise<readonly Span[]> {
  const body = await decode(await readBody(request), request.headers["content-encoding"]);
  const spans = formatOf(request) === "JSON" ? spansOfJson(body) : spansOfProtobuf(body);
  const broken = spans.find((span) => !isWhole(span));
  if (broken !== undefined) throw new UnreadableBody("a span lacks its id or its times");
  return spans;
}

const isWhole = ({ traceId, spanId, startMs, endMs }: Span): boolean =>
  traceId.length === 32 && spanId.length === 16 && endMs >= startMs;

const formatOf = ({ headers }: IncomingMessage): "JSON" | "protobuf" =>
  /^application\/json\b/i.test(headers["content-type"] ?? "") ? "JSON" : "protobuf";

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBody.sent) throw new UnreadableBody(`it has more than ${maxBody.sent} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const decoders = { gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

async function decode(body: Buffer, encoding = "identity"): Promise<Uint8Array> {
  if (encoding === "identity") return body;
  if (encoding !== "gzip" && encoding !== "deflate") {
    throw new UnreadableBody(
      `expected gzip, deflate or identity as its content-encoding, got ${encoding.slice(0, 40)}`,
    );
  }
  try {
    return await decoders[encoding](body, { maxOutputLength: maxBody.decoded });
  } catch (cause) {
    throw new UnreadableBody(`its ${encoding} is corrupt, or has more than ${maxBody.decoded} bytes`, { cause });
  }
}
