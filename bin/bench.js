#!/usr/bin/env node
import { findBrowser, installBrowser } from './browser.js'
import { makeReady } from './ready.js'

const log = (line) => console.error(line)
// `npm run bench` measures everything; `npm run bench widget` a part of it; `npm run bench scale 10000000`
// with so many answers.
const parts = ['server', 'scale', 'dashboard', 'widget']
const [part, ...numbers] = process.argv.slice(2)
const counts = numbers.length > 0 ? numbers.map(Number) : [1_000_000]
if (part && !parts.includes(part)) {
  console.error(`There is no part “${part}”. Parts: ${parts.join(', ')}.`)
  process.exit(2)
}
if (!counts.every((count) => Number.isInteger(count) && count >= 1_000)) {
  console.error('Numbers of answers are whole and at least 1000: npm run bench scale 1000000 10000000')
  process.exit(2)
}
makeReady({ log })
if (part !== 'server' && part !== 'scale' && !findBrowser()) installBrowser({ log })
const { bench } = await import('../test/bench/bench.js')
await bench({ part, counts, log, print: (line) => console.log(line) })
