import type { WireAnswer } from "../../model/http.ts";

const decoder = new TextDecoder();

/** The body of an answer, decoded and parsed once however often it is looked into. */
export class AnswerBody {
  readonly #bytes: Uint8Array;
  #text: string | undefined;
  #json: { readonly value: unknown } | undefined;

  constructor({ body }: WireAnswer) {
    this.#bytes = body;
  }

  text(): string {
    this.#text ??= decoder.decode(this.#bytes);
    return this.#text;
  }

  /** `undefined` where it is no JSON. */
  json(): unknown {
    this.#json ??= { value: parsed(this.text()) };
    return this.#json.value;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
