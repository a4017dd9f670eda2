import { describe, expect, test } from "vitest";
import { Cookies } from "../../../src/generators/requests/cookies.ts";

/** A cookie jar after one response for each set-cookie header, to requests for this path. */
function jarWith(setCookies: readonly string[], path = "/shop/cart"): Cookies {
  const cookies = new Cookies();
  for (const header of setCookies) cookies.store(["content-type", "text/html", "set-cookie", header], path);
  return cookies;
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
  ])("%s is sent to %s as %s", (cookie, path, header) => {
    expect(jarWith([cookie]).headerFor(path)).toBe(header);
  });

  test("without a path belongs to the directory of its request, or to /", () => {
    expect(jarWith(["a=1"], "/login?next=/x/y").headerFor("/")).toBe("a=1");
    expect(jarWith(["a=1"], "/x/y/").headerFor("/x/y")).toBe("a=1");
  });

  test("replaces the one with the same name and path; an expired one removes it", () => {
    const setCookies = ["a=1; Path=/", "b=2; Path=/", "a=3; Path=/", "a=4; Path=/shop"];
    expect(jarWith(setCookies).headerFor("/shop")).toBe("a=4; a=3; b=2");
    expect(jarWith([...setCookies, "a=; Max-Age=0; Path=/"]).headerFor("/shop")).toBe("a=4; b=2");
  });

  test("is found by name; the one with the longest path wins", () => {
    const cookies = jarWith(["a=1; Path=/", "a=2; Path=/x"]);
    expect([cookies.get("a"), cookies.get("b")]).toEqual(["2", undefined]);
  });

  test("is stored for each set-cookie header of a response, and for no other header", () => {
    const cookies = new Cookies();
    cookies.store(["set-cookie", "a=1", "cookie", "c=3", "set-cookie", "b=2"], "/");
    expect(cookies.headerFor("/")).toBe("a=1; b=2");
  });

  test("stored in a copy does not change the original", () => {
    const cookies = jarWith(["a=1; Path=/"]);
    const copy = new Cookies(cookies.all);
    copy.store(["set-cookie", "b=2"], "/");
    expect([cookies.headerFor("/"), copy.headerFor("/")]).toEqual(["a=1", "a=1; b=2"]);
  });

  test("is not sent by an empty jar", () => {
    expect(new Cookies().headerFor("/")).toBeUndefined();
  });
});
