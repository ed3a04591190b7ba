import { isbot } from 'isbot'

/**
 * Whether a user agent belongs to a program that fetches links for previews, scans or crawls. A browser without a window is
 * not among them: it may be a person's assistive tool, and whether a person answers is decided by what they do on the page.
 */
export function isBot(userAgent: string | undefined): boolean {
  return isbot((userAgent ?? '').replace('HeadlessChrome', 'Chrome'))
}
