const mostDigits = 3

/**
 * With so many digits that a value within the ends of its scale is not written as one of them: 99.6, not
 * 100, and never all where it is not all. One that is nearer than a thousandth stays that far from the end.
 */
export function shortOf(
  value: number,
  { from, to }: { from: number; to: number },
  digits: number
): [value: number, digits: number] {
  const isEnd = (places: number) => [from, to].includes(Number(value.toFixed(places)))
  if (value <= from || value >= to || !isEnd(digits)) return [value, digits]
  for (let places = digits + 1; places <= mostDigits; places++) if (!isEnd(places)) return [value, places]
  const least = 10 ** -mostDigits
  return [value - from < to - value ? from + least : to - least, mostDigits]
}
