import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodyOf, boundary } from "../../../src/generators/requests/body.ts";
import { Cookies } from "../../../src/generators/requests/cookies.ts";
import { formEncoded, percentEncoded, requestTarget } from "../../../src/generators/requests/encoding.ts";
import { jsonText } from "../../../src/generators/requests/jsonBody.ts";
import { sourcesOf } from "../../../src/generators/requests/templateValues.ts";
import { sent } from "./stream.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ unit: "grapheme-ascii", maxLength: 20 }),
);
const visitWith = (values: Readonly<Record<string, unknown>>) => ({
  turn: 0,
  values: new Map(Object.entries(values)),
  cookies: new Cookies(),
});
/** The template's escape, so that a text stands for itself. */
const literal = (text: string) => text.replaceAll("${", "$${");

describe("escaping", () => {
  test("forall JSON values: what is rendered parses as them, whether they stand there or are put in", () => {
    const escaped = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (_, item) => (typeof item === "string" ? literal(item) : item));
    fc.assert(
      fc.property(fc.jsonValue(), anyText, anyText, (value, before, put) => {
        const plain = jsonText(escaped(value), sourcesOf(1, {}));
        expect(typeof plain === "string" && JSON.parse(plain)).toEqual(JSON.parse(JSON.stringify(value)));
        const text = jsonText({ whole: "${v}", part: `${literal(before)}-\${v}` }, sourcesOf(1, {}));
        const rendered = typeof text === "string" ? text : text(visitWith({ v: put }));
        expect(JSON.parse(String(rendered))).toEqual({ whole: put, part: `${before}-${put}` });
      }),
    );
  });

  test("forall texts: decodeURIComponent gives back what was put into a path, and it is plain ASCII", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = percentEncoded(text);
        expect([decodeURIComponent(encoded), /^([\w.~-]|%[0-9A-F]{2})*$/.test(encoded)]).toEqual([
          text.toWellFormed(),
          true,
        ]);
      }),
    );
  });

  test("forall texts: a request target has no character that none may have, and encoding it again changes nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const target = requestTarget(text);
        expect([/^[!-~]*$/.test(target), requestTarget(target)]).toEqual([true, target]);
        expect(/["#<>\\^`{|}]/.test(target)).toBe(false);
      }),
    );
  });

  test("forall texts: a form is written as URLSearchParams writes it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(formEncoded(text)).toBe(new URLSearchParams([["", text]]).toString().slice(1));
      }),
    );
  });

  test("forall texts: Node's own parser reads back the multipart fields and files", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.uint8Array({ maxLength: 50 }), async (text, content) => {
        const parts = [
          { kind: "field", name: "a", text: literal(text) },
          { kind: "file", name: "b", file: "dir/c.bin", content, type: "image/png" },
        ] as const;
        const body = bodyOf({ kind: "multipart", parts }, sourcesOf(1, {}));
        if (typeof body.content === "function") throw new Error("nothing in it varies");
        const response = new Response(new Uint8Array(Buffer.from(body.content)), {
          headers: { "content-type": body.contentType ?? "" },
        });
        const form = await response.formData();
        const file = form.get("b");
        expect(form.get("a")).toBe(text.toWellFormed());
        if (!(file instanceof File)) throw new Error("expected a file");
        expect([file.name, file.type, new Uint8Array(await file.arrayBuffer())]).toEqual([
          "c.bin",
          "image/png",
          content,
        ]);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a body", () => {
  test.each([
    [{ body: "a\n${seq}" }, [], "a\n8"],
    [
      { json: [1, null, { "a b": "${seq}", c: "n${seq}", d: "${random(5,5)}" }] },
      "application/json",
      '[1,null,{"a b":8,"c":"n8","d":5}]',
    ],
    [{ form: { "a b": "c&d ${seq}", e: 1 } }, "application/x-www-form-urlencoded", "a+b=c%26d+8&e=1"],
    [{ file: "photo.bin" }, "application/octet-stream", new Uint8Array([0, 255, 10])],
    [
      { multipart: { 'a"b': "${seq}" } },
      `multipart/form-data; boundary=${boundary}`,
      `--${boundary}\r\nContent-Disposition: form-data; name="a%22b"\r\n\r\n8\r\n--${boundary}--\r\n`,
    ],
  ])("of %j is sent as %s", (given, type, body) => {
    const request = sent([{ method: "POST", path: "/", ...given }], 7);
    expect([request.headers, request.body]).toEqual([[type].flat().length === 0 ? [] : ["content-type", type], body]);
  });

  test("that mixes files and templates is the same bytes, made anew", () => {
    const request = sent([{ method: "POST", path: "/", multipart: { a: "${seq}é", b: { file: "photo.bin" } } }], 7);
    const open = `--${boundary}\r\nContent-Disposition: form-data; name=`;
    expect(request.body).toEqual(
      new Uint8Array(
        Buffer.concat([
          Buffer.from(`${open}"a"\r\n\r\n8é\r\n${open}"b"; filename="photo.bin"\r\n`),
          Buffer.from("Content-Type: application/octet-stream\r\n\r\n"),
          Buffer.from([0, 255, 10]),
          Buffer.from(`\r\n--${boundary}--\r\n`),
        ]),
      ),
    );
  });

  test("keeps the type that the request gives it, in whatever letters", () => {
    expect(sent([{ path: "/", json: 1, headers: { "Content-Type": "text/json" } }]).headers).toEqual([
      "Content-Type",
      "text/json",
    ]);
  });
});
