import { expect, test } from "vitest";
import { redactLog } from "../../src/service/redactLog.ts";

test.each([
  ["Set-Cookie: sid=8f2c1; Path=/; HttpOnly", "Set-Cookie: ***"],
  ['{"host":"a","cookie":"sid=8f2c1; b=2","accept":"*/*"}', '{"host":"a","cookie":***,"accept":"*/*"}'],
  [
    "{ host: 'a', 'set-cookie': 'sid=8f2c1', authorization: 'Token 8f2c1' }",
    "{ host: 'a', 'set-cookie': ***, authorization: *** }",
  ],
  [
    "  'set-cookie': [\n    'sid=8f2c1; Path=/',\n    'b=2; HttpOnly'\n  ]",
    "  'set-cookie': ***\n    '***; Path=/',\n    '***; HttpOnly'\n  ]",
  ],
  ["[ 'Cookie', 'sid=8f2c1', 'Host', 'a' ]", "[ 'Cookie', ***, 'Host', 'a' ]"],
  ["[\n  'cookie',\n  'sid=8f2c1'\n]", "[\n  'cookie',\n  ***\n]"],
  ["GET / X-Api-Key=8f2c1 and more\nnext line", "GET / X-Api-Key=***\nnext line"],
  ["proxy-authorization: Basic dXNlcjpwYXNz\r\nhost: a", "proxy-authorization: ***\nhost: a"],
  ["curl -H 'Bearer eyJhbGciOi.J9.x-1_2' /", "curl -H 'Bearer ***' /"],
  ["retrying with BEARER  0123456789abcdef", "retrying with BEARER  ***"],
  [
    "Bearer authentication failed; Basic understanding of cookies",
    "Bearer authentication failed; Basic understanding of cookies",
  ],
  ["listening on 8080, 3 cookies baked", "listening on 8080, 3 cookies baked"],
])("%j is shown as %j", (log, shown) => {
  expect(redactLog(log)).toBe(shown);
});
