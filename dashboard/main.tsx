import type { ComponentType } from 'preact'
import { render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { SignIn } from './account/sign-in-page'
import { followLinks, useAddress } from './app/address'
import { Refusal } from './app/api'
import { Agents } from './figures/agents/page'
import { Channels } from './figures/channels/page'
import { Handlers } from './figures/handlers/page'
import { Reasons } from './figures/reasons/page'
import { Service } from './figures/service/page'
import { Severity } from './figures/severity/page'
import { Surveys } from './figures/surveys/page'
import { HeatMaps } from './figures/topics/heat-map-page'
import { Topics } from './figures/topics/page'
import { Response } from './funnel/page'
import { Overview } from './overview/page'
import { Answers } from './responses/page'
import { AnswerPage } from './responses/response-page'
import { Failed, Nowhere, Pending } from './ui/loading'
import { Title } from './ui/title'
import { Start } from './welcome/start'
import { language, loadSettingUp, words } from './words'
import './styles/base.css'
import './styles/forms.css'
import './styles/frame.css'
import './styles/figures.css'
import './styles/pages.css'
import './styles/tables.css'
import './styles/answers.css'
import './styles/manage.css'
import './styles/names.css'
import './styles/import.css'
import './styles/welcome.css'
import './styles/builder.css'
import './styles/connectors.css'
import './styles/plans.css'
import './styles/follow-ups.css'
import './styles/response.css'
import './styles/invitations.css'
import './styles/account.css'
import './styles/print.css'
import type { PageProps } from './app/page'

const pages: readonly (readonly [path: string, page: ComponentType<PageProps>])[] = [
  ['/', Start],
  ['/sign-in', SignIn],
  ['/set-up', managed('SetUp')],
  ['/join', managed('Join')],
  ['/forgot', managed('Forgot')],
  ['/reset', managed('Reset')],
  ['/prove', managed('Prove')],
  ['/profile', managed('Profile')],
  ['/settings/mail', managed('MailServer')],
  ['/welcome', managed('Welcome')],
  ['/surveys', Surveys],
  ['/sites/:site', Start],
  ['/sites/:site/settings', managed('Settings')],
  ['/sites/:site/hours', managed('Hours')],
  ['/sites/:site/tags', managed('Tags')],
  ['/sites/:site/alerts', managed('Alerts')],
  ['/sites/:site/import', managed('Import')],
  ['/sites/:site/members', managed('Members')],
  ['/sites/:site/audit', managed('Audit')],
  ['/sites/:site/connectors', managed('Connectors')],
  ['/sites/:site/connectors/:connector', managed('Connector')],
  ['/sites/:site/endpoints', managed('Endpoints')],
  ['/sites/:site/endpoints/new', managed('NewEndpoint')],
  ['/sites/:site/endpoints/:endpoint', managed('Endpoint')],
  ['/sites/:site/opt-outs', managed('OptOuts')],
  ['/sites/:site/customers', managed('CustomersData')],
  ['/sites/:site/disputes', managed('Disputes')],
  ['/sites/:site/follow-ups', managed('Inbox')],
  ['/sites/:site/follow-ups/rules', managed('FollowUpRules')],
  ['/sites/:site/follow-ups/:followUp', managed('FollowUp')],
  ['/sites/:site/surveys/new', managed('Builder')],
  ['/sites/:site/surveys/:survey', Overview],
  ['/sites/:site/surveys/:survey/channels', Channels],
  ['/sites/:site/surveys/:survey/topics', Topics],
  ['/sites/:site/surveys/:survey/reasons', Reasons],
  ['/sites/:site/surveys/:survey/severity', Severity],
  ['/sites/:site/surveys/:survey/map', HeatMaps],
  ['/sites/:site/surveys/:survey/agents', Agents],
  ['/sites/:site/surveys/:survey/handlers', Handlers],
  ['/sites/:site/surveys/:survey/service', Service],
  ['/sites/:site/surveys/:survey/answers', Answers],
  ['/sites/:site/surveys/:survey/answers/:answer', AnswerPage],
  ['/sites/:site/surveys/:survey/response', Response],
  ['/sites/:site/surveys/:survey/invitations', managed('Invitations')],
  ['/sites/:site/surveys/:survey/invitations/upload', managed('Upload')],
  ['/sites/:site/surveys/:survey/placements', managed('Placements')],
  ['/sites/:site/surveys/:survey/plans', managed('Plans')],
  ['/sites/:site/surveys/:survey/plans/new', managed('NewPlan')],
  ['/sites/:site/surveys/:survey/plans/:plan', managed('PlanReport')],
  ['/sites/:site/surveys/:survey/plans/:plan/edit', managed('EditPlan')],
  ['/sites/:site/surveys/:survey/edit', managed('Builder')],
  ['/preview', managed('Preview')]
]

type Managing = typeof import('./managing')
let managing: Managing | undefined
let headingAwaited = false

/** Somebody who cannot see the page change hears the heading of the new one, as soon as it is there. */
function focusHeading() {
  const heading = document.querySelector('h1')
  headingAwaited = !heading
  heading?.focus({ preventScroll: true })
}

/** A page that is loaded only when somebody goes there, with all of its kind. */
function managed(name: keyof Managing): ComponentType<PageProps> {
  return function Managed(props) {
    const [at, setAt] = useState<'loading' | 'failed' | 'ready'>(managing ? 'ready' : 'loading')
    useEffect(() => {
      if (at === 'ready' && headingAwaited) focusHeading()
      if (at !== 'loading') return
      // Its words are on their way while it is.
      Promise.all([import('./managing'), loadSettingUp()]).then(
        ([loaded]) => {
          managing = loaded
          setAt('ready')
        },
        () => setAt('failed')
      )
    }, [at])
    const Page = managing?.[name]
    if (Page) return <Page {...props} />
    if (at === 'loading')
      return (
        <main>
          <Pending />
        </main>
      )
    return (
      <main>
        <Title unseen>{words.failed.title}</Title>
        <Failed refusal={new Refusal(0, 'unreachable', '')} retry={() => location.reload()} />
      </main>
    )
  }
}

function Dashboard() {
  const { path, query } = useAddress()
  const arrivedAt = useRef(path)
  useEffect(() => {
    if (arrivedAt.current !== path) focusHeading()
    arrivedAt.current = path
  }, [path])
  for (const [pattern, Page] of pages) {
    const params = paramsOf(pattern, path)
    if (params) return <Page key={path} params={params} query={query} />
  }
  return <Nowhere />
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const names = pattern.split('/')
  const parts = path.replace(/(?<=.)\/$/, '').split('/')
  if (names.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? ''
    if (name.startsWith(':')) params[name.slice(1)] = part
    else if (name !== part) return undefined
  }
  return params
}

document.documentElement.lang = language.tag
document.documentElement.dir = language.direction
followLinks()
render(<Dashboard />, document.body)
