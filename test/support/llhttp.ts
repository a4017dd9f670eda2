import { createRequire } from "node:module";

/** How llhttp parses the first final response in the bytes, in the strict mode that undici uses. */
export type ParseResult =
  | { readonly kind: "whole"; readonly status: number; readonly body: string; readonly consumed: number }
  | { readonly kind: "invalid" }
  | { readonly kind: "more" };

interface Llhttp {
  readonly memory: WebAssembly.Memory;
  llhttp_alloc(type: number): number;
  llhttp_free(parser: number): void;
  llhttp_execute(parser: number, at: number, length: number): number;
  llhttp_get_error_pos(parser: number): number;
  malloc(bytes: number): number;
}

const response = 2;
const ok = 0;
const paused = 21;
const capacity = 64 * 1024;

/** undici's own copy of the parser. */
export function llhttp(): (bytes: Uint8Array, isHead: boolean) => ParseResult {
  const wasm: Uint8Array<ArrayBuffer> = createRequire(import.meta.url)("undici/lib/llhttp/llhttp-wasm.js");
  let status = 0;
  let body = "";
  let isHead = false;
  const zero = () => 0;
  const env = {
    wasm_on_url: zero,
    wasm_on_status: zero,
    wasm_on_message_begin: zero,
    wasm_on_header_field: zero,
    wasm_on_header_value: zero,
    wasm_on_headers_complete(_: number, code: number) {
      status = code;
      return isHead || code < 200 ? 1 : 0;
    },
    wasm_on_body(_: number, at: number, length: number) {
      body += Buffer.from(lib.memory.buffer, at, length).toString("latin1");
      return 0;
    },
    wasm_on_message_complete: () => (status < 200 ? 0 : paused),
  };
  const lib = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env }).exports as unknown as Llhttp;
  const at = lib.malloc(capacity);
  return (bytes, head) => {
    [status, body, isHead] = [0, "", head];
    const parser = lib.llhttp_alloc(response);
    new Uint8Array(lib.memory.buffer, at, bytes.length).set(bytes);
    const code = lib.llhttp_execute(parser, at, bytes.length);
    const consumed = lib.llhttp_get_error_pos(parser) - at;
    lib.llhttp_free(parser);
    if (code === ok) return { kind: "more" };
    if (code !== paused) return { kind: "invalid" };
    return { kind: "whole", status, body, consumed };
  };
}
