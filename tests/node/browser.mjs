// Reference pages in a real browser.
//
// In: the folder of what is installed, a browser, and the folder of the pages. Out: a line for each thing that is wrong, on the standard output; none
// where nothing is. Nothing but files is opened. It gives up by itself after three minutes.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [installed, executablePath, pages] = process.argv.slice(2);
const { chromium } = createRequire(join(installed, 'package.json'))('playwright-core');
const axe = readFileSync(join(installed, 'node_modules/axe-core/axe.min.js'), 'utf8');
const address = (path) => pathToFileURL(join(pages, path)).href;

setTimeout(() => {
  console.log('it hangs');
  process.exit(1);
}, 180_000).unref();

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// As people read them: the pages' own policy holds.
const opened = async (path, options) => {
  const page = await (await browser.newContext(options)).newPage();
  page.on('console', (said) => said.type() === 'error' && console.log(`${path}: ${said.text()}`));
  page.on('pageerror', (error) => console.log(`${path}: ${error}`));
  page.on('request', (request) => !request.url().startsWith('file:') && !request.url().startsWith('data:') && console.log(`${path}: asks for ${request.url()}`));
  await page.goto(address(path), { waitUntil: 'load' });
  return page;
};

const some = [
  'index.html',
  'operations/disputes/update.html',
  'operations/disputes/list.html',
  'objects/Dispute.html',
  'enums/DisputeStatus.html',
  'events/charge.dispute.created.html',
  'guide/errors.html',
];
for (const path of some) {
  for (const width of [1280, 390]) {
    const page = await opened(path, { viewport: { width, height: 844 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) console.log(`${path}: wider than ${width} pixels`);
    await page.context().close();
  }
  for (const colorScheme of ['light', 'dark']) {
    // The checker is put into the page, which its policy forbids.
    const context = await browser.newContext({ colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(address(path), { waitUntil: 'load' });
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
    for (const violation of found) console.log(`${path}, ${colorScheme}: ${violation}`);
    await context.close();
  }
}

// Found and opened by the keyboard alone.
const page = await opened('operations/disputes/update.html');
await page.keyboard.press('/');
await page.keyboard.type('sig');
const first = page.locator('[role=option]').first();
await first.waitFor({ timeout: 20_000 }).catch(() => console.log('the search finds nothing'));
const text = (await first.textContent({ timeout: 5_000 }).catch(() => '')) ?? '';
if (!text.includes('customer_signature')) console.log(`the search for "sig" finds first: ${text}`);
await page.keyboard.press('ArrowDown');
await page.keyboard.press('Enter');
await page.waitForURL(/#.*customer_signature/, { timeout: 20_000 }).catch(() => console.log(`Enter leads to ${page.url()}`));

// Without scripts all of it is there but the search.
const still = await opened('operations/disputes/update.html', { javaScriptEnabled: false });
const body = await still.textContent('main');
if (!body.includes('evidence[customer_signature]')) console.log('without scripts a parameter is missing');
if (await still.isVisible('form[role=search]')) console.log('without scripts there is a search that does nothing');

await browser.close();
