/** What the pages say of addresses whose pages may send answers, or were refused. */
export const origins = {
  stored: (addresses: string) => `Pages of ${addresses} may send answers.`,
  none: 'No page may send answers yet.',
  change: 'Change the address',
  refusedTitle: 'Pages whose answers are refused',
  refusedText:
    'They carry your script tag, but their address is not on your list. Answers wait in ' +
    'the browsers of your customers for two weeks and arrive once you allow the address.',
  allow: (address: string) => `Allow ${address}`,
  others: (addresses: string) =>
    `Also refused, and of no domain of yours: ${addresses}. If one of them is yours, add it under Settings.`
}
