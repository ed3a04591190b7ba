import { z } from 'zod'

/** Where in a JSON document something stands (RFC 6901): `/ticket/tags/0`. */
export const jsonPointer = z
  .string()
  .max(200)
  .regex(/^(\/([^~/]|~[01])*)+$/, 'must be a JSON pointer such as “/ticket/id”')

/** What stands there, or undefined. Only what the document itself has is found, nothing of its prototypes. */
export function atPointer(document: unknown, pointer: string): unknown {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
  return names.reduce(itemOf, document)
}

/**
 * The same as text: numbers and truth values are written out, everything else is undefined, as is empty
 * text.
 */
export function textAt(document: unknown, pointer: string): string | undefined {
  const found = atPointer(document, pointer)
  const text =
    typeof found === 'string'
      ? found.trim()
      : typeof found === 'number' || typeof found === 'boolean'
        ? String(found)
        : ''
  return text === '' ? undefined : text
}

function itemOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name] // any object may be read by name
}
