/** A longer text is cut. In characters. */
const longestText = 1000;

/** One SQL statement as its kind: constants become $1, $2, …, and comments and the length of lists go. */
export const statementText = (sql: string): string => statementTexts(sql)[0] ?? "";

/** The same of each statement in a text. */
export function statementTexts(sql: string): readonly string[] {
  const statements: string[][] = [[]];
  for (const token of tokensOf(sql)) {
    const statement = statements.at(-1) ?? [];
    if (token === ";") statements.push([]);
    else if (token !== " " || statement.at(-1) !== " ") statement.push(token);
  }
  return statements
    .map((tokens) => tokens.join("").trim())
    .filter((text) => text !== "")
    .map(generalText);
}

/** A constant. PostgreSQL's own parameters begin at $1. */
const constant = "$0";
/** A minus behind one of these is a sign. */
const signedPattern = /^(?:[(,=<>+*/|%]|then|else|when|limit|offset|and|or|between|select|by|returning)$/i;

/** Each pattern is tried in turn at the position. */
const tokenPattern = new RegExp(
  [
    /(?<space>(?:\s|--[^\n]*(?:\n|$))+)/,
    /(?<comment>\/\*)/,
    /(?<escaped>[eE]'(?:[^'\\]|\\.|'')*(?:'|$))/,
    /(?<quoted>(?:[nNbBxX]|[uU]&)?'(?:[^']|'')*(?:'|$))/,
    /(?<dollar>\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$)/,
    /(?<parameter>\$\d+)/,
    /(?<number>-?(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?))/,
    /(?<identifier>"(?:[^"]|"")*(?:"|$)|[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*)/,
    /(?<other>[\s\S])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "y",
);

function* tokensOf(sql: string): Generator<string> {
  let before = "(";
  for (let at = 0; at < sql.length; ) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(sql);
    const source = match?.[0] ?? sql.slice(at);
    const { comment, dollar, ...groups } = match?.groups ?? {};
    at += source.length;
    if (comment !== undefined) at = commentEnd(sql, at);
    if (dollar !== undefined) at = dollarEnd(sql, at, source);
    const token = dollar !== undefined ? constant : tokenOf({ comment, ...groups }, source, before);
    if (token !== " ") before = token;
    yield token;
  }
}

type Groups = Readonly<Record<string, string | undefined>>;

function tokenOf({ comment, space, number, quoted, escaped }: Groups, source: string, before: string): string {
  if (comment !== undefined || space !== undefined) return " ";
  if (quoted !== undefined || escaped !== undefined) return constant;
  if (number === undefined) return source;
  return source.startsWith("-") && !signedPattern.test(before) ? `-${constant}` : constant;
}

function dollarEnd(sql: string, start: number, quote: string): number {
  const close = sql.indexOf(quote, start);
  return close < 0 ? sql.length : close + quote.length;
}

/** Comments nest. */
function commentEnd(sql: string, start: number): number {
  const border = /\/\*|\*\//g;
  border.lastIndex = start;
  for (let depth = 1; depth > 0; ) {
    const match = border.exec(sql);
    if (match === null) return sql.length;
    depth += match[0] === "/*" ? 1 : -1;
  }
  return border.lastIndex;
}

const item = String.raw`\s*\$\d+(?:::[\w."]+)?\s*`;
const listPattern = new RegExp(String.raw`(\bin\s*\(|\barray\s*\[)(${item})(?:,${item})+(?=[)\]])`, "gi");
const rowsPattern = /(\bvalues\s*\([^()]*\))(?:\s*,\s*\([^()]*\))+/gi;

/** IN ($1, $2, $3) and IN ($1, $2) are one kind of statement, and so are inserts of two and of three rows. */
function generalText(text: string): string {
  const short = text.replace(listPattern, "$1$2, …").replace(rowsPattern, "$1, …");
  const numbers = new Map<string, number>();
  let last = 0;
  const numbered = short.replace(/(?<![\w$])\$(\d+)/g, (source: string) => {
    const known = source === constant ? undefined : numbers.get(source);
    const number = known ?? ++last;
    numbers.set(source, number);
    return `$${number}`;
  });
  return numbered.length > longestText ? `${numbered.slice(0, longestText)}…` : numbered;
}
