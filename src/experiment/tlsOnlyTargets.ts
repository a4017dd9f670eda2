import type { TargetRecord } from "../load/connectionProblem.ts";
import { speaksTls } from "../service/tlsProbe.ts";

/**
 * Why a phase says nothing about any service, and what to do, if all targets speak TLS and got plain HTTP. nginx and
 * Apache answer such requests with status 400.
 */
export async function tlsOnlyProblem(targets: readonly TargetRecord[]): Promise<string | undefined> {
  if (!targets.every(isRefused)) return undefined;
  const speakTls = await Promise.all(targets.map(({ origin }) => speaksTls(addressIn(origin))));
  if (speakTls.includes(false)) return undefined;
  return (
    `every request to ${targets[0]?.origin} failed: status 400: the server speaks TLS on that port; ` +
    "set service.tls: true, or use https:// in its address"
  );
}

function addressIn(origin: string) {
  const { hostname, port } = new URL(origin);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || 80 };
}

function isRefused({ origin, record }: TargetRecord): boolean {
  const outcomes = record.requests.flatMap((request) => Object.keys(request.outcomes));
  return origin.startsWith("http:") && outcomes.length > 0 && outcomes.every((outcome) => outcome === "status 400");
}
