import { expect, test } from "vitest";
import { databaseAddress } from "../../../src/explain/relay/databaseAddress.ts";

test.each([
  ["postgres://app:p%40ss@db:5433/shop?x=1", "db", 5433, "postgres://app:p%40ss@127.0.0.1:9/shop?x=1"],
  ["jdbc:postgresql://localhost/shop", "localhost", 5432, "jdbc:postgresql://127.0.0.1:9/shop"],
  ["postgresql+psycopg://[::1]:5434/shop", "::1", 5434, "postgresql+psycopg://127.0.0.1:9/shop"],
  ["host=localhost port=5433 dbname=shop", "localhost", 5433, "host=127.0.0.1 port=9 dbname=shop"],
  ["host=localhost dbname=shop", "localhost", 5432, "host=127.0.0.1 dbname=shop port=9"],
  ["Server=db;Database=shop;", "db", 5432, "Server=127.0.0.1;Database=shop;Port=9"],
  ["localhost:5433", "localhost", 5433, "127.0.0.1:9"],
])("%s leads to the relay", (text, host, port, expected) => {
  const address = databaseAddress(text, 5432);
  expect(address).toMatchObject({ kind: "address", host, port, needsTls: false });
  expect(address.kind === "address" && address.withPort(9)).toBe(expected);
});

test.each([
  ["postgres:///shop?host=/run/postgresql", "expected a host, got a Unix socket"],
  ["host=/run/postgresql", "expected a host, got a Unix socket"],
  ["postgres://a:1,b:2/shop", "expected an address with one host and port"],
  ["host=a,b dbname=shop", "expected one host, got several"],
  ["rediss://localhost", "the connection is encrypted (rediss)"],
  ["secret", "expected an address with host and port"],
])("%s cannot lead to a relay", (text, reason) => {
  expect(databaseAddress(text, 5432)).toEqual({ kind: "unusable", reason });
});
