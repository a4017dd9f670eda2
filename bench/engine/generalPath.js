// Preloaded (node --import), in every thread: Loadgate takes its general path, undici, where it would take the fast one.
import { registerHooks } from "node:module";

const choice = "!http2 && ";

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith("/src/load/clients.ts")) return loaded;
    const source = loaded.source.toString();
    if (!source.includes(choice))
      throw new Error("clients.ts chooses in another way than bench/engine/generalPath.js thinks");
    return { ...loaded, source: source.replace(choice, "false && ") };
  },
});
