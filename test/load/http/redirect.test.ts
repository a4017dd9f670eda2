import { describe, expect, test } from "vitest";
import { isRedirect, redirected, withHeaders } from "../../../src/load/http/redirect.ts";
import type { WireRequest } from "../../../src/model/http.ts";

const request: WireRequest = {
  method: "POST",
  path: "/shop/cart?a=1",
  headers: ["accept", "*/*", "content-type", "text/plain", "x-id", "7"],
  body: "tea",
  keep: "headers",
};
const answer = (status: number, location?: string) => ({
  status,
  headers: location === undefined ? [] : ["server", "x", "location", location],
  body: new Uint8Array(),
});
const origin = "http://127.0.0.1:8080";

describe("where an answer leads", () => {
  test.each([
    ["/", "/"],
    ["item?b=2#part", "/shop/item?b=2"],
    ["?c=3", "/shop/cart?c=3"],
    ["http://127.0.0.1:8080/x", "/x"],
    ["http://localhost:8080/x", "/x"],
    ["//127.0.0.1:8080/y", "/y"],
    ["http://127.0.0.1:8081/x", "redirect elsewhere"],
    ["https://127.0.0.1:8080/x", "redirect elsewhere"],
    ["http://example.org/", "redirect elsewhere"],
    ["http://", "redirect to nowhere"],
  ])("%s is %s", (location, wanted) => {
    const to = redirected(request, answer(307, location), origin);
    expect(typeof to === "string" ? to : to.path).toBe(wanted);
  });

  test("on a Unix socket too", () => {
    expect(redirected(request, answer(307, "http://localhost/z"), "unix:/tmp/s")).toEqual({ ...request, path: "/z" });
  });
});

describe("how it is asked for", () => {
  const asGet = { method: "GET", path: "/x", headers: ["accept", "*/*", "x-id", "7"], keep: "headers" };
  test.each([
    [301, "POST", asGet],
    [302, "POST", asGet],
    [303, "PUT", asGet],
    [303, "HEAD", { ...asGet, method: "HEAD" }],
    [302, "PUT", { ...request, method: "PUT", path: "/x" }],
    [307, "POST", { ...request, path: "/x" }],
    [308, "POST", { ...request, path: "/x" }],
  ] as const)("%i after %s", (status, method, wanted) => {
    expect(redirected({ ...request, method }, answer(status, "/x"), origin)).toEqual(wanted);
  });
});

test("only 301, 302, 303, 307 and 308 that say where are redirects", () => {
  const all = Array.from({ length: 100 }, (_, i) => 300 + i);
  expect(all.filter((status) => isRedirect(answer(status, "/x")))).toEqual([301, 302, 303, 307, 308]);
  expect(all.filter((status) => isRedirect(answer(status)))).toEqual([]);
});

test("a request whose redirects are followed keeps its answer's headers, and stays one object", () => {
  const plain: WireRequest = { method: "GET", path: "/", headers: [], keep: "nothing" };
  expect(withHeaders(plain)).toEqual({ ...plain, keep: "headers" });
  expect(withHeaders(plain)).toBe(withHeaders(plain));
  expect(withHeaders(request)).toBe(request);
});
