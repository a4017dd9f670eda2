/** Quantities as people read them: three significant digits, two for percentages, a true minus, a space before the unit. */

export function ms(value: number): string {
  if (value >= 60_000) return `${minutes(value)}`;
  return value >= 10_000 ? `${digits(value / 1000)} s` : `${digits(value)} ms`;
}

/** A length of time, such as 3 min 40 s. */
export function minutes(valueMs: number): string {
  const seconds = Math.round(valueMs / 1000);
  const whole = Math.floor(seconds / 60);
  if (whole === 0) return `${seconds} s`;
  return seconds % 60 === 0 ? `${whole} min` : `${whole} min ${seconds % 60} s`;
}

/** How old something is: 35 min, 5 hours, 3.2 days. */
export function days(valueMs: number): string {
  const hours = valueMs / 3_600_000;
  if (hours >= 48) return plural(Number((hours / 24).toFixed(1)), "day");
  return hours >= 2 ? plural(Math.floor(hours), "hour") : minutes(Math.floor(valueMs / 60_000) * 60_000);
}

/** A change that may be either way: +31 %, −4.2 %. */
export function change(ratio: number): string {
  return `${signed(ratio)} %`;
}

/** The same without its unit: +31, −4.2. */
export function signed(ratio: number): string {
  return `${ratio > 0 ? "+" : ""}${minus(points(ratio))}`;
}

/** [24, 39], in percent. */
export function interval([low, high]: readonly [number, number]): string {
  return `[${minus(points(low))}, ${minus(points(high))}]`;
}

export function percent(ratio: number): string {
  return `${minus(points(ratio))} %`;
}

export function perSec(value: number): string {
  return `${grouped(value)}/s`;
}

export function bytes(value: number): string {
  const mebibytes = value / 1024 ** 2;
  return mebibytes >= 1024 ? `${digits(mebibytes / 1024)} GiB` : `${digits(mebibytes)} MiB`;
}

export function grouped(value: number): string {
  const text = digits(value);
  return text.includes(".") ? text : text.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Without a fraction: −1,234. */
export function whole(value: number): string {
  return minus(String(Math.round(value) || 0).replace(/\B(?=(\d{3})+$)/g, ","));
}

/** The same with its sign: +4,096. */
export function signedWhole(value: number): string {
  return `${value >= 0.5 ? "+" : ""}${whole(value)}`;
}

/** The commit as people name it: 1a2b3c4. */
export const shortSha = (sha: string): string => sha.slice(0, 7);

/** Of a message and what goes with it, such as the tail of a log. */
export const firstLine = (text: string): string => text.split("\n", 1)[0] ?? text;

export function plural(n: number, noun: string): string {
  return `${grouped(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** Percent, whole from 10 on: a third digit of a change is noise. */
const points = (ratio: number): string =>
  Math.abs(ratio) >= 0.1 ? String(Math.round(100 * ratio)) : digits(100 * ratio, 2);

const minus = (text: string): string => text.replace(/^-/, "−");

/** As many significant digits as that, whole numbers never cut. */
function digits(value: number, significant = 3): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 100) return String(Math.round(value));
  return String(Number(magnitude < 0.0005 ? 0 : value.toPrecision(significant)));
}
