const headerLengthMax = 500

/**
 * The tags of an `Accept-Language` header by their weights, those of equal weight as they came; without
 * those of weight nought.
 */
export function acceptedLanguages(header = ''): string[] {
  const weighed = header
    .slice(0, headerLengthMax)
    .split(',')
    .map((part) => {
      const [tag = '', ...more] = part.split(';').map((one) => one.trim())
      const weight = more.find((one) => /^q\s*=/i.test(one))?.replace(/^q\s*=\s*/i, '')
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
  return weighed
    .filter(({ tag, weight }) => tag !== '' && tag !== '*' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}
