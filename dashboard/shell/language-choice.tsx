import { isLanguage, language, languages, readIn, words } from '../words'

/** The languages that the pages can be read in, each under its own name. */
export function LanguageChoice() {
  const choose = ({ currentTarget: { value } }: { currentTarget: HTMLSelectElement }) =>
    isLanguage(value) && readIn(value)
  return (
    <select
      class="switch language-choice"
      aria-label={words.frame.language}
      value={language.tag}
      onChange={choose}
    >
      {Object.entries(languages).map(([tag, { name }]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  )
}
