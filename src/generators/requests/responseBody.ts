import type { WireResponse } from "../../model/http.ts";
import { parseExactJson } from "../../util/exactJson.ts";
import { headerValue } from "../../util/headerValue.ts";

/** The body of a response. It is decoded and parsed at most once, on first use. */
export class ResponseBody {
  readonly #response: WireResponse;
  #text: string | undefined;
  #json: { readonly value: unknown } | undefined;

  constructor(response: WireResponse) {
    this.#response = response;
  }

  text(): string {
    this.#text ??= decoderFor(this.#response).decode(this.#response.body);
    return this.#text;
  }

  /** Whole numbers beyond 2^53 are a bigint. `undefined` if the body is not JSON. */
  json(): unknown {
    this.#json ??= { value: parseJson(this.text()) };
    return this.#json.value;
  }
}

const utf8 = new TextDecoder();
type Decoder = Pick<typeof utf8, "decode">;
const decoders = new Map<string, Decoder>();

/** The decoder of the charset that `Content-Type` names. UTF-8 by default, and for an unknown one. */
function decoderFor({ headers }: WireResponse): Decoder {
  const [, charset] = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(headerValue(headers, "content-type") ?? "") ?? [];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return utf8;
  const decoder = decoders.get(charset) ?? createDecoder(charset);
  if (decoders.size < mostCharsets) decoders.set(charset, decoder);
  return decoder;
}

const mostCharsets = 20;

function createDecoder(charset: string): Decoder {
  try {
    return new TextDecoder(charset);
  } catch (error) {
    if (error instanceof RangeError) return utf8;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
