import { languageName, localeOptions } from '../app/regions'
import { words } from '../words'
import { useBuilding } from './fields'

/** Who may not change a survey can neither add nor remove a language. */
type Props = { choose(locale: string): void; add?(locale: string): void; remove?(locale: string): void }

/** Which language is written and shown, and which others there are. */
export function Languages({ choose, add, remove }: Props) {
  const {
    draft: { question },
    locale
  } = useBuilding()
  const text = words.builder.languages
  const mine = Object.keys(question)
  const others = localeOptions().filter(({ value }) => !mine.includes(value))
  return (
    <div class="languages">
      <div class="segments" role="group" aria-label={text.title}>
        {mine.map((one) => (
          <button
            key={one}
            type="button"
            class={one === locale ? 'segment chosen' : 'segment'}
            aria-pressed={one === locale}
            onClick={() => choose(one)}
          >
            {languageName(one)}
          </button>
        ))}
      </div>
      {add && (
        <select
          class="switch"
          aria-label={text.add}
          value=""
          onChange={(event) => add(event.currentTarget.value)}
        >
          <option value="" selected>
            {text.add}
          </option>
          {others.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
      {remove && mine.length > 1 && (
        <button type="button" class="plain" onClick={() => remove(locale)}>
          {text.remove(languageName(locale))}
        </button>
      )}
    </div>
  )
}
