export function endpointsPath(siteId: string): string {
  return `/sites/${siteId}/endpoints`
}
