import { readFileSync, writeFileSync } from "node:fs";

/** Replaces the text between the markers `<!-- bench: name -->` and `<!-- /bench -->` of a Markdown file. */
export function writeSection(path, name, section) {
  const text = readFileSync(path, "utf8");
  const markers = new RegExp(`(<!-- bench: ${name} -->\n).*?(<!-- /bench -->)`, "s");
  if (!markers.test(text)) throw new Error(`${path}: expected a line <!-- bench: ${name} -->, got none: add it`);
  writeFileSync(
    path,
    text.replace(markers, (_, begin, end) => `${begin}\n${section}\n${end}`),
  );
  console.log(`written to ${path}`);
}
