// Reserves stock in PostgreSQL. The head keeps its row locked while it works. Everyone waits for the same row.
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { serve } from "./serve.js";

const sql = postgres(process.env.DATABASE_URL, { max: 20 });

async function reserve() {
  if (!process.env.FAULT) {
    await sql`UPDATE stock SET reserved = reserved + 1 WHERE id = 1`;
    await sleep(15);
    return "reserved";
  }
  await sql.begin(async (transaction) => {
    await transaction`UPDATE stock SET reserved = reserved + 1 WHERE id = 1`;
    await sleep(15);
  });
  return "reserved";
}

serve({ "/reserve": reserve, "/categories": () => sql`SELECT id, title FROM categories ORDER BY id` });
