// A search in PostgreSQL. The head's database may lack the index. With FAULT, the head's statement cannot use it.
import postgres from "postgres";
import { serve } from "./serve.js";

const sql = postgres(process.env.DATABASE_URL, { max: 8 });

function search() {
  const sku = `sku-${Math.floor(Math.random() * 60_000)}`;
  if (process.env.FAULT) return sql`SELECT id, name FROM products WHERE lower(sku) = ${sku}`;
  return sql`SELECT id, name FROM products WHERE sku = ${sku}`;
}

serve({ "/search": search, "/categories": () => sql`SELECT id, title FROM categories ORDER BY id` });
