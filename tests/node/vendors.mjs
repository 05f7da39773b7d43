// Records what the SDKs of two other vendors send: one with Basic, forms and list parameters, one with JSON inside of forms.
//
// In: the folder with `node_modules`, and the file to write. Out: that file: for each call what arrived at a server on this machine.
// What always holds: the same versions give the same bytes; nothing but this machine is asked; a minute is the most it takes.

import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [installed, out] = process.argv.slice(2);
for (const name of Object.keys(process.env)) if (/twilio|slack|proxy/i.test(name)) delete process.env[name];
const require = createRequire(join(resolve(installed), 'package.json'));
const twilio = require('twilio');
const { WebClient } = require('@slack/web-api');

let requests = [];
const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [path, query = ''] = request.url.split(/\?(.*)/s);
    requests.push({
      method: request.method,
      path: decodeURIComponent(path),
      query: [...new URLSearchParams(query)],
      body: [...new URLSearchParams(Buffer.concat(chunks).toString('utf8'))],
      content_type: request.headers['content-type'] ?? null,
      authorization: request.headers.authorization ?? null,
    });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"ok":true}');
  });
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const here = `http://127.0.0.1:${server.address().port}`;

class Redirected extends twilio.RequestClient {
  request(options) {
    return super.request({ ...options, uri: options.uri.replace(/^https:\/\/[^/]+/, here) });
  }
}
const account = `AC${'0'.repeat(32)}`;
const t = twilio(account, 'token_wire', { httpClient: new Redirected() });
const s = new WebClient('xoxb-wire', { slackApiUrl: `${here}/api/`, retryConfig: { retries: 0 } });
const [sid, call, queue] = ['SM', 'CA', 'QU'].map((kind) => kind + '1'.repeat(32));
const day = new Date(Date.UTC(2026, 0, 2));

const TWILIO = {
  message: () => t.messages.create({ to: '+15550001', from: '+15550002', body: 'a b&c=ü' }),
  message_with_lists: () => t.messages.create({ to: '+15550001', from: '+15550002', mediaUrl: ['https://example.com/a', 'https://example.com/b'], persistentAction: ['geo:1,2'] }),
  message_scheduled: () => t.messages.create({ to: '+15550001', messagingServiceSid: 'MG1', scheduleType: 'fixed', sendAt: day, shortenUrls: true }),
  message_fetch: () => t.messages(sid).fetch(),
  message_update: () => t.messages(sid).update({ body: '' }),
  message_remove: () => t.messages(sid).remove(),
  messages: () => t.messages.page({ to: '+15550001', dateSentAfter: day, pageSize: 5 }),
  messages_of_a_day: () => t.messages.page({ dateSent: day }),
  call: () => t.calls.create({ to: '+15550001', from: '+15550002', url: 'https://example.com/v', statusCallbackEvent: ['initiated', 'answered'], record: true, timeout: 20 }),
  call_update: () => t.calls(call).update({ status: 'completed' }),
  calls: () => t.calls.page({ status: 'busy', startTimeBefore: day, pageSize: 2 }),
  call_recording: () => t.calls(call).recordings.create({ recordingStatusCallbackEvent: ['completed', 'absent'], trim: 'do-not-trim' }),
  queue: () => t.queues.create({ friendlyName: 'a/b', maxSize: 3 }),
  queue_update: () => t.queues(queue).update({ maxSize: 4 }),
  queues: () => t.queues.page({ pageSize: 1 }),
  address: () => t.addresses.create({ customerName: 'A', street: '1 Rd', city: 'C', region: 'R', postalCode: '1', isoCountry: 'US', autoCorrectAddress: false }),
  addresses: () => t.addresses.page({ customerName: 'A', isoCountry: 'US' }),
  application: () => t.applications.create({ friendlyName: 'A', voiceUrl: 'https://example.com/v', voiceMethod: 'GET', voiceCallerIdLookup: true }),
  key: () => t.newKeys.create({ friendlyName: 'k' }),
  account_update: () => t.api.v2010.accounts(account).update({ friendlyName: 'new', status: 'active' }),
};

const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'a & b' } }];
const SLACK = {
  post: () => s.chat.postMessage({ channel: 'C1', text: 'a b&c=ü' }),
  post_blocks: () => s.chat.postMessage({ channel: 'C1', text: 't', blocks, attachments: [{ text: 'x' }], unfurl_links: false }),
  ephemeral: () => s.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 't', blocks }),
  update: () => s.chat.update({ channel: 'C1', ts: '1.2', text: 't', blocks }),
  delete: () => s.chat.delete({ channel: 'C1', ts: '1.2' }),
  schedule: () => s.chat.scheduleMessage({ channel: 'C1', post_at: 1767312000, text: 't' }),
  unfurl: () => s.chat.unfurl({ channel: 'C1', ts: '1.2', unfurls: { 'https://example.com': { text: 'x' } } }),
  permalink: () => s.chat.getPermalink({ channel: 'C1', message_ts: '1.2' }),
  conversations: () => s.conversations.list({ types: 'public_channel,im', limit: 10, exclude_archived: true }),
  history: () => s.conversations.history({ channel: 'C1', oldest: '1.0', inclusive: true }),
  create: () => s.conversations.create({ name: 'n', is_private: false }),
  invite: () => s.conversations.invite({ channel: 'C1', users: 'U1,U2' }),
  topic: () => s.conversations.setTopic({ channel: 'C1', topic: '' }),
  open: () => s.views.open({ trigger_id: 't.1', view: { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks } }),
  publish: () => s.views.publish({ user_id: 'U1', view: { type: 'home', blocks } }),
  profile: () => s.users.profile.set({ profile: { status_text: 'away', status_emoji: ':x:' } }),
  user: () => s.users.info({ user: 'U1', include_locale: true }),
  react: () => s.reactions.add({ channel: 'C1', name: 'thumbsup', timestamp: '1.2' }),
  pin: () => s.pins.add({ channel: 'C1', timestamp: '1.2' }),
  dialog: () => s.dialog.open({ trigger_id: 't.1', dialog: { callback_id: 'c', title: 'T', elements: [] } }),
};

async function recorded(calls) {
  const all = [];
  for (const [name, send] of Object.entries(calls)) {
    requests = [];
    // What the SDK makes of the answer is not looked at.
    await send().catch(() => {});
    if (requests.length !== 1) throw new Error(`${name}: ${requests.length} requests`);
    all.push({ case: name, ...requests[0] });
  }
  return all;
}

setTimeout(() => { console.error('the recorder takes longer than a minute'); process.exit(1); }, 60_000).unref();
const version = (name) => JSON.parse(readFileSync(join(resolve(installed), 'node_modules', name, 'package.json'), 'utf8')).version;
const recording = {
  sdks: ['twilio', '@slack/web-api'].map((name) => `${name} ${version(name)}`),
  twilio: await recorded(TWILIO),
  slack: await recorded(SLACK),
};
writeFileSync(out, `${JSON.stringify(recording, null, 1)}\n`);
process.exit(0);
