import type { KeyPath, PathProblem } from "./problem.ts";
import { problemIf, valueProblems } from "./problem.ts";
import type { FileConfig } from "./schema/fileSchema.ts";
import { parseSeriesExpression } from "./seriesExpression.ts";

type FileMonitors = FileConfig["monitors"];
type FileDatabase = NonNullable<FileMonitors["postgres"]>;

/** Addresses and expressions that no monitor can read. No message shows an address, because it may hold a password. */
export function monitorProblems({ prometheus, postgres, redis }: FileMonitors): readonly PathProblem[] {
  return [
    ...(prometheus === undefined ? [] : prometheusProblems(prometheus)),
    ...databaseProblems(postgres, ["monitors", "postgres"], {
      protocols: ["postgres:", "postgresql:"],
      example: "postgres://user:password@localhost:5432/app",
    }),
    ...databaseProblems(redis, ["monitors", "redis"], {
      protocols: ["redis:", "rediss:"],
      example: "redis://localhost:6379",
    }),
  ];
}

/** The texts of a key that takes one text for both arms, or one for each. */
export const textsByArm = (
  text: string | { readonly base: string; readonly head: string },
  at: KeyPath,
): readonly { readonly path: KeyPath; readonly text: string }[] =>
  typeof text === "string"
    ? [{ path: at, text }]
    : [
        { path: [...at, "base"], text: text.base },
        { path: [...at, "head"], text: text.head },
      ];

/** The addresses of a database, with their keys. */
export function databaseAddresses(database: FileDatabase, at: KeyPath) {
  if (typeof database === "string" || "base" in database) return textsByArm(database, at);
  return textsByArm(database.url, [...at, "url"]);
}

function prometheusProblems({ url, series }: NonNullable<FileMonitors["prometheus"]>): readonly PathProblem[] {
  const at = ["monitors", "prometheus"];
  const isPage = (text: string) => text.startsWith("/") || isUrl(text, ["http:", "https:"]);
  return [
    ...textsByArm(url, [...at, "url"]).flatMap(({ path, text }) =>
      problemIf(
        !isPage(text),
        path,
        "expected a path such as /metrics, or an address such as http://localhost:9100/metrics",
      ),
    ),
    ...Object.entries(series).flatMap(([name, text]) => {
      const parsed = parseSeriesExpression(text);
      return valueProblems([...at, "series", name], parsed.kind === "problem" ? parsed.message : undefined);
    }),
  ];
}

interface AddressForm {
  readonly protocols: readonly string[];
  readonly example: string;
}

function databaseProblems(
  database: FileDatabase | undefined,
  at: KeyPath,
  { protocols, example }: AddressForm,
): readonly PathProblem[] {
  if (database === undefined) return [];
  return databaseAddresses(database, at).flatMap(({ path, text }) =>
    problemIf(!isUrl(text, protocols), path, `expected an address such as ${example}`),
  );
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  const url = URL.parse(text);
  return url !== null && protocols.includes(url.protocol) && (url.hostname !== "" || url.searchParams.has("host"));
}
