// Records what the vendor's SDK for Node sends, and what it makes of signed events.
//
// In: the folder with `node_modules`, the folder with the recordings by others, and the file to write. Out: that file: for
// each recorded call what arrived at a server on this machine, and for each recorded event the SDK's verdict. What always
// holds: the same version of the SDK gives the same bytes; nothing but this machine is asked; a minute is the most it takes.

import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';

import { Names, arrived } from './arrived.mjs';
import { answer, answers, input } from './cases.mjs';

const SECRET = 'sk_test_wire';

const [installed, recordings, out] = process.argv.slice(2);
// The SDK looks into the environment and tells the API what it finds there.
for (const name of Object.keys(process.env)) delete process.env[name];
const require = createRequire(join(resolve(installed), 'package.json'));
const Stripe = require('stripe');

/** What the server answers, and what arrived. */
let scene;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const seen = arrived(request, Buffer.concat(chunks), scene.names);
    scene.requests.push(seen);
    const { status, body } = scene.answers.shift() ?? answer(seen.path);
    scene.answered.push({ status, body });
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1' });
    response.end(JSON.stringify(body));
  });
});

function client(given = {}) {
  return new Stripe(SECRET, {
    host: '127.0.0.1',
    port: server.address().port,
    protocol: 'http',
    timeout: 10_000,
    ...(given.stripe_account ? { stripeAccount: given.stripe_account } : {}),
    ...(given.app_info ? { appInfo: given.app_info } : {}),
    ...('telemetry' in given ? { telemetry: given.telemetry } : {}),
  });
}

const OPTIONS = {
  api_key: 'apiKey',
  api_version: 'apiVersion',
  headers: 'headers',
  idempotency_key: 'idempotencyKey',
  stripe_account: 'stripeAccount',
  stripe_context: 'stripeContext',
};

function options(given) {
  const names = Object.entries(given ?? {}).map(([name, value]) => {
    if (!(name in OPTIONS)) throw new Error(`no option ${name}`);
    return [OPTIONS[name], value];
  });
  return Object.fromEntries(names);
}

async function take(most, list) {
  let taken = 0;
  for await (const _ of list) {
    taken += 1;
    if (taken === most) break;
  }
}

function upload({ params, stream }) {
  if (!params.file) return params;
  const data = Buffer.from(params.file.data, 'latin1');
  return { ...params, file: { ...params.file, data: stream ? Readable.from([data]) : data } };
}

const CALLS = {
  list: (stripe, { params }, options) => stripe.disputes.list(params, options),
  autopage: (stripe, { params }, options) => take(Infinity, stripe.disputes.list(params, options)),
  autopage_take3: (stripe, { params }, options) => take(3, stripe.disputes.list(params, options)),
  autopage_take7: (stripe, { params }, options) => take(7, stripe.disputes.list(params, options)),
  retrieve: (stripe, { id, params }, options) => stripe.disputes.retrieve(id, params, options),
  retrieve_twice: async (stripe, { id, params }, options) => {
    await stripe.disputes.retrieve(id, params, options);
    await stripe.disputes.retrieve(id, params, options);
  },
  update: (stripe, { id, params }, options) => stripe.disputes.update(id, params, options),
  close: (stripe, { id, params }, options) => stripe.disputes.close(id, params, options),
  file_upload: (stripe, given, options) => stripe.files.create(upload(given), options),
  file_retrieve: (stripe, { id, params }, options) => stripe.files.retrieve(id, params, options),
  file_list: (stripe, { params }, options) => stripe.files.list(params, options),
};

/** One call. An error is part of the recording, unless it is one of the recorder or of its server. */
async function call(recorded) {
  const name = recorded.case;
  const given = recorded.input ?? input(name);
  if (!(given.op in CALLS)) throw new Error(`${name}: no operation ${given.op}`);
  scene = { answers: answers(name), answered: [], requests: [], names: new Names() };
  let error;
  try {
    await CALLS[given.op](client(given.client), given, options(given.options));
  } catch (caught) {
    if (caught.type === 'StripeConnectionError') throw caught;
    error = caught.constructor.name;
  }
  return {
    case: name,
    ...(recorded.input ? {} : { input: given }),
    requests: scene.requests,
    ...(name.startsWith('page_') ? { pages: scene.answered.map(pageOf) } : {}),
    ...(error === undefined ? {} : { error }),
  };
}

function pageOf({ body }) {
  return { ids: body.data.map(({ id }) => id), has_more: body.has_more };
}

/** The SDK's verdict on a signed event. The words of errors that are not its own are Node's, and differ. */
function verdict(recorded) {
  const { payload, payload_as_bytes, header, secret, now, tolerance } = recorded;
  const body = payload_as_bytes ? Buffer.from(payload) : payload;
  try {
    const event = Stripe.webhooks.constructEvent(
      body, header, secret, tolerance ?? undefined, undefined, now * 1000,
    );
    return { case: recorded.case, ok: true, type: event?.type ?? null };
  } catch (error) {
    const name = error.constructor.name;
    const own = name.startsWith('Stripe') ? { message: error.message } : {};
    return { case: recorded.case, ok: false, class: name, ...own };
  }
}

const read = (name) => JSON.parse(readFileSync(join(recordings, name), 'utf8'));

async function main() {
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const calls = [];
  for (const recorded of read('requests.json')) calls.push(await call(recorded));
  const recording = {
    sdk: `stripe ${Stripe.PACKAGE_VERSION}`,
    api_version: Stripe.API_VERSION,
    requests: calls,
    webhooks: read('webhooks.json').map(verdict),
  };
  writeFileSync(out, `${JSON.stringify(recording, null, 1)}\n`);
}

const late = () => {
  console.error('the recorder takes longer than a minute');
  process.exit(1);
};
setTimeout(late, 60_000).unref();
main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
