import type { Nodes, PhrasingContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

/**
 * The lines of a Markdown text that the author wrote for readers: paragraphs and lists.
 * Code, quotes and HTML are left out.
 */
export function bodyTextLines(markdown: string): readonly string[] {
  const blocks = blocksIn(fromMarkdown(markdown));
  const firstHidden = blocks.findIndex((block) => block.type === "html" && isOpenComment(block.value));
  const visible = firstHidden < 0 ? blocks : blocks.slice(0, firstHidden);
  return visible.flatMap((block) => (block.type === "paragraph" ? plainTextOf(block).split(/\r\n|\r|\n/) : []));
}

/** All blocks in document order, taken out of their lists. */
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

/** An unclosed comment hides everything after it, however the rest was parsed. */
function isOpenComment(html: string): boolean {
  return html.lastIndexOf("<!--") > html.lastIndexOf("-->");
}

/** Inline code keeps its backticks and becomes one line, so that no line starts inside it. */
function plainTextOf(node: Nodes | PhrasingContent): string {
  if (node.type === "text") return node.value;
  if (node.type === "break") return "\n";
  if (node.type === "inlineCode") return `\`${node.value.replace(/\s+/g, " ")}\``;
  return "children" in node ? node.children.map(plainTextOf).join("") : "";
}
