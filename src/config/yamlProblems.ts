import type { LineCounter, YAMLParseError, YAMLWarning } from "yaml";
import type { Problem } from "./problem.ts";

/** Problems of a text that is not YAML. After an unexpected token, those that follow from it are left out. */
export function yamlProblems(
  errors: readonly (YAMLParseError | YAMLWarning)[],
  text: string,
  lines: LineCounter,
): readonly Problem[] {
  const first = errors.findIndex(({ code }) => code === unexpected);
  return errors
    .filter(({ code }, i) => code !== unexpected || i === first)
    .map((error) => ({ key: "", message: messageFor(error, text), line: lines.linePos(error.pos[0]).line }));
}

const unexpected = "UNEXPECTED_TOKEN";

/** A template is plain text in a line of its own. In a flow map or list its braces are YAML. */
function messageFor({ message, pos: [at] }: YAMLParseError | YAMLWarning, text: string): string {
  const template = /^\$\{[^}\n]*\}/.exec(text.slice(at - 1))?.[0];
  if (template === undefined) return `expected YAML: ${message}`;
  return `expected YAML: inside { } or [ ], quote a text with ${template}: { key: "${template}" }`;
}
