/**
 * People paste the address of a page, or leave out the scheme; what counts is its origin. Whoever builds a
 * page has no https on their own machine.
 */
export function originOf(typed: string): string {
  const given = typed.trim()
  const address = /^https?:\/\//i.test(given) ? given : `${isOwnMachine(given) ? 'http' : 'https'}://${given}`
  return URL.canParse(address) ? new URL(address).origin : typed
}

function isOwnMachine(given: string): boolean {
  return /^(([\w-]+\.)*localhost|127(\.\d+){3}|\[::1\])(?![\w.-])/i.test(given)
}
