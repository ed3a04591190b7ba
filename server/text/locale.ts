/** `pt_br` and `pt-BR` are one language to us. */
export function localeOf(sent: string) {
  return sent.replaceAll('_', '-')
}
