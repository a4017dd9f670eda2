import type { TlsSpec } from "../model/plan.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { type PathProblem, problemIf, valueProblems } from "./problem.ts";
import { bytesOf, type FileReader, fileProblem } from "./referencedFiles.ts";
import type { FileConfig } from "./schema/fileSchema.ts";

type FileTls = FileConfig["tls"];

export function tlsOf({ verify, ca, cert, key }: FileTls, read: FileReader): TlsSpec {
  const pemIn = (file: string | undefined) => (file === undefined ? undefined : readPem(file, read));
  return { ...omitUndefined({ ca: pemIn(ca), cert: pemIn(cert), key: pemIn(key) }), verify };
}

export function tlsProblems({ ca, cert, key }: FileTls, read: FileReader): readonly PathProblem[] {
  return [
    ...pemProblems("ca", ca, certificateProblem, read),
    ...pemProblems("cert", cert, certificateProblem, read),
    ...pemProblems("key", key, keyProblem, read),
    ...problemIf(
      cert !== undefined && key === undefined,
      ["tls", "key"],
      "missing; tls.cert needs the file with its private key",
    ),
    ...problemIf(
      key !== undefined && cert === undefined,
      ["tls", "cert"],
      "missing; tls.key needs the file with its certificate",
    ),
  ];
}

function pemProblems(
  name: "ca" | "cert" | "key",
  file: string | undefined,
  problemOf: (pem: string) => string | undefined,
  read: FileReader,
): readonly PathProblem[] {
  if (file === undefined) return [];
  return valueProblems(["tls", name], fileProblem(read(file)) ?? problemOf(readPem(file, read)));
}

function certificateProblem(pem: string): string | undefined {
  return pem.includes("-----BEGIN CERTIFICATE-----") ? undefined : "expected a PEM file with certificates";
}

function keyProblem(pem: string): string | undefined {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    return "expected a private key without a passphrase; remove it with openssl pkey -in FILE -out NEW";
  }
  return /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/.test(pem) ? undefined : "expected a PEM file with a private key";
}

function readPem(file: string, read: FileReader): string {
  return new TextDecoder().decode(bytesOf(read(file)));
}
