// Starts `stripe-stateful-mock`, an API that keeps what it is told, on this machine.
//
// In: the folder with `node_modules`; standard input. Out: a line with the port. What always holds: it listens on a free port
// of the loopback address, and ends when standard input does, at the latest after five minutes.

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

// It tells of each request that it refuses, which is what tests ask for.
console.error = () => {};

const require = createRequire(join(resolve(process.argv[2]), 'package.json'));
const { createExpressApp } = require('stripe-stateful-mock');

const server = createServer(createExpressApp());
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

process.stdin.on('end', () => process.exit(0)).resume();
setTimeout(() => process.exit(1), 300_000).unref();
