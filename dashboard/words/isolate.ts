/**
 * A name or an address inside a sentence: in whichever direction it is written, the words around it keep
 * their order.
 */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`
}
