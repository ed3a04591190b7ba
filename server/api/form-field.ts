/**
 * A text field of a multipart form of which only the beginning is there; nothing while it is not whole.
 * `type` is the form's content type, which names what stands between its parts (RFC 7578).
 */
export function fieldOf(beginning: Buffer, type: string, name: string): string | undefined {
  const boundary = boundaryOf(type)
  if (boundary === undefined) return undefined
  const between = Buffer.from(`--${boundary}`)
  for (let at = beginning.indexOf(between); at >= 0; ) {
    const headersEnd = beginning.indexOf('\r\n\r\n', at)
    if (headersEnd < 0) return undefined
    const next = beginning.indexOf(between, headersEnd + 4)
    if (next < 0) return undefined
    const headers = beginning.toString('utf8', at, headersEnd)
    if (nameOf(headers) === name && !/;\s*filename\*?=/i.test(headers))
      return beginning.toString('utf8', headersEnd + 4, next - 2)
    at = next
  }
  return undefined
}

function boundaryOf(type: string): string | undefined {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? []
  return quoted ?? bare
}

function nameOf(headers: string): string | undefined {
  const [, quoted, bare] = /; *name=(?:"([^"\r\n]*)"|([^\s;"]+))/i.exec(headers) ?? []
  return quoted ?? bare
}
