import type { SiteView } from '../../server/contract/sites'
import type { SurveyView, VersionView } from '../../server/contract/surveys'
import { instant } from '../app/format'
import { useResource } from '../app/resource'
import { Bones, Loaded, Section } from '../ui/loading'
import { words } from '../words'

/** What the survey asked so far. Answers stay with the version that they were given to. */
export function Versions({ site, survey }: { site: SiteView; survey: SurveyView }) {
  const versions = useResource<{ rows: VersionView[] }>(`/v1/surveys/${survey.id}/versions`)
  const text = words.builder.versions
  return (
    <Section title={text.title}>
      <p class="hint">{text.hint}</p>
      <Loaded of={versions} skeleton={<Bones widths={[100, 100]} class="bone row" />}>
        {({ rows }) => (
          <ol class="versions">
            {rows.map(({ version, createdAt, question, metric, scale }) => (
              <li key={version}>
                <b>{text.version(version)}</b>
                <span class="versions-what">
                  {Object.entries(question).map(([locale, wording]) => (
                    <span key={locale} lang={locale} dir="auto">
                      {wording}
                    </span>
                  ))}
                </span>
                <span class="faint">
                  {words.builder.question.kinds[metric]},{' '}
                  {words.builder.question.points(scale.min, scale.max, scale.step)}
                </span>
                <time class="faint" dateTime={createdAt}>
                  {instant(createdAt, site.timeZone)}
                </time>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Section>
  )
}
