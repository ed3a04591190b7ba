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

const firefoxes = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox', 'C:/Program Files/Mozilla Firefox/firefox.exe']
const unattended = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

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

/** Firefox: the one that FIREFOX names, or one found on this machine. */
export function findFirefox() {
  return [process.env.FIREFOX, ...firefoxes].find((path) => path && existsSync(path))
}

/** WebKitGTK's own browser, its driver, and a screen to show it on. */
export function hasWebKit() {
  return ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'].every((path) => existsSync(path))
}

/** Installs the other engines where Debian has them; elsewhere their cases are left out. */
export function installEngines({ log }) {
  const missing = [!findFirefox() && 'firefox-esr', !hasWebKit() && 'webkit2gtk-driver', !hasWebKit() && 'xvfb'].filter(Boolean)
  if (missing.length === 0 || !mayInstall()) return
  log(`Installing ${missing.join(', ')} for the tests …`)
  const { status } = apt('update', '-qq')
  if (status === 0) apt('install', '-y', '-qq', '--no-install-recommends', ...missing)
}

/** Installs a browser: from Debian where apt-get may be used, elsewhere the one that Playwright downloads. */
export function installBrowser({ log }) {
  log('Installing a browser for the tests …')
  if (mayInstall()) {
    run('apt-get', ['update', '-qq'], unattended)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core', 'fonts-noto-cjk'], unattended)
  } else {
    run(process.execPath, [join(dirname(playwright().resolve('playwright-core/package.json')), 'cli.js'), 'install', 'chromium-headless-shell'])
  }
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
}

function apt(...words) {
  return spawnSync('apt-get', words, { stdio: ['ignore', 2, 2], env: unattended })
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
