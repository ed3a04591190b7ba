import type { PageProps } from '../app/page'
import { ClaimedSettings } from '../figures/claimed-settings'
import { Frame } from '../shell/frame'
import { BelowNotices } from '../shell/notices'
import { SiteTabs } from '../shell/site-tabs'
import { Copy } from '../ui/copy'
import { Section } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { AttributeSettings } from './attributes/attributes'
import { KeySettings } from './keys'
import { MailLink } from './mail/link'
import { SecretSettings } from './secret'
import { SiteSettings } from './site'

/**
 * What stands once for a site: its tag, its surveys, addresses and keys. Only owners may change the site
 * and its keys.
 */
export function Settings({ params: { site: siteId = '' } }: PageProps) {
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, surveys, role, runsServer }) => (
        <div class="settings">
          <SiteTabs siteId={site.id} role={role} current="settings" />
          <Title>{words.settings.title}</Title>
          <BelowNotices isOwner={role === 'owner'}>
            <Section title={words.settings.tagTitle}>
              <p>{words.settings.tagText}</p>
              <Copy text={site.scriptTag} label={words.settings.tagTitle} />
            </Section>
            <Section title={words.settings.surveysTitle}>
              {surveys.length > 0 && (
                <ul class="keys">
                  {surveys.map(({ id, name, state }) => (
                    <li key={id}>
                      <a href={`/sites/${site.id}/surveys/${id}/edit`}>
                        <bdi>{name}</bdi>
                      </a>
                      <span class="badge">{words.builder.states[state]}</span>
                    </li>
                  ))}
                </ul>
              )}
              {role === 'owner' && (
                <p>
                  <a class="button" href={`/sites/${site.id}/surveys/new`}>
                    {words.settings.addSurvey}
                  </a>
                </p>
              )}
            </Section>
            {role === 'owner' && <SiteSettings site={site} />}
            {role === 'owner' && <AttributeSettings site={site} />}
            {role === 'owner' && <ClaimedSettings site={site} />}
            {role === 'owner' && <SecretSettings site={site} />}
            {role === 'owner' && <KeySettings site={site} />}
            {role === 'owner' && runsServer && <MailLink />}
            {role === 'owner' && (
              <p>
                <a class="button" href="/welcome">
                  {words.settings.addSite}
                </a>
              </p>
            )}
          </BelowNotices>
        </div>
      )}
    </Frame>
  )
}
