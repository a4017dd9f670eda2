import { NoResponse } from "./send.ts";

/** A hundred comments of GitHub's maximum length have less. */
const maxBytes = 64 * 1024 ** 2;

type Fetch = typeof globalThis.fetch;

/** Limits the size of the responses. A longer body breaks off, so that it is not valid JSON. */
export function limitBody(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers, url } = response;
    let bytes = 0;
    const limiter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (bytes > maxBytes) controller.error(tooLong());
        else controller.enqueue(chunk);
      },
    });
    const limited = new Response(response.body.pipeThrough(limiter), { status, statusText, headers });
    // A new Response has no address, but a relative redirect needs one.
    return Object.defineProperty(limited, "url", { value: url });
  };
}

/** The text of a body, within the same limit. */
export async function readBody(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

const tooLong = (): Error => new NoResponse(`GitHub responded with more than ${maxBytes / 1024 ** 2} MiB`);
