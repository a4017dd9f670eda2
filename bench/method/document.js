import { readFileSync, writeFileSync } from "node:fs";

/** Replaces what is between two markers of a Markdown file. */
export function writePassage(path, name, passage) {
  const text = readFileSync(path, "utf8");
  const marker = new RegExp(`(<!-- bench: ${name} -->\n).*?(<!-- /bench -->)`, "s");
  if (!marker.test(text)) throw new Error(`${path}: expected a line <!-- bench: ${name} -->, got none: add it`);
  writeFileSync(
    path,
    text.replace(marker, (_, begin, end) => `${begin}\n${passage}\n${end}`),
  );
  console.log(`written to ${path}`);
}
