import { render } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { followLinks, useAddress } from './address'
import { Nowhere } from './parts/states'
import { Agents } from './pages/agents'
import { AnswerPage } from './pages/answer'
import { Answers } from './pages/answers'
import { Audit } from './pages/audit'
import { Builder } from './pages/builder'
import { Channels } from './pages/channels'
import { Connector } from './pages/connector'
import { Connectors } from './pages/connectors'
import { Forgot } from './pages/forgot'
import { HeatMaps } from './pages/heatmap'
import { Invitations } from './pages/invitations'
import { Import } from './pages/import'
import { Join } from './pages/join'
import { Members } from './pages/members'
import { CustomersData } from './customers/page'
import { OptOuts } from './pages/opt-outs'
import { Overview } from './pages/overview'
import { Placements } from './pages/placements'
import { Preview } from './pages/preview'
import { Profile } from './pages/profile'
import { Prove } from './pages/prove'
import { Reset } from './pages/reset'
import { Response } from './pages/response'
import { Service } from './pages/service'
import { SetUp } from './pages/set-up'
import { Settings } from './pages/settings'
import { SignIn } from './pages/sign-in'
import { Start } from './pages/start'
import { Tags } from './pages/tags'
import { Topics } from './pages/topics'
import { Upload } from './pages/upload'
import { Welcome } from './pages/welcome'
import { language } from './words'
import type { ComponentType } from 'preact'
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
import './styles/response.css'
import './styles/invitations.css'
import './styles/account.css'
import './styles/print.css'

/** What a page is a function of: where the reader is, and what stands at the named places of the path. */
export type PageProps = { params: Readonly<Record<string, string>>; query: URLSearchParams }

const pages: readonly (readonly [path: string, page: ComponentType<PageProps>])[] = [
  ['/', Start],
  ['/sign-in', SignIn],
  ['/set-up', SetUp],
  ['/join', Join],
  ['/forgot', Forgot],
  ['/reset', Reset],
  ['/prove', Prove],
  ['/profile', Profile],
  ['/welcome', Welcome],
  ['/sites/:site', Start],
  ['/sites/:site/settings', Settings],
  ['/sites/:site/tags', Tags],
  ['/sites/:site/import', Import],
  ['/sites/:site/members', Members],
  ['/sites/:site/audit', Audit],
  ['/sites/:site/connectors', Connectors],
  ['/sites/:site/connectors/:connector', Connector],
  ['/sites/:site/opt-outs', OptOuts],
  ['/sites/:site/customers', CustomersData],
  ['/sites/:site/surveys/new', Builder],
  ['/sites/:site/surveys/:survey', Overview],
  ['/sites/:site/surveys/:survey/channels', Channels],
  ['/sites/:site/surveys/:survey/topics', Topics],
  ['/sites/:site/surveys/:survey/map', HeatMaps],
  ['/sites/:site/surveys/:survey/agents', Agents],
  ['/sites/:site/surveys/:survey/service', Service],
  ['/sites/:site/surveys/:survey/answers', Answers],
  ['/sites/:site/surveys/:survey/answers/:answer', AnswerPage],
  ['/sites/:site/surveys/:survey/response', Response],
  ['/sites/:site/surveys/:survey/invitations', Invitations],
  ['/sites/:site/surveys/:survey/invitations/upload', Upload],
  ['/sites/:site/surveys/:survey/placements', Placements],
  ['/sites/:site/surveys/:survey/edit', Builder],
  ['/preview', Preview]
]

function Dashboard() {
  const { path, query } = useAddress()
  const arrivedAt = useRef(path)
  useEffect(() => {
    // Somebody who cannot see the page change hears the heading of the new one.
    if (arrivedAt.current !== path) document.querySelector('h1')?.focus({ preventScroll: true })
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
