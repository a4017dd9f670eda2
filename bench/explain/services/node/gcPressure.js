// Prices of a catalogue. The head copies the catalogue for each request and keeps the newest copies for a history.
import { serve } from "./serve.js";

const catalogue = Array.from({ length: 20_000 }, (_, id) => ({ id, price: id * 1.5 }));
const history = [];

function snapshotCatalogue() {
  return catalogue.map(({ id, price }) => ({ id, price, tags: [id] }));
}

function prices() {
  if (process.env.FAULT) {
    history.push(snapshotCatalogue());
    if (history.length > 12) history.shift();
  }
  let sum = 0;
  for (const { price } of catalogue) sum += price;
  return { mean: sum / catalogue.length };
}

serve({ "/prices": prices, "/stores": () => ({ stores: ["north", "south"] }) });
