import fc from "fast-check";
import { expect, test } from "vitest";
import { sharedState } from "../../src/experiment/sharedState.ts";

type Variables = Readonly<Record<string, string>>;

const shared = (both: Variables, base: Variables = {}, head: Variables = {}) =>
  sharedState({ base: { ...both, ...base }, head: { ...both, ...head } }, true).map(
    (warning) => /^base and head share (.*?):/.exec(warning)?.[1],
  );

test.each<[string, Variables, Variables, Variables, readonly string[]]>([
  ["nothing", { NODE_ENV: "production", PORT: "80" }, {}, {}, []],
  ["a database by its name", { DATABASE_URL: "file:./x" }, {}, {}, ["DATABASE_URL"]],
  ["a database for each", {}, { DATABASE_URL: "a" }, { DATABASE_URL: "b" }, []],
  ["any address of a database", { CACHE: "rediss://c", Q: "amqp://q" }, {}, {}, ["CACHE", "Q"]],
  ["every kind", { A: "mongodb+srv://a", B: "MariaDB://b", C: "postgresql://c" }, {}, {}, ["A", "B", "C"]],
  [
    "an address as drivers write it",
    { A: "postgresql+psycopg2://a", B: "jdbc:postgresql://b", C: "mysql2://c", D: "sqlite:///d", E: "memcached://e" },
    {},
    {},
    ["A", "B", "C", "D", "E"],
  ],
  ["a file of one", { DATABASE_PATH: "shop.db" }, {}, {}, ["DATABASE_PATH"]],
  ["a service of PostgreSQL's", { PGSERVICE: "shop" }, {}, {}, ["PGSERVICE"]],
  ["a framework's", { DB_HOST: "db", DB_DATABASE: "shop", DB_USER: "a" }, {}, {}, ["DB_DATABASE, DB_HOST"]],
  ["a framework's, a database for each", { DB_HOST: "db" }, { DB_NAME: "a" }, { DB_NAME: "b" }, []],
  ["Redis's", { REDIS_HOST: "cache" }, {}, {}, ["REDIS_HOST"]],
  ["Redis's, a database for each", { REDIS_HOST: "cache" }, { REDIS_DB: "1" }, { REDIS_DB: "2" }, []],
  ["no address of something else", { A: "https://a", B: "see postgres://" }, {}, {}, []],
  ["PostgreSQL's own", { PGHOST: "db", PGDATABASE: "shop", PGUSER: "a" }, {}, {}, ["PGDATABASE, PGHOST"]],
  ["PostgreSQL's own, not all of it", { PGHOST: "db" }, {}, {}, []],
  ["PostgreSQL's own, a database for each", { PGHOST: "db" }, { PGDATABASE: "a" }, { PGDATABASE: "b" }, []],
  ["MySQL's", { MYSQL_HOST: "db", MYSQL_DATABASE: "x" }, {}, {}, ["MYSQL_DATABASE, MYSQL_HOST"]],
  ["MySQL's, a database for each", { MYSQL_HOST: "db" }, { MYSQL_DATABASE: "x" }, { MYSQL_DATABASE: "y" }, []],
  ["MongoDB's", { MONGO_HOST: "db" }, {}, {}, ["MONGO_HOST"]],
  ["an address is told once", { MONGO_URL: "mongodb://x" }, {}, {}, ["MONGO_URL"]],
  ["nothing where it is empty", { DATABASE_URL: "" }, {}, {}, []],
])("%s", (_, both, base, head, wanted) => {
  expect(shared(both, base, head)).toEqual(wanted);
});

test("the warning says what to do, and before_round only where there is none", () => {
  const env = { base: { DATABASE_URL: "x" }, head: { DATABASE_URL: "x" } };
  const own =
    "base and head share DATABASE_URL: what one writes, the other reads; give each its own: service.env.DATABASE_URL: { base: …, head: … }";
  expect([sharedState(env, true), sharedState(env, false)]).toEqual([
    [own],
    [`${own}, or reset it between the rounds with service.before_round`],
  ]);
});

test("forall values: none is ever told", () => {
  const name = fc.constantFrom("DATABASE_URL", "PGHOST", "PGDATABASE", "MYSQL_HOST", "MONGO", "OTHER");
  const value = fc.string({ minLength: 1 }).map((text) => `redis://«${text}»`);
  fc.assert(
    fc.property(fc.dictionary(name, value), (env) => {
      expect(sharedState({ base: env, head: env }, false).join()).not.toMatch(/redis:|«/);
    }),
  );
});
