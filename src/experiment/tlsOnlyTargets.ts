import type { TargetRecord } from "../load/connectionProblem.ts";
import { speaksTls } from "../service/tlsProbe.ts";

/** The targets that speak TLS, and got plain HTTP. nginx, Apache and Go answer such requests with status 400. */
export async function tlsOnlyTargets<T extends TargetRecord>(targets: readonly T[]): Promise<readonly T[]> {
  const refused = targets.filter(isRefused);
  const speakTls = await Promise.all(refused.map(({ origin }) => speaksTls(addressIn(origin))));
  return refused.filter((_, i) => speakTls[i] === true);
}

/** Why a phase says nothing about any service, and what to do, if all its targets speak TLS and got plain HTTP. */
export function tlsOnlyProblem(origin: string): string {
  return (
    `every request to ${origin} failed: status 400: the server speaks TLS on that port; ` +
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
