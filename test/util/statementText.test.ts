import { describe, expect, test } from "vitest";
import { statementText, statementTexts } from "../../src/util/statementText.ts";

describe("the text of a statement", () => {
  test.each([
    ["select * from items where order_id = 5", "select * from items where order_id = $1"],
    ["SELECT *\n  FROM items -- all\n WHERE a = 'it''s' AND b=1.5e3;", "SELECT * FROM items WHERE a = $1 AND b=$2"],
    ["/* trace='1' /* nested */ */ select 1", "select $1"],
    ["select E'a\\'b', U&'x', $$body; 'x'$$, $tag$ $$ $tag$, 0x1F", "select $1, $2, $3, $4, $5"],
    [
      'select t1.c2, "odd;\'name" from t1 where x > $1 and y < 7',
      'select t1.c2, "odd;\'name" from t1 where x > $1 and y < $2',
    ],
    ["select a -1, -1, b - 1 from t where c = -2 limit -3", "select a -$1, $2, b - $3 from t where c = $4 limit $5"],
    ["select 1 where a in (1, 2, 3) and b = 4", "select $1 where a in ($2, …) and b = $3"],
    ["select 1 where a in ($1, $2) and b = $3", "select $1 where a in ($2, …) and b = $3"],
    ["select 1 where a in (1)", "select $1 where a in ($2)"],
    ["select array[1::int, 2::int]", "select array[$1::int, …]"],
    ["insert into t (a, b) values ($1, $2), ($3, $4), ($5, $6)", "insert into t (a, b) values ($1, $2), …"],
    ["select $2, $1, $2", "select $1, $2, $1"],
    ["select 'open", "select $1"],
    ["select naïve from größe where x=1", "select naïve from größe where x=$1"],
  ])("%j is %j", (sql, text) => {
    expect(statementText(sql)).toBe(text);
  });

  test("is the same for each value, and does not change again", () => {
    const text = statementText("select * from t where a = 5 and b in ('x', 'y') and c = 2");
    expect([statementText("select * from t where a = -7 and b in ('z') and c = 2"), statementText(text)]).toEqual([
      "select * from t where a = $1 and b in ($2) and c = $3",
      text,
    ]);
  });

  test("has at most a thousand characters", () => {
    expect(statementText(`select ${"column, ".repeat(500)}1`)).toHaveLength(1001);
  });

  test("reads a long text at once", () => {
    const sql = `insert into t values ${Array.from({ length: 20_000 }, (_, i) => `(${i}, 'a${i}')`).join(", ")}`;
    expect(statementText(sql)).toBe("insert into t values ($1, $2), …");
  });
});

test("a text of several statements has one text each", () => {
  expect(statementTexts("begin; update t set a = 1 where b = ';'; ; commit")).toEqual([
    "begin",
    "update t set a = $1 where b = $2",
    "commit",
  ]);
  expect(statementTexts(" -- nothing")).toEqual([]);
});
