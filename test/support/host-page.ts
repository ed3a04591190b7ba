import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Host = { origin: string; close: () => Promise<void> }
export type HostPage = { html: string; headers?: Record<string, string> }

/**
 * A stranger's site on an origin of its own. `pages` is looked at for every request, so a test may change
 * its mind.
 */
export async function startHost(pages: () => HostPage): Promise<Host> {
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') return response.writeHead(204).end()
    const { html, headers } = pages()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    // An HTTP server that listens has an address with a port.
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections()))
  }
}

/** A page with some text, our tag, and what a test adds. */
export function pageWith(tag: string, { head = '', body = '', html = 'lang="en"' } = {}): string {
  return `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>A shop</title>${head}${tag}</head><body><main><h1>Your order</h1><p>It is on its way.</p>${body}</main></body></html>`
}
