"""What a shop's server reports with segment-analytics-python: report.py ADDRESS KEY plain|gzip"""

import sys

from segment.analytics import Client

address, key, pressed = sys.argv[1:]
client = Client(key, host=address, gzip=pressed == "gzip", upload_size=100, upload_interval=2, max_retries=5)


def order(name, total):
    products = [{"product_id": "lp-1", "price": 30}]
    return {"order_id": name, "total": total, "currency": "USD", "products": products}


client.track(anonymous_id="b-1", event="Tea Poured")
client.identify("1842", {"email": "ada@quartet.example"}, anonymous_id="b-1")
for cup in range(2):
    client.track("1842", "Tea Poured")
client.page("1842", name="Listening room")
client.screen("1842", name="Turntable")
client.group("1842", "quartet")
client.track(anonymous_id="b-2", event="Tea Poured")
client.alias("b-2", "1842")
client.track("1842", "Order Completed", order("1", 30))
client.track("1842", "Order Completed", order("2", "30,00"))
client.flush()
client.shutdown()
