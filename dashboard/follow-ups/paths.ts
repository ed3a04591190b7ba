/** The inbox of a site, a follow-up in it, and the rules. */
export function inboxPath(siteId: string, ...names: string[]): string {
  return [`/sites/${siteId}/follow-ups`, ...names].join('/')
}
