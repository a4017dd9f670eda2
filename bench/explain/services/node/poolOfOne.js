// A dashboard of four statements that run at once. The head's pool has one connection.
import postgres from "postgres";
import { serve } from "./serve.js";

const sql = postgres(process.env.DATABASE_URL, { max: process.env.FAULT ? 1 : 10 });
const tile = (title) => sql`SELECT ${title}::text AS title, pg_sleep(0.004)::text AS done`;

const dashboard = () => Promise.all(["orders", "returns", "visits", "stock"].map(tile));

serve({ "/dashboard": dashboard, "/stores": () => ({ stores: ["north", "south"] }) });
