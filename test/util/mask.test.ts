import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hiding } from "../../src/util/mask.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const base64url = (text: string) => Buffer.from(text).toString("base64url");

describe("a secret", () => {
  const key = "s3cret/ü+key?";
  const hide = hiding([key]);

  test.each([
    ["as it stands", key, "***"],
    ["in an address", encodeURIComponent(key), "***"],
    ["in a form", new URLSearchParams({ key }).toString(), "key=***"],
    ["in JSON", JSON.stringify({ key: [key] }), '{"key":["***"]}'],
    ["in base64", base64(key), "***"],
    ["in base64 for addresses", base64url(key), "***"],
  ])("%s is covered", (_, text, shown) => {
    // What base64 tells of its last bits and its padding alone is nothing of it.
    expect(hide(text).replace(/\*\*\*[A-Za-z0-9]?=*$/, "***")).toBe(shown);
  });

  test("behind anything else in base64 is covered: the password of any user", () => {
    const shown = ["", "u", "us", "use", "user:"].map((user) => hide(base64(`${user}${key}:end`)));
    for (const text of shown) expect(text).toContain("***");
    const rest = shown.map((text) => Buffer.from(text.replace("***", ""), "base64").toString());
    for (const text of rest) expect(text).not.toMatch(/s3c|key/);
  });

  test("that JSON escapes is covered there too", () => {
    expect(hiding(['a"b\\c\n'])(JSON.stringify('<a"b\\c\n>'))).toBe('"<***>"');
  });

  test("of several lines is covered line by line, but for short ones", () => {
    const pem = "-----BEGIN KEY-----\nMIIBOgIBAAJB\nend";
    expect(hiding([pem])("  | -----BEGIN KEY-----\n  | MIIBOgIBAAJB\n  | end")).toBe("  | ***\n  | ***\n  | end");
    expect(hiding([pem])(`<${pem}>`)).toBe("<***>");
  });

  test("within another, or overlapping it, leaves nothing of either", () => {
    for (const secrets of [
      ["abcd", "abcdefgh", "efghij"],
      ["efghij", "abcdefgh", "abcd"],
    ])
      expect(hiding(secrets)("abcdefghij abcd efghij xyz")).toBe("*** *** *** xyz");
  });

  test("of three letters is none, and without any a text stays as it is", () => {
    expect(hiding(["abc", ""])("abc abc")).toBe("abc abc");
    expect(hiding([])("abc abc")).toBe("abc abc");
  });
});

test("forall secrets and texts around them, in base64 too: nothing that is shown holds one", () => {
  const word = fc.stringMatching(/^[a-z]{4,9}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.string({ maxLength: 9 }), word, (secrets, a, b) => {
      const text = secrets.map((secret) => `${a}${secret}${b}${base64(secret)}${base64(a + secret)}`).join("");
      const shown = hiding(secrets)(text);
      for (const secret of secrets)
        expect([shown.includes(secret), shown.includes(base64(secret))]).toEqual([false, false]);
    }),
  );
});
