declare module "jstat" {
  /**
   * The parts of jStat that the tests compare with. Its continued fraction stops at 3e-7, which limits its accuracy.
   */
  const jStat: {
    ibeta(x: number, a: number, b: number): number;
    readonly normal: {
      cdf(z: number, mean: number, sd: number): number;
      inv(p: number, mean: number, sd: number): number;
    };
    readonly chisquare: { cdf(x: number, df: number): number };
    readonly studentt: { cdf(t: number, df: number): number; inv(p: number, df: number): number };
    readonly binomial: { cdf(k: number, n: number, p: number): number };
    readonly beta: { inv(p: number, a: number, b: number): number };
  };
  export = jStat;
}
