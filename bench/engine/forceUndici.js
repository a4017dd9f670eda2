// Makes Loadgate use its general HTTP client, undici, where it would use the fast one. Load it with node --import: it
// then applies to every thread.
import { registerHooks } from "node:module";

const condition = 'origin.startsWith("https:") ?';

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith("/src/load/http/createClient.ts")) return loaded;
    const source = loaded.source.toString();
    if (!source.includes(condition))
      throw new Error(
        `createClient.ts: expected the condition ${condition}, got none: adapt bench/engine/forceUndici.js`,
      );
    return { ...loaded, source: source.replace(condition, "true ?") };
  },
});
