#!/usr/bin/env node
import { findBrowser, installBrowser } from './browser.js'
import { makeReady } from './ready.js'

const log = (line) => console.error(line)
// `npm run bench` measures everything; `npm run bench widget` or `npm run bench server` a part of it.
const [part] = process.argv.slice(2)
if (part && !['widget', 'dashboard', 'server'].includes(part)) {
  console.error(`There is no part “${part}”. Parts: widget, dashboard, server.`)
  process.exit(2)
}
makeReady({ log })
if (part !== 'server' && !findBrowser()) installBrowser({ log })
const { bench } = await import('../test/bench/bench.js')
await bench({ part, log, print: (line) => console.log(line) })
