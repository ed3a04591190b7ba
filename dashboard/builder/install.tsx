import { useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { TestLink } from '../shell/test-link'
import { Copy } from '../ui/copy'
import { Section } from '../ui/loading'
import { words } from '../words'

/** How a survey comes onto a page, into an article, or under somebody's thumb to try it. */
export function Install({ site, survey }: { site: SiteView; survey: SurveyView }) {
  const [trying, setTrying] = useState(false)
  const text = words.builder.install
  return (
    <Section title={text.title}>
      <div class="install">
        <p>{words.settings.tagText}</p>
        <Copy text={site.scriptTag} label={words.settings.tagTitle} />
        <p>{text.inline}</p>
        <Copy text={`<hearback-survey survey="${survey.id}"></hearback-survey>`} label={text.inlineTitle} />
        {survey.state !== 'live' ? (
          <p class="hint">{text.notLive}</p>
        ) : trying ? (
          <TestLink survey={survey} />
        ) : (
          <p>
            <button type="button" class="button" onClick={() => setTrying(true)}>
              {text.test}
            </button>
          </p>
        )}
      </div>
    </Section>
  )
}
