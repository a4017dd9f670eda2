import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyTextLines } from "../../src/github/bodyText.ts";

const line = 'loadgate: accept p95 steady "it is worth it"';

test.each([
  ["a line", line],
  ["a line among others", `It is slower.\n${line}\nBut better.`],
  ["an item of a list", `- one\n- ${line}\n- three`],
  ["an item of a list within a list", `1. one\n   - ${line}`],
  ["a line below a heading", `### Speed\n${line}`],
  ["a line after a comment", `<!-- for reviewers -->\n\n${line}`],
  ["a line followed by a comment", `${line}<!-- really -->`],
  ["a line with CRLF line ends", `a\r\n\r\n${line}\r\nb`],
  ["a line that ends with a line break", `${line}  \nand on`],
])("%s is part of the text", (_, text) => {
  expect(bodyTextLines(text)).toContain(line);
});

const L = line;
test.each([
  ["a fence", `\`\`\`\n${L}\n\`\`\``],
  ["a fence that never ends", `~~~\n${L}`],
  ["a fence in an item of a list", `- \`\`\`\n  ${L}\n  \`\`\``],
  ["a fence that opens on a numbered item", `1. \`\`\`\n   ${L}`],
  ["an indented block", `a\n\n    ${L}`],
  ["code over several lines", `a \`b\n${L}\nc\` d`],
  ["preformatted HTML", `<pre>\n${L}\n\n${L}\n</pre>`],
  ["preformatted code", `<pre><code>\n${L}\n</code></pre>`],
  ["a comment", `<!--\n${L}\n-->`],
  ["a comment with empty lines", `a\n\n<!--\n\n${L}\n\n-->`],
  ["a comment that begins after another", `<!-- a --> <!--\n\n${L}\n\n-->`],
  ["a comment within a paragraph", `a <!-- b\n${L}\n--> c`],
  ["a comment below an item, as in a template", `- [ ] perf\n    <!-- example:\n${L}\n    -->`],
  ["a comment after escaped backticks", `\\\` <!-- \\\`\n${L}\n-->`],
  ["a processing instruction", `<?\n${L}\n?>`],
  ["a declaration", `<!X\n${L}\n>`],
  ["a section of data", `<![CDATA[\n${L}\n]]>`],
  ["an attribute", `<img alt='\n${L}\n'>`],
  ["the title of a link", `[a](/u '\n${L}\n')`],
  ["a definition", `[a]: /u '\n${L}\n'`],
  ["a quote", `> ${L}`],
  ["the lazy end of a quote", `> a\n${L}`],
  ["a quote in a list", `- > ${L}`],
  ["a heading", `# ${L}`],
])("%s is not part of the text", (_, text) => {
  expect(bodyTextLines(text)).not.toContain(line);
});

test("forall texts: comments and fences stay hidden, however they are mixed", () => {
  const parts = fc.array(fc.constantFrom("a", "\n", "`", "```\n", "~~~\n", "<!--", "-->", " ", "\\"), {
    maxLength: 25,
  });
  fc.assert(
    fc.property(parts, parts, (before, after) => {
      const closed = `${before.join("")}\n\n-->\n~~~\n\`\`\`\n`;
      const hidden = `\n<!--\nSECRET\n-->\n${after.join("")}`;
      expect(bodyTextLines(closed + hidden).join("\n")).not.toContain("SECRET");
    }),
  );
});
