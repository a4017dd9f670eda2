/** A failure of the REST API, the artifact service or the blob storage. */
export interface Fault {
  /** A route such as "GET /repos/{owner}/{repo}", or a pattern for calls such as "GET /repos/octo/shop?page=2". */
  readonly route: string | RegExp;
  /** Number of calls that succeed before. Default: 0. */
  readonly after?: number;
  /** Number of calls that fail. Default: all. */
  readonly times?: number;
  /** Delay before anything else happens, in ms. */
  readonly delayMs?: number;
  /** Sent as the response; the request has no effect. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as HTML, anything else as JSON. */
  readonly body?: unknown;
  /** The connection is reset, and the request has no effect. */
  readonly reset?: boolean;
  /** The request takes effect, but the connection is reset before the response. */
  readonly lost?: boolean;
  /** The connection is reset after the headers and the first half of the body. */
  readonly truncated?: boolean;
  /** Called when the failure happens. */
  readonly onCall?: () => void;
}

export interface Faults {
  readonly add: (fault: Fault) => void;
  /** The first remaining fault for the call. */
  readonly take: (route: string, call: string) => Fault | undefined;
}

export function createFaults(): Faults {
  const pending: { readonly fault: Fault; remaining: number; remainingSuccesses: number }[] = [];
  return {
    add: (fault) => {
      const { times = Number.POSITIVE_INFINITY, after = 0 } = fault;
      pending.push({ fault, remaining: times, remainingSuccesses: after });
    },
    take: (route, call) => {
      const match = pending.find(({ fault, remaining }) => remaining > 0 && isFor(fault, route, call));
      if (!match) return undefined;
      if (match.remainingSuccesses-- > 0) return undefined;
      match.remaining--;
      match.fault.onCall?.();
      return match.fault;
    },
  };
}

function isFor({ route: expected }: Fault, route: string, call: string): boolean {
  return typeof expected === "string" ? expected === route : call.search(expected) >= 0;
}
