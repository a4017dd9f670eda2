import { http2NotSpoken, noFreePort, tooManyFiles } from "../model/failure.ts";

/** What is wrong in the settings of client or server if a request fails by that name, and what to do. */
export function settingsAdvice(failure: string): string | undefined {
  return settings.find(([names]) => names.test(failure))?.[1];
}

/** The same for the limits of this machine. */
export function machineAdvice(failure: string): string | undefined {
  return machineLimits[failure];
}

export const failureAdvice = (failure: string): string | undefined => settingsAdvice(failure) ?? machineAdvice(failure);

/** By the failure's name. TLS errors have Node's codes: OpenSSL's results of verification, and the alerts of RFC 8446, 6. */
const settings: readonly (readonly [names: RegExp, advice: string])[] = [
  [
    new RegExp(`^${http2NotSpoken}$`),
    "the server speaks another protocol; enable HTTP/2 on it (by ALPN with TLS, by prior knowledge without), or remove http2: true",
  ],
  [
    /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
    "the server's certificate is self-signed; name it in tls.ca, or set tls.verify: false",
  ],
  [
    /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?)$/,
    "the issuer of the server's certificate is not trusted; name the issuer's certificate in tls.ca, or set tls.verify: false",
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    "the server's certificate is for another host name; use that name in the address, or set tls.verify: false",
  ],
  [/^CERT_HAS_EXPIRED$/, "the server's certificate has expired; renew it, or set tls.verify: false"],
  [/^CERT_NOT_YET_VALID$/, "the server's certificate is not valid yet; check the clock, or set tls.verify: false"],
  [/^ERR_SSL_.*CERTIFICATE_REQUIRED$/, "the server wants a client certificate; set tls.cert and tls.key"],
  [
    /^ERR_SSL_.*(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)$/,
    "the server rejects the client certificate; check tls.cert and tls.key",
  ],
  [
    /^ERR_SSL_.*HANDSHAKE_FAILURE$/,
    "the server wants a client certificate (set tls.cert and tls.key), or has no cipher in common with Loadgate",
  ],
  [
    /^ERR_SSL_.*(PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL)$/,
    "the server has no TLS version in common with Loadgate; enable TLS 1.2 or 1.3 on it",
  ],
  [
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/,
    "the server does not speak TLS; use http:// in its address",
  ],
];

const machineLimits: Readonly<Record<string, string>> = {
  [noFreePort]:
    "every local port is in use, or was until a minute ago; lower the rate, or keep connections open (keep_alive: true)",
  [tooManyFiles]: "raise the limit of open files (ulimit -n), or lower max_concurrent_users or the rate",
};
