import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundary, compileBody } from "../../../src/generators/requests/body.ts";
import { Cookies } from "../../../src/generators/requests/cookies.ts";
import { encodeTarget, formEncode, percentEncode } from "../../../src/generators/requests/encoding.ts";
import { compileJson } from "../../../src/generators/requests/jsonBody.ts";
import { createValueSources } from "../../../src/generators/requests/templateValues.ts";
import { renderRequest } from "./stream.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ unit: "grapheme-ascii", maxLength: 20 }),
);
const sessionWith = (values: Readonly<Record<string, unknown>>) => ({
  iteration: 0,
  values: new Map(Object.entries(values)),
  cookies: new Cookies(),
});
/** Escapes a text, so that it contains no template. */
const escapeTemplates = (text: string) => text.replaceAll("${", () => "$${");

describe("escaping", () => {
  test("forall JSON values: rendered JSON parses to the value, constant or inserted", () => {
    const escapeAll = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (_, item) => (typeof item === "string" ? escapeTemplates(item) : item));
    fc.assert(
      fc.property(fc.jsonValue(), anyText, anyText, (value, before, inserted) => {
        const constant = compileJson(escapeAll(value), createValueSources(1, {}));
        expect(typeof constant === "string" && JSON.parse(constant)).toEqual(JSON.parse(JSON.stringify(value)));
        const text = compileJson(
          { whole: "${v}", part: `${escapeTemplates(before)}-\${v}` },
          createValueSources(1, {}),
        );
        const rendered = typeof text === "string" ? text : text(sessionWith({ v: inserted }));
        expect(JSON.parse(String(rendered))).toEqual({ whole: inserted, part: `${before}-${inserted}` });
      }),
    );
  });

  test("forall texts: a percent-encoded text is ASCII, and decodeURIComponent gives the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = percentEncode(text);
        expect([decodeURIComponent(encoded), /^([\w.~-]|%[0-9A-F]{2})*$/.test(encoded)]).toEqual([
          text.toWellFormed(),
          true,
        ]);
      }),
    );
  });

  test("forall texts: a request target has no illegal character, and encoding it again changes nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const target = encodeTarget(text);
        expect([/^[!-~]*$/.test(target), encodeTarget(target)]).toEqual([true, target]);
        expect(/["#<>\\^`{|}]/.test(target)).toBe(false);
      }),
    );
  });

  test("forall texts: a form is encoded as by URLSearchParams", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(formEncode(text)).toBe(new URLSearchParams([["", text]]).toString().slice(1));
      }),
    );
  });

  test("forall texts: Node's parser reads the same multipart fields and files", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.uint8Array({ maxLength: 50 }), async (text, content) => {
        const parts = [
          { kind: "field", name: "a", text: escapeTemplates(text) },
          { kind: "file", name: "b", file: "dir/c.bin", content, type: "image/png" },
        ] as const;
        const body = compileBody({ kind: "multipart", parts }, createValueSources(1, {}));
        if (typeof body.content === "function") throw new Error("the body must be constant");
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
  ])("of %j has the content type %s", (bodyKeys, type, body) => {
    const request = renderRequest([{ method: "POST", path: "/", ...bodyKeys }], 7);
    expect([request.headers, request.body]).toEqual([[type].flat().length === 0 ? [] : ["content-type", type], body]);
  });

  test("with files and templates is rendered to bytes", () => {
    const request = renderRequest(
      [{ method: "POST", path: "/", multipart: { a: "${seq}é", b: { file: "photo.bin" } } }],
      7,
    );
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

  test("keeps a content type that the request sets, in any case", () => {
    expect(renderRequest([{ path: "/", json: 1, headers: { "Content-Type": "text/json" } }]).headers).toEqual([
      "Content-Type",
      "text/json",
    ]);
  });
});
