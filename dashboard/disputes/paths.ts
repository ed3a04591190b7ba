/** The disputes of a site. */
export function disputesPath(siteId: string): string {
  return `/sites/${siteId}/disputes`
}
