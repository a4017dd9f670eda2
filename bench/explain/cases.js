import { readFileSync } from "node:fs";
import { parse } from "yaml";

// Services with one planted fault in the head, and services without any. `expected` says what must be named first.
// `kinds` are the kinds of cause that count as the planted one. `subject` and `request` must match if they are given.
// A case without `expected` must name no cause.
const nodeService = (file, env) => ({
  language: "Node",
  run: ({ node, services }) => `${node} ${services}/node/${file}.js`,
  env,
});
const pythonService = (file, env) => ({
  language: "Python",
  run: ({ python, services }) => `${python} -B ${services}/python/${file}.py`,
  env,
});
const goService = (name) => ({ language: "Go", run: ({ binaries }) => `${binaries}/go-${name}` });
const javaService = (name, options = "") => ({
  language: "Java",
  run: ({ binaries }) => `java ${options} -Dsun.net.httpserver.nodelay=true -cp ${binaries}/java ${name}`,
});
const cService = (name, before = "") => ({ language: "C", run: ({ binaries }) => `${before}exec ${binaries}/${name}` });

/** The address of each arm's database, and the monitor that reads it. */
const database = (base, head = base.replace("base", "head")) => ({
  env: ({ postgres }) => ({ DATABASE_URL: { base: `${postgres}/${base}`, head: `${postgres}/${head}` } }),
  monitors: ({ postgres }) =>
    `{ postgres: { url: { base: "${postgres}/${base}", head: "${postgres}/${head}" }, env: DATABASE_URL } }`,
  needs: ["postgres"],
});
const guide = readFileSync(new URL("../../docs/explain.md", import.meta.url), "utf8");

/** `explain.profile` as docs/explain.md has it below the heading. */
const recipe = (heading) => parse(/```yaml\n(.*?)```/s.exec(guide.split(`### ${heading}\n`)[1])[1]).explain.profile;

