// A basket of six items. The base asks the price service for all prices at once, the head for each price.
import { serve } from "./serve.js";

const prices = process.env.PRICES_URL;
const skus = ["a1", "b2", "c3", "d4", "e5", "f6"];

async function pricesOf(names) {
  const response = await fetch(`${prices}/prices?sku=${names.join(",")}`);
  return await response.json();
}

async function basket() {
  if (!process.env.FAULT) return await pricesOf(skus);
  const found = {};
  for (const sku of skus) Object.assign(found, await pricesOf([sku]));
  return found;
}

serve({ "/basket": basket, "/stores": () => ({ stores: ["north", "south"] }) });
