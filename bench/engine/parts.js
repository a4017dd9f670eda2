// What is measured, part by part: which server, which load, and whether generator and server have a core of their own.
export const parts = [
  {
    id: "a",
    title: "Full speed: nginx returning a small body, 50 connections, generator and server on a core each",
    nginx: true,
    mode: { connections: 50 },
  },
  {
    id: "b",
    title: "1,000 requests/s, answered after 5 ms, generator and server on a core each",
    truth: { delayMs: 5 },
    mode: { connections: 50, rate: 1000 },
  },
  {
    id: "b10",
    title: "10,000 requests/s, answered after 5 ms, generator and server on a core each",
    truth: { delayMs: 5 },
    mode: { connections: 100, rate: 10_000 },
  },
  {
    id: "c",
    title: "1,000 requests/s beside a service that takes 0.35 ms of processor time for each, sharing all cores",
    truth: { delayMs: 0, burnMs: 0.35 },
    mode: { connections: 50, rate: 1000 },
    shared: true,
  },
  {
    id: "d",
    title: "1,000 requests/s, answered after 5 ms, but nothing for 200 ms every 5 s",
    truth: { delayMs: 5, stallMs: 200, periodMs: 5000 },
    mode: { connections: 50, rate: 1000 },
    // Two stalls; the figures are those of the stalls, so that one round tells as much as three.
    seconds: 10,
    rounds: 1,
  },
];

/** The latencies in ms that `truth` must show an even load: the same rule as in truth.c. */
export function latenciesOf({ delayMs, stallMs = 0, periodMs = 0 }, rate, seconds) {
  return Array.from({ length: rate * seconds }, (_, n) => {
    const dueMs = (1000 * n) / rate + delayMs;
    const intoMs = dueMs < periodMs / 2 ? stallMs : (dueMs - periodMs / 2) % periodMs;
    return intoMs < stallMs ? delayMs + stallMs - intoMs : delayMs;
  });
}
