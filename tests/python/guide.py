"""Every call of the vendor's guide on responding to disputes, by the vendor's SDK, unchanged but for the base URL.

In: the URL of a server and the secret of the endpoint; a line on standard input, once events go to the port that was told. Out: a line
with that port, then `done`. What always holds: what is not as the guide has it ends the program with an error.
"""

import io
import json
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import stripe

base, secret = sys.argv[1], sys.argv[2]
stripe.api_key = "sk_test_guide"
stripe.api_base = base
stripe.upload_api_base = base
stripe.enable_telemetry = False
stripe.max_network_retries = 2

# The endpoint: what is not proved by its signature is no event.
events = []


class Endpoint(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        signature = self.headers["stripe-signature"]
        try:
            events.append(stripe.Webhook.construct_event(body, signature, secret))
            self.send_response(200)
        except (ValueError, stripe.SignatureVerificationError) as error:
            print(error, file=sys.stderr)
            self.send_response(400)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


endpoint = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
threading.Thread(target=endpoint.serve_forever, daemon=True).start()
print(endpoint.server_address[1], flush=True)
sys.stdin.readline()


def arrived(kind, dispute):
    deadline = time.monotonic() + 20
    while not any(event.type == kind and event.data.object.id == dispute for event in events):
        assert time.monotonic() < deadline, f"{kind} of {dispute} did not arrive"
        time.sleep(0.02)


def trigger(**members):
    body = json.dumps({"event": "charge.dispute.created", "set": members}).encode()
    with urllib.request.urlopen(f"{base}/_mock/trigger", body) as made:
        return json.load(made)["id"]


# Twenty-five disputes, of which one payment has two.
made = [trigger(**({"payment_intent": "pi_guide"} if index < 2 else {})) for index in range(25)]
first, second = made[:2]
arrived("charge.dispute.created", first)

found = [dispute.id for dispute in stripe.Dispute.list(limit=10).auto_paging_iter()]
assert set(made) <= set(found) and len(set(found)) == len(found), found
before = stripe.Dispute.list(limit=3, ending_before=found[3])
assert [dispute.id for dispute in before.data] == found[:3]
of_payment = stripe.Dispute.list(payment_intent="pi_guide")
assert [dispute.id for dispute in of_payment.data] == [second, first]

retrieved = stripe.Dispute.retrieve(first, expand=["charge"])
assert retrieved.status == "needs_response"
assert retrieved.charge.object == "charge"

evidence = {
    "customer_name": "Jane Austen",
    "customer_purchase_ip": "127.0.0.1",
    "product_description": "Widget ABC, color: red",
    "shipping_tracking_number": "Z01234567890",
    "uncategorized_text": "Additional notes and comments",
}
staged = stripe.Dispute.modify(first, evidence=evidence, metadata={"order": "6735"}, submit=False)
assert staged.evidence.product_description == evidence["product_description"]
assert staged.evidence_details.submission_count == 0

receipt = io.BytesIO(b"%PDF-1.4 receipt")
receipt.name = "receipt.pdf"
file = stripe.File.create(purpose="dispute_evidence", file=receipt)
assert file.filename == "receipt.pdf", file
assert stripe.File.retrieve(file.id).size == 16

try:
    stripe.Dispute.modify(first, evidence={"customer_nmae": "Jane"})
    raise AssertionError("an unknown parameter was taken")
except stripe.InvalidRequestError as error:
    assert error.param == "evidence[customer_nmae]", error.param

# The same request twice is one.
key = {"idempotency_key": "guide"}
submitted = stripe.Dispute.modify(first, evidence={"receipt": file.id}, **key)
again = stripe.Dispute.modify(first, evidence={"receipt": file.id}, **key)
assert again.evidence_details == submitted.evidence_details
assert submitted.status == "under_review"
assert submitted.evidence.receipt == file.id
assert submitted.evidence.customer_name == "Jane Austen"
assert submitted.evidence_details.submission_count == 1
assert submitted.metadata["order"] == "6735"
arrived("charge.dispute.updated", first)

closed = stripe.Dispute.close(second)
assert closed.status == "lost"
arrived("charge.dispute.closed", second)
try:
    stripe.Dispute.close(second)
    raise AssertionError("a lost dispute was closed")
except stripe.InvalidRequestError:
    pass

print("done")
