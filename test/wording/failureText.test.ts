import { expect, test } from "vitest";
import { failureAdvice } from "../../src/wording/failureText.ts";

test.for([
  ["HTTP/2 not spoken", "http2: true"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls.ca, or set tls.verify: false"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "issuer's certificate in tls.ca"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "issuer's certificate in tls.ca"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "another host name"],
  ["CERT_HAS_EXPIRED", "expired"],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "tls.cert and tls.key"],
  ["ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", "tls.cert and tls.key"],
  ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "tls.cert and tls.key"],
  ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "rejects the client certificate"],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "TLS 1.2 or 1.3"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "does not speak TLS"],
  ["no free port", "keep_alive: true"],
  ["too many open files", "ulimit -n"],
])("%s comes with a remedy", ([name = "", remedy]) => {
  expect(failureAdvice(name)).toContain(remedy);
});

test.for(["ok", "dropped", "status 500", "ECONNRESET", "connection closed", "timeout", "stream refused"])(
  "%s needs none",
  (name) => {
    expect(failureAdvice(name)).toBeUndefined();
  },
);
