/**
 * Quantities as people read them: three significant digits, two for percentages, a true minus sign, and a space before
 * the unit.
 */

/** 250 ms, 12.5 s, 3 min 40 s. */
export function formatMs(value: number): string {
  if (value >= 60_000) return formatDuration(value);
  return value >= 10_000 ? `${digits(value / 1000)} s` : `${digits(value)} ms`;
}

/** 40 s, 3 min, 3 min 40 s; from milliseconds. */
export function formatDuration(valueMs: number): string {
  const seconds = Math.round(valueMs / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} s`;
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

/** An age: 35 min, 5 hours, 3.2 days; from milliseconds. */
export function formatAge(valueMs: number): string {
  const hours = valueMs / 3_600_000;
  if (hours >= 48) return plural(Number((hours / 24).toFixed(1)), "day");
  return hours >= 2 ? plural(Math.floor(hours), "hour") : formatDuration(Math.floor(valueMs / 60_000) * 60_000);
}

/** A change with its sign: +31 %, −4.2 %. */
export function formatChange(ratio: number): string {
  return `${formatSignedPoints(ratio)} %`;
}

/** A change in percent, with its sign and without its unit: +31, −4.2. */
export function formatSignedPoints(ratio: number): string {
  return `${ratio > 0 ? "+" : ""}${minus(points(ratio))}`;
}

/** An interval in percent: [24, 39]. */
export function formatInterval([low, high]: readonly [number, number]): string {
  return `[${minus(points(low))}, ${minus(points(high))}]`;
}

export function formatPercent(ratio: number): string {
  return `${minus(points(ratio))} %`;
}

export function formatRate(value: number): string {
  return `${formatNumber(value)}/s`;
}

export function formatBytes(value: number): string {
  const mebibytes = value / 1024 ** 2;
  return mebibytes >= 1024 ? `${digits(mebibytes / 1024)} GiB` : `${digits(mebibytes)} MiB`;
}

export function formatNumber(value: number): string {
  const text = digits(value);
  return text.includes(".") ? text : text.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number without its fraction: −1,234. */
export function formatInteger(value: number): string {
  return minus(String(Math.round(value) || 0).replace(/\B(?=(\d{3})+$)/g, ","));
}

/** A number with its sign and without its fraction: +4,096. */
export function formatSignedInteger(value: number): string {
  return `${value >= 0.5 ? "+" : ""}${formatInteger(value)}`;
}

/** The first seven digits of a commit: 1a2b3c4. */
export const shortSha = (sha: string): string => sha.slice(0, 7);

/** A message without what follows it, such as the end of a log. */
export const firstLine = (text: string): string => text.split("\n", 1)[0] ?? text;

export function plural(n: number, noun: string): string {
  return `${formatNumber(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** A ratio in percent, whole from 10 % on: a third digit of a change is noise. */
const points = (ratio: number): string =>
  Math.abs(ratio) >= 0.1 ? String(Math.round(100 * ratio)) : digits(100 * ratio, 2);

const minus = (text: string): string => text.replace(/^-/, "−");

/** Rounds to significant digits. Numbers from 100 on keep all their whole digits. */
function digits(value: number, significant = 3): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 100) return String(Math.round(value));
  return String(Number(magnitude < 0.0005 ? 0 : value.toPrecision(significant)));
}
