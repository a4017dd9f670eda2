/** Parses a step's GITHUB_OUTPUT or GITHUB_STATE file: `name=value` lines and `name<<delimiter` blocks. */
export function parseFileCommands(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  while (lines.length > 0) {
    const line = lines.shift() ?? "";
    const heredoc = /^([^=]+?)<<(.+)$/.exec(line);
    const [, name, delimiter] = heredoc ?? [];
    if (name !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter);
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      values[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join("\n");
      continue;
    }
    if (line === "") continue;
    const equals = line.indexOf("=");
    if (equals < 1) throw new Error(`Invalid format '${line}'`);
    values[line.slice(0, equals)] = line.slice(equals + 1);
  }
  return values;
}
