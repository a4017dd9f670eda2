"""A customer from PostgreSQL. The head connects for each request."""
import json
import os
import threading

import psycopg2

from serve import serve

local = threading.local()


def customer():
    if os.environ["FAULT"]:
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
    else:
        if not hasattr(local, "connection"):
            local.connection = psycopg2.connect(os.environ["DATABASE_URL"])
        connection = local.connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, customer FROM orders WHERE id = 7")
        row = cursor.fetchone()
    connection.commit()
    if os.environ["FAULT"]:
        connection.close()
    return json.dumps(row).encode()


serve({"/customer": customer, "/stores": lambda: b'["north", "south"]'})
