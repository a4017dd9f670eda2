"""Orders with their items from PostgreSQL. The head reads the items of each order by a statement of its own."""
import json
import os
import threading

import psycopg2

from serve import serve

local = threading.local()


def query(statement, *values):
    if not hasattr(local, "connection"):
        local.connection = psycopg2.connect(os.environ["DATABASE_URL"])
        local.connection.autocommit = True
    with local.connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def orders():
    found = query("SELECT id, customer FROM orders ORDER BY id LIMIT 40")
    if os.environ["FAULT"]:
        items = [query("SELECT sku, quantity FROM items WHERE order_id = %s", order) for order, _ in found]
    else:
        items = query("SELECT order_id, sku, quantity FROM items WHERE order_id = ANY(%s)", [order for order, _ in found])
    return json.dumps([found, items]).encode()


serve({"/orders": orders, "/categories": lambda: json.dumps(query("SELECT id, title FROM categories")).encode()})
