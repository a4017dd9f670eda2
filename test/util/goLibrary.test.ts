import { expect, test } from "vitest";
import { isOfGoLibrary } from "../../src/util/goLibrary.ts";

test.each([
  ["crypto/sha256.block", "/usr/local/go/src/crypto/sha256/block.go"],
  ["sync.(*Mutex).Lock", "/opt/hostedtoolcache/go/1.25.1/x64/src/sync/mutex.go"],
  ["sort.Sort", "/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.1.linux-amd64/src/sort/sort.go"],
  ["net/http.(*conn).serve", "/usr/lib/go-1.19/src/net/http/server.go"],
  ["net/http.(*conn).serve", "net/http/server.go"],
  ["cmpbody", "/usr/local/go/src/internal/bytealg/compare_amd64.s"],
])("%s in %s is of the standard library", (name, file) => {
  expect(isOfGoLibrary({ name, file })).toBe(true);
});

test.each([
  ["main.(*cache).get", "/app/cache.go"],
  ["main.main", "/home/me/go/src/shop/main.go"],
  ["main.main", "./main.go"],
  ["shop/stock.Get", "/home/me/shop/stock/stock.go"],
  ["github.com/jackc/pgx/v5.(*Conn).Query", "/root/go/pkg/mod/github.com/jackc/pgx/v5@v5.7.1/conn.go"],
  ["hash", "src/hash.js"],
])("%s in %s is not", (name, file) => {
  expect(isOfGoLibrary({ name, file })).toBe(false);
});
