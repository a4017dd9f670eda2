import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { masker } from "../../src/util/mask.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const base64url = (text: string) => Buffer.from(text).toString("base64url");

describe("a secret", () => {
  const key = "s3cret/ü+key?";
  const mask = masker([key]);

  test.each([
    ["in plain text", key, "***"],
    ["in an address", encodeURIComponent(key), "***"],
    ["in a form", new URLSearchParams({ key }).toString(), "key=***"],
    ["in JSON", JSON.stringify({ key: [key] }), '{"key":["***"]}'],
    ["in base64", base64(key), "***"],
    ["in base64 for addresses", base64url(key), "***"],
  ])("%s is masked", (_, text, masked) => {
    // The last letter and the padding of base64 may stay: they reveal nothing of the secret.
    expect(mask(text).replace(/\*\*\*[A-Za-z0-9]?=*$/, "***")).toBe(masked);
  });

  test("behind other text in base64 is masked, such as the password behind any user name", () => {
    const masked = ["", "u", "us", "use", "user:"].map((user) => mask(base64(`${user}${key}:end`)));
    for (const text of masked) expect(text).toContain("***");
    const rest = masked.map((text) => Buffer.from(text.replace("***", ""), "base64").toString());
    for (const text of rest) expect(text).not.toMatch(/s3c|key/);
  });

  test("is masked in the form that JSON escapes", () => {
    expect(masker(['a"b\\c\n'])(JSON.stringify('<a"b\\c\n>'))).toBe('"<***>"');
  });

  test("of several lines is masked line by line, except for short lines", () => {
    const pem = "-----BEGIN KEY-----\nMIIBOgIBAAJB\nend";
    expect(masker([pem])("  | -----BEGIN KEY-----\n  | MIIBOgIBAAJB\n  | end")).toBe("  | ***\n  | ***\n  | end");
    expect(masker([pem])(`<${pem}>`)).toBe("<***>");
  });

  test("inside another secret or overlapping it is masked together with it", () => {
    for (const secrets of [
      ["abcd", "abcdefgh", "efghij"],
      ["efghij", "abcdefgh", "abcd"],
    ])
      expect(masker(secrets)("abcdefghij abcd efghij xyz")).toBe("*** *** *** xyz");
  });

  test("of three characters is not masked, and without secrets the text is unchanged", () => {
    expect(masker(["abc", ""])("abc abc")).toBe("abc abc");
    expect(masker([])("abc abc")).toBe("abc abc");
  });
});

test("forall secrets and surrounding texts, also in base64: the masked text contains no secret", () => {
  const word = fc.stringMatching(/^[a-z]{4,9}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.string({ maxLength: 9 }), word, (secrets, a, b) => {
      const text = secrets.map((secret) => `${a}${secret}${b}${base64(secret)}${base64(a + secret)}`).join("");
      const masked = masker(secrets)(text);
      for (const secret of secrets)
        expect([masked.includes(secret), masked.includes(base64(secret))]).toEqual([false, false]);
    }),
  );
});
