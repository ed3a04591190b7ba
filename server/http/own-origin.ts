/**
 * Whether a browser sent this change from a page that is not ours: then the session cookie that came along
 * does not speak for the person. SameSite=Lax alone lets a sibling such as shop.example.com act on
 * surveys.example.com. Programs send neither header; reading is safe, since no other origin may see the
 * answer.
 */
export function isFromElsewhere(request: Request, publicUrl: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('origin')
  if (origin === null || origin === new URL(publicUrl).origin) return false
  // The dashboard may be open under another name of this machine than PUBLIC_URL, such as 127.0.0.1.
  return !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host
}

/** The headers of a request, without the cookie where a foreign page sent it. */
export function ownHeaders(request: Request, publicUrl: string): Headers {
  if (!isFromElsewhere(request, publicUrl)) return request.headers
  const headers = new Headers(request.headers)
  headers.delete('cookie')
  return headers
}
