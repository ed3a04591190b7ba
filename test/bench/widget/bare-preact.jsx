// The same question by a library that most would take: the floor that the widget is measured against.
import { render } from 'preact'
import { useState } from 'preact/hooks'
import css from './bare.css?inline'

function Question() {
  const [rating, rate] = useState(0)
  return (
    <form>
      <fieldset>
        <legend>How did we do?</legend>
        {['Very bad', 'Bad', 'Okay', 'Good', 'Very good'].map((name, index) => (
          <label>
            <input
              type="radio"
              name="rating"
              value={index + 1}
              checked={rating === index + 1}
              onClick={() => rate(index + 1)}
            />
            {name}
          </label>
        ))}
      </fieldset>
    </form>
  )
}

const host = document.createElement('div')
const root = host.attachShadow({ mode: 'open' })
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)
root.adoptedStyleSheets = [sheet]
render(<Question />, root)
document.documentElement.append(host)
