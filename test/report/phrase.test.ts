import { expect, test } from "vitest";
import { phraseMarkdown } from "../../src/report/markdown/markdownText.ts";
import { commit, markHashes, phrase, plainText } from "../../src/report/phrase.ts";

test("a commit is plain text in one format and code in another", () => {
  const since = phrase`since ${commit("1a2b3c4d5e6f")} (12 May)`;
  const sentence = phrase`a_b ${since}.`;
  expect(plainText(sentence)).toBe("a_b since 1a2b3c4 (12 May).");
  expect(phraseMarkdown(sentence)).toBe("a\\_b since `1a2b3c4` \\(12 May\\).");
});

test("a commit of a foreign results file may be anything: then it is escaped", () => {
  expect(phraseMarkdown(phrase`base ${commit("`@me`")}`)).toBe("base \\`@\u200bme\\`");
});

test("hashes of a finished text are marked wherever they are", () => {
  expect(markHashes("1234567 is not 2f7f6d1 or 1234567", ["1234567", "2f7f6d1", ""])).toEqual([
    "",
    { hash: "1234567" },
    " is not ",
    { hash: "2f7f6d1" },
    " or ",
    { hash: "1234567" },
    "",
  ]);
  expect(markHashes("none", [])).toEqual(["none"]);
});
