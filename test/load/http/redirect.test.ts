import { describe, expect, test } from "vitest";
import { followRedirect, isRedirect, keepHeaders } from "../../../src/load/http/redirect.ts";
import type { WireRequest } from "../../../src/model/http.ts";

const request: WireRequest = {
  method: "POST",
  path: "/shop/cart?a=1",
  headers: ["accept", "*/*", "content-type", "text/plain", "x-id", "7"],
  body: "tea",
  keep: "headers",
};
const response = (status: number, location?: string) => ({
  status,
  headers: location === undefined ? [] : ["server", "x", "location", location],
  body: new Uint8Array(),
});
const origin = "http://127.0.0.1:8080";

describe("the location of a redirect", () => {
  test.each([
    ["/", "/"],
    ["item?b=2#part", "/shop/item?b=2"],
    ["?c=3", "/shop/cart?c=3"],
    [Buffer.from("/größe").toString("latin1"), "/gr%C3%B6%C3%9Fe"],
    ["http://127.0.0.1:8080/x", "/x"],
    ["http://localhost:8080/x", "/x"],
    ["//127.0.0.1:8080/y", "/y"],
    ["http://127.0.0.1:8081/x", "redirect elsewhere"],
    ["https://127.0.0.1:8080/x", "redirect elsewhere"],
    ["http://example.org/", "redirect elsewhere"],
    ["http://", "redirect to nowhere"],
  ])("%s is %s", (location, expected) => {
    const to = followRedirect(request, response(307, location), origin);
    expect(typeof to === "string" ? to : to.path).toBe(expected);
  });

  test("on a Unix socket too", () => {
    expect(followRedirect(request, response(307, "http://localhost/z"), "unix:/tmp/s")).toEqual({
      ...request,
      path: "/z",
    });
  });
});

describe("the redirected request", () => {
  const asGet = { method: "GET", path: "/x", headers: ["accept", "*/*", "x-id", "7"], keep: "headers" };
  test.each([
    [301, "POST", asGet],
    [302, "POST", asGet],
    [303, "PUT", asGet],
    [303, "HEAD", { ...asGet, method: "HEAD" }],
    [302, "PUT", { ...request, method: "PUT", path: "/x" }],
    [307, "POST", { ...request, path: "/x" }],
    [308, "POST", { ...request, path: "/x" }],
  ] as const)("%i after %s", (status, method, expected) => {
    expect(followRedirect({ ...request, method }, response(status, "/x"), origin)).toEqual(expected);
  });
});

test("only 301, 302, 303, 307 and 308 with a location are redirects", () => {
  const all = Array.from({ length: 100 }, (_, i) => 300 + i);
  expect(all.filter((status) => isRedirect(response(status, "/x")))).toEqual([301, 302, 303, 307, 308]);
  expect(all.filter((status) => isRedirect(response(status)))).toEqual([]);
});

test("keepHeaders keeps the response's headers and gives the same object each time", () => {
  const plain: WireRequest = { method: "GET", path: "/", headers: [], keep: "nothing" };
  expect(keepHeaders(plain)).toEqual({ ...plain, keep: "headers" });
  expect(keepHeaders(plain)).toBe(keepHeaders(plain));
  expect(keepHeaders(request)).toBe(request);
});
