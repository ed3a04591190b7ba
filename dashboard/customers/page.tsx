import type { PageProps } from '../app/page'
import { Frame } from '../shell/frame'
import { SiteTabs } from '../shell/site-tabs'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'
import { Deleting } from './deleting'
import { Keeping } from './keeping'
import { OneCustomer } from './one-customer'

/** What is kept of people: one customer's, for how long, and what can be deleted. Only owners come here. */
export function CustomersData({ params: { site: siteId = '' } }: PageProps) {
  const texts = words.customers
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, surveys, role }) => (
        <div class="settings">
          <SiteTabs siteId={siteId} role={role} current="customers" />
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          {role === 'owner' && (
            <>
              <OneCustomer site={site} />
              <Keeping site={site} />
              {surveys.map(({ id, name }) => (
                <Deleting
                  key={id}
                  path={`/v1/surveys/${id}`}
                  title={texts.deleteSurvey(name)}
                  text={texts.deleteSurveyText}
                  after={`/sites/${site.id}/settings`}
                />
              ))}
              <Deleting
                path={`/v1/sites/${site.id}`}
                title={texts.deleteSite(site.name)}
                text={texts.deleteSiteText}
                after="/"
              />
              <Deleting
                path="/v1/people/me"
                title={texts.deleteAccount}
                text={texts.deleteAccountText}
                after="/sign-in"
              />
            </>
          )}
        </div>
      )}
    </Frame>
  )
}
