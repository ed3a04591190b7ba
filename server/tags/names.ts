/**
 * Characters that nobody sees: marks of direction, joiners, selectors, soft hyphens, blanks without width,
 * control characters. Tabs and ends of lines are white space and stay.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800]|(?!\s)\p{Cc}/gu
/** The same without the two joiners that say how Persian and Indian words are written: people read these. */
const unread = /(?![\u200c\u200d])(?:[\p{Default_Ignorable_Code_Point}\u2800]|(?!\s)\p{Cc})/gu

/**
 * The key of an agent or a team: as it was sent, but composed, with one space between words and nothing
 * unseen.
 */
export function personKeyOf(sent: string): string {
  return folded(sent.replace(invisible, ''))
}

/** What people read of the name of an agent or a team. */
export function personNameOf(sent: string): string {
  return folded(sent.replace(unread, ''))
}

function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/**
 * What parts words: all but letters, marks, digits and symbols such as tell `c++` from `c#`, and `<-24-h`
 * from `>-24-h`.
 */
const between = /(?:[^\p{L}\p{M}\p{N}\p{Sm}\p{Sc}\p{So}\p{Emoji_Modifier}#%‰@*]|[|~\u2044¦®©℗])+/gu

/**
 * Lower case, words joined by “-”, in any script: “Billing Question” → billing-question, «بلنگ سوال» →
 * بلنگ-سوال. Symbols stay: “> 24 h” → >-24-h. What is made of nothing but marks between words stays as it
 * is, so that no topic is dropped.
 */
export function slugOf(sent: string): string {
  const text = sent.normalize('NFKC').toLowerCase().replace(unread, '')
  const slug = text.replace(between, '-').replace(/^-|-$/g, '')
  return slug === ''
    ? text
        .replace(/[\u200c\u200d]/g, '')
        .trim()
        .replace(/\s+/gu, '-')
    : slug
}

/** The slug as it was made before symbols counted: what is kept from then goes by these. */
export function plainSlugOf(sent: string): string {
  return sent
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}
