import type { Nodes, PhrasingContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

/**
 * The lines of a Markdown text that its reader sees as the author's own words: those of paragraphs and lists. Code, quotes, HTML
 * and what HTML hides are none.
 */
export function proseOf(markdown: string): readonly string[] {
  const blocks = blocksIn(fromMarkdown(markdown));
  const hiddenFrom = blocks.findIndex((block) => block.type === "html" && isOpenComment(block.value));
  const seen = hiddenFrom < 0 ? blocks : blocks.slice(0, hiddenFrom);
  return seen.flatMap((block) => (block.type === "paragraph" ? textOf(block).split(/\r\n|\r|\n/) : []));
}

/** In their order, without the containers around them. */
function blocksIn(node: Nodes): readonly Nodes[] {
  switch (node.type) {
    case "root":
    case "list":
    case "listItem":
      return node.children.flatMap(blocksIn);
    default:
      return [node];
  }
}

/** A comment that nothing closes hides all that follows, however that was parsed. */
function isOpenComment(html: string): boolean {
  return html.lastIndexOf("<!--") > html.lastIndexOf("-->");
}

/** Code in a line stays in it, so that no line begins within. */
function textOf(node: Nodes | PhrasingContent): string {
  if (node.type === "text") return node.value;
  if (node.type === "break") return "\n";
  if (node.type === "inlineCode") return `\`${node.value.replace(/\s+/g, " ")}\``;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
