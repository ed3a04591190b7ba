#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser, installBrowser } from './browser.js'
import { makeReady } from './ready.js'

const log = (line) => console.error(line)
makeReady({ log })
if (!findBrowser()) installBrowser({ log })
const { measurePeers } = await import('../test/bench/peers.js')
const folder = mkdtempSync(join(tmpdir(), 'hearback-peers-'))
try {
  await measurePeers({ folder, log, print: (line) => console.log(line) })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
