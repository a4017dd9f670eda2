import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A self-signed certificate for localhost and 127.0.0.1, or for another host. */
export async function certificate(host = "localhost"): Promise<Certificate> {
  const directory = await mkdtemp(join(tmpdir(), "loadgate-"));
  const [key, cert] = [join(directory, "key.pem"), join(directory, "cert.pem")];
  const names = host === "localhost" ? "DNS:localhost,IP:127.0.0.1" : `DNS:${host}`;
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const subject = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=${names}`];
  await promisify(execFile)("openssl", ["req", "-x509", ...curve, "-keyout", key, "-out", cert, ...subject]);
  const pair = { key: await readFile(key, "utf8"), cert: await readFile(cert, "utf8") };
  await rm(directory, { recursive: true });
  return pair;
}
