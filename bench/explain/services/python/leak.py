"""Renders a page. The head keeps every page for an audit that nobody reads."""
import os

from serve import serve

audit = []


def page():
    body = bytearray(os.urandom(64) * 1500)
    if os.environ["FAULT"]:
        audit.append(body)
    return bytes(body[:2000])


serve({"/page": page, "/stores": lambda: b'["north", "south"]'})
