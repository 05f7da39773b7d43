// What arrived at a server, as data.
//
// In: a request of `node:http`, and its body. Out: method, path, pairs or parts, and the headers that matter. What always
// holds: nothing that differs from run to run is in it; a random UUID is written as `{uuid 1}`, the next one of the same
// case as `{uuid 2}`, so that it still shows which are the same.

/** Headers whose values are kept. */
const KEPT = [
  'accept',
  'authorization',
  'content-type',
  'idempotency-key',
  'stripe-account',
  'stripe-context',
  'stripe-version',
  'user-agent',
  'x-custom-trace',
];

/** Headers that hold times, names of the machine, or what escaping decides: only that they came is kept. */
const NOTED = ['content-length', 'x-stripe-client-telemetry', 'x-stripe-client-user-agent'];

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** Names the UUIDs of one case. */
export class Names {
  #known = new Map();

  in(text) {
    return text.replace(UUID, (uuid) => {
      if (!this.#known.has(uuid)) {
        this.#known.set(uuid, `{uuid ${this.#known.size + 1}}`);
      }
      return this.#known.get(uuid);
    });
  }
}

/** A request. A multipart body is given as `parts`, any other one as pairs. */
export function arrived(request, body, names) {
  const [path, query = ''] = request.url.split(/\?(.*)/s);
  const type = request.headers['content-type'] ?? '';
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(type)?.[1];
  return {
    method: request.method,
    path,
    path_segments: path.split('/').slice(1).map(decodeURIComponent),
    query: pairs(query),
    body: boundary === undefined ? pairs(body.toString('utf8')) : null,
    ...(boundary === undefined ? {} : { parts: parts(body, boundary) }),
    headers: headers(request, names),
  };
}

function headers(request, names) {
  const kept = {};
  for (const name of KEPT) {
    const value = request.headers[name];
    if (value !== undefined) kept[name] = names.in(value);
  }
  for (const name of NOTED) {
    if (name in request.headers) kept[name] = '{present}';
  }
  return kept;
}

/** The pairs of a form, in order. */
function pairs(form) {
  return [...new URLSearchParams(form)];
}

/** The parts of a multipart body: the lines of their headers, and their contents, a byte a character. */
function parts(body, boundary) {
  const pieces = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
  const last = pieces.pop();
  if (pieces.shift() !== '' || last !== '--\r\n') throw new Error('not a multipart body');
  return pieces.map((piece) => {
    const [, head, contents] = /^\r\n(.*?)\r\n\r\n(.*)$/s.exec(piece);
    const lines = Buffer.from(head, 'latin1').toString('utf8').split('\r\n');
    return { headers: lines, contents };
  });
}
