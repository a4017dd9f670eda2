import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tlsOnlyProblem, tlsOnlyTargets } from "../../src/experiment/tlsOnlyTargets.ts";
import { phaseRecord, requestRecord } from "../support/builders.ts";
import { certificate } from "../support/certificate.ts";
import { nginx, nginxServer } from "../support/nginxServer.ts";

/** As the load generator records a phase of ten requests. */
async function play(origin: string) {
  const [response] = (await once(get(`${origin}/none`), "response")) as [IncomingMessage];
  response.resume();
  return { origin, record: phaseRecord([requestRecord("GET /", [], { [`status ${response.statusCode}`]: 10 })]) };
}

test.skipIf(!existsSync(nginx))("nginx answers plain HTTP on a port of TLS with status 400", async () => {
  const directory = await mkdtemp(join(tmpdir(), "loadgate-"));
  const { cert, key } = await certificate();
  await writeFile(join(directory, "cert"), cert);
  await writeFile(join(directory, "key"), key);
  const directives = `ssl_certificate ${directory}/cert; ssl_certificate_key ${directory}/key;`;
  await using overTls = await nginxServer({ listen: "ssl", directives });
  await using plain = await nginxServer({ directives: "location = /none { return 400; }" });
  const [tlsTarget, plainTarget] = [await play(overTls.origin), await play(plain.origin)];
  expect(await tlsOnlyTargets([plainTarget, tlsTarget])).toEqual([tlsTarget]);
  expect(tlsOnlyProblem(overTls.origin)).toBe(
    `every request to ${overTls.origin} failed: status 400: the server speaks TLS on that port; ` +
      "set service.tls: true, or use https:// in its address",
  );
  await rm(directory, { recursive: true });
});
