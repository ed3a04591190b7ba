import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Starts Chromium: the one that `CHROMIUM` names, else the system's, else the one that playwright has installed. */
export function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? installed.find((path) => existsSync(path))
  return chromium.launch({ ...(executablePath && { executablePath }), args: quiet })
}

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]
