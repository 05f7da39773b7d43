// Every call of the vendor's guide on responding to disputes, by the vendor's SDK, unchanged but for the base URL.
//
// In: the folder with `node_modules`, and the URL of a server; a line on standard input, once events go to the port that was told. Out: a line
// with that port, then `done`. What always holds: what is not as the guide has it ends the program with an error.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

setTimeout(() => process.exit(1), 60_000).unref();

const require = createRequire(join(resolve(process.argv[2]), 'package.json'));
const Stripe = require('stripe').default ?? require('stripe');
const base = new URL(process.argv[3]);
const secret = process.argv[4];
const stripe = new Stripe('sk_test_guide', {
  host: base.hostname,
  port: base.port,
  protocol: 'http',
  telemetry: false,
});

// The endpoint: what is not proved by its signature is no event.
const events = [];
const endpoint = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const signature = request.headers['stripe-signature'];
    events.push(stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, secret));
    response.writeHead(200).end();
  } catch (error) {
    console.error(error);
    response.writeHead(400).end();
  }
});
endpoint.listen(0, '127.0.0.1');
await once(endpoint, 'listening');
console.log(endpoint.address().port);
await once(process.stdin, 'data');

const arrived = async (type, id) => {
  const deadline = Date.now() + 20_000;
  const is = (event) => event.type === type && event.data.object.id === id;
  while (!events.some(is)) {
    assert(Date.now() < deadline, `${type} of ${id} did not arrive`);
    await new Promise((ready) => setTimeout(ready, 20));
  }
};

const trigger = async (set) => {
  const body = JSON.stringify({ event: 'charge.dispute.created', set });
  const made = await fetch(new URL('/_mock/trigger', base), { method: 'POST', body });
  return made.json();
};

// Twenty-five disputes, of which one payment has two.
const made = [];
for (let index = 0; index < 25; index += 1) {
  made.push(await trigger(index < 2 ? { payment_intent: 'pi_guide' } : {}));
}
const [first, second] = made;
await arrived('charge.dispute.created', first.id);

const all = [];
for await (const dispute of stripe.disputes.list({ limit: 10 })) all.push(dispute.id);
for (const dispute of made) assert(all.includes(dispute.id));
assert.equal(new Set(all).size, all.length);
const last = await stripe.disputes.list({ limit: 3, ending_before: all[3] });
assert.deepEqual(last.data.map((dispute) => dispute.id), all.slice(0, 3));
const ofPayment = await stripe.disputes.list({ payment_intent: 'pi_guide' });
assert.deepEqual(ofPayment.data.map((dispute) => dispute.id), [second.id, first.id]);

const retrieved = await stripe.disputes.retrieve(first.id, { expand: ['charge'] });
assert.equal(retrieved.status, 'needs_response');
assert.equal(retrieved.charge.object, 'charge');

const evidence = {
  customer_name: 'Jane Austen',
  customer_purchase_ip: '127.0.0.1',
  product_description: 'Widget ABC, color: red',
  shipping_tracking_number: 'Z01234567890',
  uncategorized_text: 'Additional notes and comments',
};
const staged = await stripe.disputes.update(first.id, {
  evidence,
  metadata: { order: '6735' },
  submit: false,
});
assert.equal(staged.evidence.product_description, evidence.product_description);
assert.equal(staged.evidence_details.submission_count, 0);

const file = await stripe.files.create({
  purpose: 'dispute_evidence',
  file: { data: Buffer.from('%PDF-1.4 receipt'), name: 'receipt.pdf', type: 'application/pdf' },
});
assert.equal(file.filename, 'receipt.pdf');
assert.equal((await stripe.files.retrieve(file.id)).size, 16);

await assert.rejects(stripe.disputes.update(first.id, { evidence: { customer_nmae: 'Jane' } }), {
  type: 'StripeInvalidRequestError',
  param: 'evidence[customer_nmae]',
});

// The same request twice is one.
const once_ = { idempotencyKey: 'guide' };
const submitted = await stripe.disputes.update(first.id, { evidence: { receipt: file.id } }, once_);
const again = await stripe.disputes.update(first.id, { evidence: { receipt: file.id } }, once_);
assert.deepEqual(again.evidence_details, submitted.evidence_details);
assert.equal(submitted.status, 'under_review');
assert.equal(submitted.evidence.receipt, file.id);
assert.equal(submitted.evidence.customer_name, 'Jane Austen');
assert.equal(submitted.evidence_details.submission_count, 1);
assert.equal(submitted.metadata.order, '6735');
await arrived('charge.dispute.updated', first.id);

const closed = await stripe.disputes.close(second.id);
assert.equal(closed.status, 'lost');
await arrived('charge.dispute.closed', second.id);
await assert.rejects(stripe.disputes.close(second.id), { type: 'StripeInvalidRequestError' });

endpoint.close();
console.log('done');
process.exit(0);
