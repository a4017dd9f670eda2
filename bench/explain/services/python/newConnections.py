"""Prices of another service. The base keeps a connection for each thread, the head opens one for each call."""
import http.client
import os
import threading
from urllib.parse import urlparse
from serve import serve

address = urlparse(os.environ["PRICES_URL"]).netloc
local = threading.local()


def price():
    if os.environ["FAULT"] or not hasattr(local, "connection"):
        local.connection = http.client.HTTPConnection(address)
    local.connection.request("GET", "/prices?sku=a")
    body = local.connection.getresponse().read()
    if os.environ["FAULT"]:
        local.connection.close()
    return body


serve({"/price": price, "/stores": lambda: b'["north", "south"]'})
