import { useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { Style } from '../../server/contract/terms'
import { navigate } from '../app/address'
import { ask } from '../app/api'
import { CardPreview, Point } from '../ui/card-preview'
import { Form } from '../ui/form'
import { words } from '../words/setting-up'

const styles = ['faces', 'stars', 'numbers'] as const satisfies readonly Style[]

export function SurveyStep({ site }: { site: SiteView }) {
  const [question, setQuestion] = useState(words.welcome.questionUsual)
  const [style, setStyle] = useState<(typeof styles)[number]>('faces')
  const send = async () => {
    const body = {
      site: site.id,
      name: words.welcome.surveyName,
      metric: 'csat',
      style,
      question: { [site.locale]: question },
      state: 'live'
    }
    const survey = await ask<SurveyView>('/v1/surveys', { method: 'POST', body })
    navigate(`/welcome?site=${site.id}&survey=${survey.id}`)
  }
  return (
    <div class="with-preview">
      <Form submit={words.welcome.make} send={send}>
        <div class="field">
          <label for="question">{words.welcome.question}</label>
          <input
            id="question"
            name="question"
            dir="auto"
            required
            maxLength={300}
            value={question}
            onInput={(event) => setQuestion(event.currentTarget.value)}
          />
        </div>
        <fieldset class="field">
          <legend>{words.welcome.style}</legend>
          <div class="style-choices">
            {styles.map((name) => (
              <label key={name} class="choice">
                <input
                  type="radio"
                  name="style"
                  value={name}
                  checked={name === style}
                  onChange={() => setStyle(name)}
                />
                <span class="choice-picture" aria-hidden="true">
                  {[3, 4, 5].map((point) => (
                    <Point key={point} style={name} point={point} chosen={false} />
                  ))}
                </span>
                {words.welcome.styles[name]}
              </label>
            ))}
          </div>
        </fieldset>
      </Form>
      <CardPreview question={question} style={style} />
    </div>
  )
}
