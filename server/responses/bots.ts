import { isbot } from 'isbot'

/** Programs that people and their systems call us with: they neither preview nor crawl. */
const clients =
  /^(node|undici|axios|got|curl|wget|httpie|postman|insomnia|python|go-http|okhttp|java|apache-httpclient|ruby|php|guzzle|dart|playwright)/i

/**
 * Whether a user agent belongs to a program that fetches links to preview, scan or crawl. A browser without
 * a window is not among them: it may be a person's assistive tool, and whether a person answers is decided
 * by what they do on the page.
 */
export function isBot(userAgent = ''): boolean {
  return !clients.test(userAgent) && isbot(userAgent.replace('HeadlessChrome', 'Chrome'))
}
