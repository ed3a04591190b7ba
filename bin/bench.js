#!/usr/bin/env node
import { makeReady } from './ready.js'

makeReady({ log: (line) => console.error(line) })
const { bench } = await import('../test/bench/bench.js')
await bench({ log: (line) => console.error(line), print: (line) => console.log(line) })
