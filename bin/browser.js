import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { run } from './ready.js'

/**
 * Debian's Chromium without a window: the same engine, and a third less work than the one that draws a
 * window which nobody sees.
 */
const withoutWindow = '/usr/bin/chromium-headless-shell'

const places = [
  withoutWindow,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe'
]

const firefoxes = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:/Program Files/Mozilla Firefox/firefox.exe'
]
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

/**
 * The Chromium that the tests use: the one that CHROMIUM names, one found on this machine, or Playwright's
 * own.
 */
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

/**
 * Installs what makes the tests quicker, and the other engines, where Debian has them; elsewhere the
 * browser at hand runs alone.
 */
export function installEngines({ log }) {
  const wanted = [
    {
      isThere: Boolean(process.env.CHROMIUM) || existsSync(withoutWindow),
      packages: ['chromium-headless-shell']
    },
    { isThere: Boolean(findFirefox()), packages: ['firefox-esr'] },
    { isThere: hasWebKit(), packages: ['webkit2gtk-driver', 'xvfb'] }
  ]
  const missing = wanted.filter(({ isThere }) => !isThere)
  if (missing.length === 0 || !mayInstall()) return
  log(`Installing ${missing.flatMap(({ packages }) => packages).join(', ')} for the tests …`)
  if (apt('update', '-qq').status !== 0) return
  for (const { packages } of missing) install(...packages)
}

/** Installs a browser: from Debian where apt-get may be used, elsewhere the one that Playwright downloads. */
export function installBrowser({ log }) {
  log('Installing a browser for the tests …')
  if (mayInstall()) {
    const fonts = ['fonts-noto-core', 'fonts-noto-cjk']
    apt('update', '-qq')
    const isInstalled = ['chromium-headless-shell', 'chromium'].some(
      (browser) => install(browser, ...fonts).status === 0
    )
    if (!isInstalled) process.exit(1)
  } else {
    run(process.execPath, [
      join(dirname(playwright().resolve('playwright-core/package.json')), 'cli.js'),
      'install',
      'chromium-headless-shell'
    ])
  }
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
}

function install(...packages) {
  return apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
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
