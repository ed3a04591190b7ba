import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { run } from './ready.js'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe'
]

/** A browser that does what it is told and asks nobody else anything. */
export const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

/** The Chromium that the tests use: the one that CHROMIUM names, one found on this machine, or Playwright's own. */
export function findBrowser() {
  return [process.env.CHROMIUM, ...places, playwrightsOwn()].find((path) => path && existsSync(path))
}

/** Installs a browser: from Debian where apt-get may be used, elsewhere the one that Playwright downloads. */
export function installBrowser({ log }) {
  log('Installing a browser for the tests …')
  const isRoot = process.getuid?.() === 0
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], environment)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core', 'fonts-noto-cjk'], environment)
  } else {
    run(process.execPath, [join(dirname(playwright().resolve('playwright-core/package.json')), 'cli.js'), 'install', 'chromium-headless-shell'])
  }
}

function playwrightsOwn() {
  try {
    return playwright()('playwright-core').chromium.executablePath()
  } catch {
    return undefined
  }
}

function playwright() {
  return createRequire(import.meta.url)
}
