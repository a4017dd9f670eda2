import fc from "fast-check";
import { expect, test } from "vitest";
import { sharedState } from "../../src/experiment/sharedState.ts";
import { noticeText } from "../../src/wording/noticeText.ts";

type Variables = Readonly<Record<string, string>>;

const shared = (both: Variables, base: Variables = {}, head: Variables = {}) =>
  sharedState({ base: { ...both, ...base }, head: { ...both, ...head } }, true).map((notice) =>
    notice.kind === "shared_state" ? notice.variables.join(", ") : notice,
  );

test.each<[string, Variables, Variables, Variables, readonly string[]]>([
  ["nothing", { NODE_ENV: "production", PORT: "80" }, {}, {}, []],
  ["a database URL", { DATABASE_URL: "file:./x" }, {}, {}, ["DATABASE_URL"]],
  ["a database URL for each arm", {}, { DATABASE_URL: "a" }, { DATABASE_URL: "b" }, []],
  ["any database address", { CACHE: "rediss://c", Q: "amqp://q" }, {}, {}, ["CACHE", "Q"]],
  ["every kind of database", { A: "mongodb+srv://a", B: "MariaDB://b", C: "postgresql://c" }, {}, {}, ["A", "B", "C"]],
  [
    "an address with a driver's prefix or suffix",
    { A: "postgresql+psycopg2://a", B: "jdbc:postgresql://b", C: "mysql2://c", D: "sqlite:///d", E: "memcached://e" },
    {},
    {},
    ["A", "B", "C", "D", "E"],
  ],
  ["a database file", { DATABASE_PATH: "shop.db" }, {}, {}, ["DATABASE_PATH"]],
  ["a PostgreSQL service", { PGSERVICE: "shop" }, {}, {}, ["PGSERVICE"]],
  ["variables of a framework", { DB_HOST: "db", DB_DATABASE: "shop", DB_USER: "a" }, {}, {}, ["DB_DATABASE, DB_HOST"]],
  ["variables of a framework, a database for each arm", { DB_HOST: "db" }, { DB_NAME: "a" }, { DB_NAME: "b" }, []],
  ["variables of Redis", { REDIS_HOST: "cache" }, {}, {}, ["REDIS_HOST"]],
  ["variables of Redis, a database for each arm", { REDIS_HOST: "cache" }, { REDIS_DB: "1" }, { REDIS_DB: "2" }, []],
  ["other addresses", { A: "https://a", B: "see postgres://" }, {}, {}, []],
  ["variables of PostgreSQL", { PGHOST: "db", PGDATABASE: "shop", PGUSER: "a" }, {}, {}, ["PGDATABASE, PGHOST"]],
  ["incomplete variables of PostgreSQL", { PGHOST: "db" }, {}, {}, []],
  ["variables of PostgreSQL, a database for each arm", { PGHOST: "db" }, { PGDATABASE: "a" }, { PGDATABASE: "b" }, []],
  ["variables of MySQL", { MYSQL_HOST: "db", MYSQL_DATABASE: "x" }, {}, {}, ["MYSQL_DATABASE, MYSQL_HOST"]],
  [
    "variables of MySQL, a database for each arm",
    { MYSQL_HOST: "db" },
    { MYSQL_DATABASE: "x" },
    { MYSQL_DATABASE: "y" },
    [],
  ],
  ["variables of MongoDB", { MONGO_HOST: "db" }, {}, {}, ["MONGO_HOST"]],
  ["an address once, not also as a group", { MONGO_URL: "mongodb://x" }, {}, {}, ["MONGO_URL"]],
  ["an empty variable", { DATABASE_URL: "" }, {}, {}, []],
])("%s", (_, both, base, head, expected) => {
  expect(shared(both, base, head)).toEqual(expected);
});

test("the notice suggests before_round only if it is not set", () => {
  const env = { base: { DATABASE_URL: "x" }, head: { DATABASE_URL: "x" } };
  const advice =
    "base and head share DATABASE_URL: what one writes, the other reads; give each its own: service.env.DATABASE_URL: { base: …, head: … }";
  expect([true, false].map((hasReset) => sharedState(env, hasReset).map(noticeText))).toEqual([
    [advice],
    [`${advice}, or reset it between the rounds with service.before_round`],
  ]);
});

test("forall values: no notice contains one", () => {
  const name = fc.constantFrom("DATABASE_URL", "PGHOST", "PGDATABASE", "MYSQL_HOST", "MONGO", "OTHER");
  const value = fc.string({ minLength: 1 }).map((text) => `redis://«${text}»`);
  fc.assert(
    fc.property(fc.dictionary(name, value), (env) => {
      expect(JSON.stringify(sharedState({ base: env, head: env }, false))).not.toMatch(/redis:|«/);
    }),
  );
});
