import { Copy } from '../parts/copy'
import { Frame } from '../parts/frame'
import { KeySettings } from '../parts/settings-keys'
import { LinkSettings } from '../parts/settings-links'
import { SecretSettings } from '../parts/settings-secret'
import { SiteSettings } from '../parts/settings-site'
import { SiteTabs } from '../parts/site-tabs'
import { Section } from '../parts/states'
import { Title } from '../parts/title'
import { words } from '../words'
import { connectorsPath } from './connectors'
import type { PageProps } from '../main'

/** What stands once for a site: its tag, its addresses, links and keys. Only owners may change the site and its keys. */
export function Settings({ params: { site: siteId = '' } }: PageProps) {
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, surveys, role }) => (
        <div class="settings">
          <SiteTabs siteId={site.id} role={role} current="settings" />
          <Title>{words.settings.title}</Title>
          <Section title={words.settings.tagTitle}>
            <p>{words.settings.tagText}</p>
            <Copy text={site.scriptTag} label={words.settings.tagTitle} />
          </Section>
          {surveys.length > 0 && (
            <Section title={words.settings.surveysTitle}>
              <ul class="keys">
                {surveys.map(({ id, name, state }) => (
                  <li key={id}>
                    <a href={`/sites/${site.id}/surveys/${id}/edit`}><bdi>{name}</bdi></a>
                    <span class="badge">{words.builder.states[state]}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {role === 'owner' && (
            <Section title={words.connectors.title}>
              <p>{words.connectors.lead}</p>
              <p><a class="button" href={connectorsPath(site.id)}>{words.connectors.open}</a></p>
            </Section>
          )}
          {role === 'owner' && (
            <Section title={words.optOuts.title}>
              <p>{words.optOuts.lead}</p>
              <p><a class="button" href={`/sites/${site.id}/opt-outs`}>{words.optOuts.open}</a></p>
            </Section>
          )}
          {surveys.length > 0 && <LinkSettings surveys={surveys} />}
          {role === 'owner' && <SiteSettings site={site} />}
          {role === 'owner' && <SecretSettings site={site} />}
          {role === 'owner' && <KeySettings site={site} />}
          {role === 'owner' && (
            <p class="form-end">
              <a class="button" href={`/sites/${site.id}/surveys/new`}>{words.settings.addSurvey}</a>
              <a class="button" href="/welcome">{words.settings.addSite}</a>
            </p>
          )}
        </div>
      )}
    </Frame>
  )
}
