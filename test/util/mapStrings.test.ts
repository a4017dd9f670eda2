import { expect, test } from "vitest";
import { mapStrings } from "../../src/util/mapStrings.ts";

test("every string and every key is replaced, and a string comes with its key", () => {
  const value = { name: "a", list: ["b", 1, null, true], deep: { failure: "c", "": [{ name: "d" }] } };
  expect(mapStrings(value, (text, key) => (key === undefined ? text.toUpperCase() : `${key}=${text}`))).toEqual({
    NAME: "name=a",
    LIST: ["0=b", 1, null, true],
    DEEP: { FAILURE: "failure=c", "": [{ NAME: "name=d" }] },
  });
});
