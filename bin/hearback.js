#!/usr/bin/env node
import { makeReady } from './ready.js'

// Node alone must be enough on a fresh clone: whatever is missing is installed and built before the command
// runs.
makeReady({ log: (line) => console.error(line), forTests: false })
const { main } = await import('../dist/server/main.js')
process.exitCode = await main(process.argv.slice(2), process.env)
