// The parts of the benchmark: which server, which load, and whether generator and server have separate cores.
export const parts = [
  {
    id: "a",
    title: "Full speed: nginx with a small body, 50 connections, generator and server on separate cores",
    nginx: true,
    mode: { connections: 50 },
  },
  {
    id: "b",
    title: "1,000 requests/s, response after 5 ms, generator and server on separate cores",
    truth: { delayMs: 5 },
    mode: { connections: 50, rate: 1000 },
  },
  {
    id: "b10",
    title: "10,000 requests/s, response after 5 ms, generator and server on separate cores",
    truth: { delayMs: 5 },
    mode: { connections: 100, rate: 10_000 },
  },
  {
    id: "c",
    title: "1,000 requests/s to a service that uses 0.35 ms of CPU time per request, all cores shared",
    truth: { delayMs: 0, burnMs: 0.35 },
    mode: { connections: 50, rate: 1000 },
    shared: true,
  },
  {
    id: "d",
    title: "1,000 requests/s, response after 5 ms, with a stall of 200 ms every 5 s",
    truth: { delayMs: 5, stallMs: 200, periodMs: 5000 },
    mode: { connections: 50, rate: 1000 },
    // Ten seconds contain two stalls. The stalls decide the figures, so one round is enough.
    seconds: 10,
    rounds: 1,
  },
];

/** The latencies in ms that `truth.c` gives an even load. Uses the same rule as truth.c. */
export function latenciesOf({ delayMs, stallMs = 0, periodMs = 0 }, rate, seconds) {
  return Array.from({ length: rate * seconds }, (_, n) => {
    const dueMs = (1000 * n) / rate + delayMs;
    const intoMs = dueMs < periodMs / 2 ? stallMs : (dueMs - periodMs / 2) % periodMs;
    return intoMs < stallMs ? delayMs + stallMs - intoMs : delayMs;
  });
}
