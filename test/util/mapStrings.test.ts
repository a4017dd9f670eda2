import { expect, test } from "vitest";
import { withTexts } from "../../src/util/mapStrings.ts";

test("every text is as it is told, and every key; a text knows its own key", () => {
  const given = { name: "a", list: ["b", 1, null, true], deep: { failure: "c", "": [{ name: "d" }] } };
  expect(withTexts(given, (text, key) => (key === undefined ? text.toUpperCase() : `${key}=${text}`))).toEqual({
    NAME: "name=a",
    LIST: ["0=b", 1, null, true],
    DEEP: { FAILURE: "failure=c", "": [{ NAME: "name=d" }] },
  });
});