export const cases = [
  {
    name: "CPU in one function",
    ...nodeService("cpuFunction"),
    request: "/report",
    other: "/sum",
    expected: { kinds: ["cpu"], subject: /normalizeText/, file: /cpuFunction\.js/ },
  },
  {
    name: "CPU in one function, py-spy",
    ...pythonService("cpuFunction"),
    needs: ["py-spy"],
    profile: recipe("Python"),
    request: "/ranking",
    expected: { kinds: ["cpu"], subject: /rank_pairwise/ },
  },
  {
    name: "CPU in one function, pprof",
    ...goService("cpufunction"),
    profile: recipe("Go"),
    request: "/match",
    expected: { kinds: ["cpu"], subject: /editDistance/ },
  },
  {
    name: "N+1 statements",
    ...pythonService("statements"),
    ...database("plain_base"),
    request: "/orders",
    other: "/categories",
    expected: { kinds: ["database_statements"], subject: /FROM items WHERE order_id/i },
  },
  {
    name: "slow statement, index gone",
    ...nodeService("slowStatement"),
    ...database("noindex_base"),
    isSameCode: true,
    request: "/search",
    other: "/categories",
    expected: { kinds: ["database_slow_statement"], subject: /FROM products WHERE/i },
  },
  {
    name: "slow statement, text changed",
    ...nodeService("slowStatement"),
    ...database("shop_base"),
    request: "/search",
    other: "/categories",
    expected: { kinds: ["database_slow_statement"], subject: /FROM products WHERE lower/i },
  },
  {
    name: "pool of one",
    ...nodeService("poolOfOne"),
    ...database("shop_base"),
    request: "/dashboard",
    expected: { kinds: ["pool_wait"] },
  },
  {
    name: "lock convoy",
    ...javaService("LockConvoy"),
    profile: recipe("Java"),
    request: "/stock",
    expected: { kinds: ["lock_wait"] },
  },
  {
    name: "lock convoy, goroutines",
    ...goService("rates"),
    profile: recipe("Go"),
    rate: 120,
    request: "/rates",
    expected: { kinds: ["lock_wait"], subject: /main\.convert/ },
  },
  {
    name: "row lock in PostgreSQL",
    ...nodeService("rowLock"),
    ...database("shop_base"),
    rate: 80,
    request: "/reserve",
    other: "/categories",
    expected: { kinds: ["database_locks", "lock_wait"] },
  },
  {
    name: "leak",
    ...pythonService("leak"),
    minEffect: "{ memory_growth: 4KiB }",
    request: "/page",
    expected: { kinds: ["memory_leak", "memory"], isOfService: true },
  },
  {
    name: "GC pressure",
    ...nodeService("gcPressure"),
    request: "/prices",
    expected: { kinds: ["gc"], isOfService: true },
  },
  {
    name: "GC pressure, JVM",
    ...javaService("HeapPressure", "-Xmx64m -XX:+UseSerialGC"),
    profile: recipe("Java"),
    request: "/account",
    expected: { kinds: ["gc"], isOfService: true },
  },
  {
    name: "fsync for each request",
    ...cService("fsync"),
    env: ({ temporary }) => ({ JOURNAL: { base: `${temporary}/journal-base`, head: `${temporary}/journal-head` } }),
    request: "/visit",
    expected: { kinds: ["disk"] },
  },
  {
    name: "outbound calls",
    ...nodeService("outboundCalls"),
    env: ({ prices }) => ({ PRICES_URL: { base: prices, head: prices } }),
    needs: ["prices"],
    request: "/basket",
    expected: { kinds: ["outbound_calls"], subject: ({ prices }) => new RegExp(new URL(prices).host) },
  },
  {
    name: "response size",
    ...pythonService("responseSize"),
    request: "/products",
    expected: { kinds: ["response_size"] },
  },
  {
    name: "Redis calls",
    ...goService("rediscalls"),
    env: ({ redis }) => ({ REDIS_ADDRESS: { base: redis.base, head: redis.head } }),
    monitors: ({ redis }) => `{ redis: { base: "redis://${redis.base}", head: "redis://${redis.head}" } }`,
    needs: ["redis"],
    request: "/profile",
    expected: { kinds: ["redis"], subject: /hget\b/i },
  },
  {
    name: "server closes connections",
    ...cService("serverCloses"),
    request: "/page",
    expected: { kinds: ["connections"], isOfService: true },
  },
  {
    name: "database connection for each request",
    ...pythonService("reconnects"),
    ...database("shop_base"),
    request: "/customer",
    expected: { kinds: ["connections"] },
  },
  {
    name: "connection for each call",
    ...pythonService("newConnections"),
    env: ({ prices }) => ({ PRICES_URL: { base: prices, head: prices } }),
    needs: ["prices"],
    request: "/price",
    expected: { kinds: ["connections"], subject: ({ prices }) => new RegExp(new URL(prices).host) },
  },
  {
    name: "files up to the limit",
    language: "Node",
    run: ({ node, services }) => `ulimit -n 120; exec ${node} ${services}/node/openFiles.js`,
    request: "/banner",
    expected: { kinds: ["file_descriptors"] },
  },
  {
    name: "descriptors",
    ...cService("descriptors", "ulimit -n 64; "),
    request: "/page",
    expected: { kinds: ["file_descriptors"] },
  },
  {
    name: "periodic stall",
    ...goService("stall"),
    request: "/north",
    other: "/south",
    expected: { kinds: ["stall", "lock_wait"], isOfService: true },
  },
  {
    name: "one core saturated",
    ...javaService("SingleCore"),
    profile: recipe("Java"),
    request: "/chart",
    expected: { kinds: ["cpu", "event_loop"], bottleneck: "cpu_single_core", isOfService: true },
  },
  {
    name: "work moved to the event loop",
    ...nodeService("movedWork"),
    rate: 120,
    request: "/login",
    expected: { kinds: ["event_loop"], subject: /login/, file: /movedWork\.js/ },
  },
  { name: "healthy", ...nodeService("cpuFunction"), isSameCode: true, request: "/report", other: "/sum" },
  {
    name: "noisy neighbour",
    ...goService("cpufunction"),
    isSameCode: true,
    profile: recipe("Go"),
    disturbance: "neighbour",
    request: "/match",
  },
  {
    name: "throttled runner",
    ...javaService("LockConvoy"),
    isSameCode: true,
    disturbance: "quota",
    needs: ["quota"],
    request: "/stock",
  },
  { name: "renamed function", language: "Node", directories: "renamed", isSameCode: true, request: "/hash" },
].map((each) => ({ other: "/stores", rate: 60, needs: [], ...each }));
