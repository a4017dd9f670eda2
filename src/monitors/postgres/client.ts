import postgres from "postgres";

/** One connection to PostgreSQL. */
export interface PostgresClient extends AsyncDisposable {
  /** The rows of all statements in the text. Their columns tell which statement they are of. */
  query(text: string): Promise<readonly Row[]>;
}

export type Row = Readonly<Record<string, unknown>>;

export const applicationName = "loadgate";

/** Rejects if the server does not take the connection. */
export async function connectPostgres(url: string): Promise<PostgresClient> {
  const sql = postgres({
    ...connectionOptions(url),
    max: 1,
    prepare: false,
    fetch_types: false,
    connect_timeout: 2,
    idle_timeout: 0,
    max_lifetime: 0,
    onnotice: () => {},
    connection: { application_name: applicationName },
  });
  const query = async (text: string) => {
    // Several statements give a list of results.
    const result: readonly unknown[] = await sql.unsafe(text);
    return result.flat() as readonly Row[];
  };
  try {
    await query("select /* loadgate */ 1");
  } catch (error) {
    await sql.end({ timeout: 0 }).catch(() => {});
    throw error;
  }
  return { query, [Symbol.asyncDispose]: () => sql.end({ timeout: 1 }) };
}

/** The rows that have the column. */
export const rowsWith = (rows: readonly Row[], column: string): readonly Row[] => rows.filter((row) => column in row);

/** Parameters of drivers, such as schema=public, are no settings of the server. */
function connectionOptions(url: string) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const host = searchParams.get("host") ?? hostname.replace(/^\[|\]$/g, "");
  const portNumber = Number(searchParams.get("port") ?? port) || 5432;
  const isSocket = host.startsWith("/");
  const user = searchParams.get("user") ?? decodeURIComponent(username);
  const secret = searchParams.get("password") ?? decodeURIComponent(password);
  const database = decodeURIComponent(pathname.slice(1));
  return {
    ...(isSocket ? { path: `${host}/.s.PGSQL.${portNumber}` } : addressOption(host, portNumber)),
    ...(user !== "" && { user }),
    ...(secret !== "" && { password: secret }),
    ...(database !== "" && { database }),
    ssl: tlsMode(searchParams.get("sslmode")),
  };
}

/** The client takes an IPv6 address in a list only, and its types have no list. */
function addressOption(host: string, port: number): { readonly host: string; readonly port: number } {
  return host.includes(":")
    ? ({ host: [host], port: [port] } as unknown as { host: string; port: number })
    : { host, port };
}

function tlsMode(mode: string | null): "prefer" | "require" | "verify-full" | false {
  if (mode === "disable") return false;
  if (mode === "verify-full" || mode === "verify-ca") return "verify-full";
  return mode === "require" ? "require" : "prefer";
}
