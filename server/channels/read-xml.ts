/**
 * The fields directly below the root `<xml>` of a message of WeChat's, or nothing where it is anything
 * else. There are no declarations, no DTD, no entities but the five of XML itself and no attributes: what
 * could name a file or grow is refused.
 */
export function readXml(text: string): Map<string, string> | undefined {
  const token = /<(\/?)([A-Za-z_][\w.-]*)>|<!\[CDATA\[([\s\S]*?)\]\]>|([^<]+)/y
  const fields = new Map<string, string>()
  const open: string[] = []
  const source = text.trim()
  let field = ''
  while (token.lastIndex < source.length) {
    const [, slash, name, raw, escaped] = token.exec(source) ?? []
    if (name === undefined) {
      const content = raw ?? unescaped(escaped)
      if (content === undefined || open.length === 0) return undefined
      if (open.length === 2) field += content
    } else if (slash === '') {
      if (open.length === 0 && (name !== 'xml' || token.lastIndex !== '<xml>'.length)) return undefined
      if (open.length === 1) field = ''
      open.push(name)
    } else {
      if (open.pop() !== name) return undefined
      if (open.length === 1) fields.set(name, field)
      if (open.length === 0) return token.lastIndex === source.length ? fields : undefined
    }
  }
  return undefined
}

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'"
}

function unescaped(text: string | undefined): string | undefined {
  const known = /&(?:lt|gt|amp|quot|apos);/g
  return text?.replace(known, '').includes('&')
    ? undefined
    : text?.replace(known, (entity) => entities[entity] ?? '')
}
