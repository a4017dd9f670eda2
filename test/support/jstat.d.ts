declare module "jstat" {
  /** As much of jStat as the tests compare with. Its continued fraction stops at 3e-7, which bounds what it can tell. */
  const jStat: {
    ibeta(x: number, a: number, b: number): number;
    readonly normal: {
      cdf(z: number, mean: number, sd: number): number;
      inv(p: number, mean: number, sd: number): number;
    };
    readonly studentt: { cdf(t: number, df: number): number; inv(p: number, df: number): number };
    readonly binomial: { cdf(k: number, n: number, p: number): number };
    readonly beta: { inv(p: number, a: number, b: number): number };
  };
  export = jStat;
}
