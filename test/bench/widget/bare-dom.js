// The least that shows the question: what any widget costs, whatever it is made with.
import css from './bare.css?inline'

const host = document.createElement('div')
const root = host.attachShadow({ mode: 'open' })
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)
root.adoptedStyleSheets = [sheet]
const form = root.appendChild(document.createElement('form'))
const set = form.appendChild(document.createElement('fieldset'))
set.appendChild(document.createElement('legend')).textContent = 'How did we do?'
;['Very bad', 'Bad', 'Okay', 'Good', 'Very good'].forEach((name, index) => {
  const label = set.appendChild(document.createElement('label'))
  const input = label.appendChild(document.createElement('input'))
  input.type = 'radio'
  input.name = 'rating'
  input.value = String(index + 1)
  label.append(name)
})
document.documentElement.append(host)
