import type { LineCounter, YAMLParseError, YAMLWarning } from "yaml";
import type { Problem } from "./problem.ts";

/** Problems of a text that is not YAML. After an unexpected token, those that follow from it are left out. */
export function yamlProblems(
  errors: readonly (YAMLParseError | YAMLWarning)[],
  text: string,
  lines: LineCounter,
): readonly Problem[] {
  const first = errors.findIndex(({ code }) => code === unexpected);
  const problems = errors
    .filter(({ code }, i) => code !== unexpected || i === first)
    .map((error) => ({ key: "", message: messageFor(error, text), line: lines.linePos(error.pos[0]).line }));
  return problems.filter(({ message, line }, i) => {
    const before = problems[i - 1];
    return before?.message !== message || before.line !== line;
  });
}

const unexpected = "UNEXPECTED_TOKEN";

/** YAML's own words do not name the author's mistake. */
function messageFor({ code, message, pos: [at] }: YAMLParseError | YAMLWarning, text: string): string {
  // A template is plain text in a line of its own. In a flow map or list its braces are YAML.
  const template = /^\$\{[^}\n]*\}/.exec(text.slice(at - 1))?.[0];
  if (template !== undefined)
    return `expected YAML: inside { } or [ ], quote a text with ${template}: { key: "${template}" }`;
  switch (code) {
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return `expected YAML: ${nestedAdvice(text, at)}`;
    case "MULTIPLE_DOCS":
      return "expected one YAML document; remove the line ---";
    case "DUPLICATE_KEY":
      return `expected YAML: the key ${wordAt(text, at)} is there twice in the same map; merge the two, or remove one`;
    default:
      return `expected YAML: ${message}`;
  }
}

const wordAt = (text: string, at: number): string => /^[^:\s]*/.exec(text.slice(at))?.[0] ?? "";

/** A key within a value: a colon in a plain text, or a line that is indented deeper than the key above it. */
function nestedAdvice(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const line = text.slice(start).split("\n", 1)[0] ?? "";
  if (/:\s.*:(\s|$)/.test(line)) return 'quote a text that contains ": ", such as name: "a: b"';
  return "this line is indented deeper than the key above it, which has a value already; give both the same indentation";
}
