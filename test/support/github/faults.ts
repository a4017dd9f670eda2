/** What goes wrong at a call of the REST API, of the artifact service or of the blob storage. */
export interface Fault {
  /** As in "GET /repos/{owner}/{repo}"; or what "GET /repos/octo/shop?page=2" must match. */
  readonly route: string | RegExp;
  /** How many calls go well before; none unless told. */
  readonly after?: number;
  /** How many calls it meets; every one unless told. */
  readonly times?: number;
  /** How long the call waits before anything else happens to it. */
  readonly delayMs?: number;
  /** Answered instead of doing what was asked. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes out as it is (HTML where JSON is due); anything else as JSON. */
  readonly body?: unknown;
  /** The connection is reset; nothing is done. */
  readonly reset?: boolean;
  /** What was asked is done, but the connection is reset before the answer. */
  readonly lost?: boolean;
  /** The answer's headers arrive, and the first half of its body; then the connection is reset. */
  readonly truncated?: boolean;
  /** Called as it happens. */
  readonly met?: () => void;
}

export interface Faults {
  readonly add: (fault: Fault) => void;
  /** The first fault that is still due for the call. */
  readonly take: (route: string, call: string) => Fault | undefined;
}

export function noFaults(): Faults {
  const due: { readonly fault: Fault; left: number; spared: number }[] = [];
  return {
    add: (fault) => {
      due.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, spared: fault.after ?? 0 });
    },
    take: (route, call) => {
      const met = due.find(({ fault, left }) => left > 0 && isAt(fault, route, call));
      if (!met) return undefined;
      if (met.spared-- > 0) return undefined;
      met.left--;
      met.fault.met?.();
      return met.fault;
    },
  };
}

function isAt({ route: wanted }: Fault, route: string, call: string): boolean {
  return typeof wanted === "string" ? wanted === route : call.search(wanted) >= 0;
}
