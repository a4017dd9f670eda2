"""A list of products. The head adds the description and all pictures to each product."""
import json
import os

from serve import serve

products = [{"id": number, "name": f"product {number}"} for number in range(300)]
detailed = [{**product, "text": "long " * 200, "pictures": ["a" * 400] * 4} for product in products]
plain_bytes, detailed_bytes = json.dumps(products).encode(), json.dumps(detailed).encode()


serve({
    "/products": lambda: detailed_bytes if os.environ["FAULT"] else plain_bytes,
    "/stores": lambda: b'["north", "south"]',
})
