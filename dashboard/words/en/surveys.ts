/** Several surveys at once. */
export const surveys = {
  title: 'All surveys',
  lead: 'Every survey that you may see; what needs attention comes first. The changes are judged together, so that among many surveys few are called better or worse by chance.',
  none: 'There is no survey yet.',
  table: (before: string) => `Each survey, compared with ${before}`,
  leftOut: (value: number) => `${value} more surveys, the oldest, are not shown.`,
  lessIsBetter: 'less is better'
}
