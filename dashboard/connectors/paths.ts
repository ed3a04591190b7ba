export function connectorsPath(siteId: string): string {
  return `/sites/${siteId}/connectors`
}
