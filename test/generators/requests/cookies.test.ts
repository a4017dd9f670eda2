import { describe, expect, test } from "vitest";
import { Cookies } from "../../../src/generators/requests/cookies.ts";

/** A jar that was given these set-cookie headers, one answer each, for requests to this path. */
function jar(cookies: readonly string[], path = "/shop/cart"): Cookies {
  const made = new Cookies();
  for (const cookie of cookies) made.store(["content-type", "text/html", "set-cookie", cookie], path);
  return made;
}

describe("a cookie", () => {
  test.each([
    ["a=1", "/shop/x", "a=1"],
    ["a=1", "/shop", "a=1"],
    ["a=1", "/shopping", undefined],
    ["a=1", "/", undefined],
    ["a=1; Path=/", "/any?query", "a=1"],
    ["a=1; path=/shop/cart/", "/shop/cart/1", "a=1"],
    ["a=1; Path=/shop/cart/", "/shop/cart", undefined],
    ["a=1; Path=relative", "/shop/x", "a=1"],
    ["a=1; Path=/x; Path=/shop", "/shop", "a=1"],
    [" a = b=c ; Secure; HttpOnly; Domain=other.example; SameSite=Lax", "/shop", "a=b=c"],
    ['a="quoted value"', "/shop", 'a="quoted value"'],
    ["a=", "/shop", "a="],
    ["=1", "/shop", undefined],
    ["a", "/shop", undefined],
    ["a=1; Max-Age=60", "/shop", "a=1"],
    ["a=1; Max-Age=0", "/shop", undefined],
    ["a=1; Max-Age=-1; Expires=Wed, 01 Jan 2099 00:00:00 GMT", "/shop", undefined],
    ["a=1; Max-Age=5; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "/shop", "a=1"],
    ["a=1; Max-Age=soon", "/shop", "a=1"],
    ["a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "/shop", undefined],
    ["a=1; expires=Thu, 01-Jan-70 00:00:01 GMT", "/shop", undefined],
    ["a=1; Expires=Wed, 01 Jan 2099 00:00:00 GMT", "/shop", "a=1"],
    ["a=1; Expires=Wed, 01-Jan-35 00:00:00 GMT", "/shop", "a=1"],
    ["a=1; Expires=whenever", "/shop", "a=1"],
  ])("%s goes to %s as %s", (cookie, path, header) => {
    expect(jar([cookie]).headerFor(path)).toBe(header);
  });

  test("belongs to the directory of the request that set it, / at the least", () => {
    expect(jar(["a=1"], "/login?next=/x/y").headerFor("/")).toBe("a=1");
    expect(jar(["a=1"], "/x/y/").headerFor("/x/y")).toBe("a=1");
  });

  test("replaces the one of its name and path, in its place; one that expires takes it away", () => {
    const set = ["a=1; Path=/", "b=2; Path=/", "a=3; Path=/", "a=4; Path=/shop"];
    expect(jar(set).headerFor("/shop")).toBe("a=4; a=3; b=2");
    expect(jar([...set, "a=; Max-Age=0; Path=/"]).headerFor("/shop")).toBe("a=4; b=2");
  });

  test("is found by its name, the one of the longest path first", () => {
    const made = jar(["a=1; Path=/", "a=2; Path=/x"]);
    expect([made.get("a"), made.get("b")]).toEqual(["2", undefined]);
  });

  test("several of one answer are all taken; other headers are not", () => {
    const made = new Cookies();
    made.store(["set-cookie", "a=1", "cookie", "c=3", "set-cookie", "b=2"], "/");
    expect(made.headerFor("/")).toBe("a=1; b=2");
  });

  test("of a copy is the copy's own", () => {
    const made = jar(["a=1; Path=/"]);
    const copy = new Cookies(made.all);
    copy.store(["set-cookie", "b=2"], "/");
    expect([made.headerFor("/"), copy.headerFor("/")]).toEqual(["a=1", "a=1; b=2"]);
  });

  test("none gives no header", () => {
    expect(new Cookies().headerFor("/")).toBeUndefined();
  });
});
