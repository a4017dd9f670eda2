// A report over rows. The head normalizes each row's text, again and again.
import { serve } from "./serve.js";

const rows = Array.from({ length: 900 }, (_, id) => ({ id, text: ` Order ${id}: ${"ÄÖÜ ".repeat(12)}` }));

function normalizeText(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
}

function totalLength() {
  let total = 0;
  for (const { text } of rows) total += process.env.FAULT ? normalizeText(text).length : text.length;
  return total;
}

function checksum() {
  let sum = 0;
  for (let n = 0; n < 100_000; n++) sum = (sum * 31 + n) | 0;
  return sum;
}

serve({ "/report": () => ({ total: totalLength(), sum: checksum() }), "/sum": () => ({ sum: checksum() }) });
