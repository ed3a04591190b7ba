import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { findBrowser, quiet } from '../../bin/browser.js'

/**
 * Starts Chromium: the one that `CHROMIUM` names, else the system's, else the one that playwright has
 * installed.
 */
export function launch(): Promise<Browser> {
  const executablePath = findBrowser()
  return chromium.launch({ ...(executablePath && { executablePath }), args: quiet })
}
