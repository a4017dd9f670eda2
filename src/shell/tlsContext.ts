import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import type { TlsSpec } from "../model/plan.ts";
import { omitUndefined } from "../util/omitUndefined.ts";

/** Trust and the client's certificate. One context serves all connections: reading certificates takes milliseconds. */
export function tlsContextOf({ ca, cert, key }: TlsSpec): SecureContext {
  return createSecureContext({
    ...omitUndefined({ cert, key }),
    ...(ca === undefined ? {} : { ca: [...getCACertificates("default"), ca] }),
  });
}
