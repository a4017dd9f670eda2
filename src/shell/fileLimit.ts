/** The most files and sockets that this process may have open at once (RLIMIT_NOFILE). Node raises it to the hard limit. */
export function openFileLimit(): number {
  const report: unknown = process.report.getReport();
  const limit = softLimitIn(report);
  if (limit === "unlimited") return Number.POSITIVE_INFINITY;
  return typeof limit === "number" ? limit : smallestDefault;
}

/** Where the system does not tell. No system of today has a smaller default. */
const smallestDefault = 256;

function softLimitIn(report: unknown): unknown {
  const { userLimits } = (report ?? {}) as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } };
  };
  return userLimits?.open_files?.soft;
}
