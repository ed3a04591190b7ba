import { useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { NamedDimension, TagsView, TagView, WaitingKeysView } from '../../server/contract/tags'
import { hrefWith } from '../app/address'
import { labelOf } from '../app/filters'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { treeOf } from '../app/tag-tree'
import { Frame } from '../shell/frame'
import { SiteTabs } from '../shell/site-tabs'
import { Bones, Loaded } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'
import { Strangers } from './strangers'
import { TagRow } from './tag-row'

const kinds = ['topic', 'channel', 'agent', 'team'] as const
const shownAtFirst = 100

/** What topics, channels, agents and teams are called, and which of them are one and the same. */
export function Tags({ params: { site: siteId = '' }, query }: PageProps) {
  const dimension = kinds.find((kind) => kind === query.get('of')) ?? 'topic'
  // Pages may name no channels; how many names of the other kinds wait is told all the same.
  const keyed = dimension === 'channel' ? 'topic' : dimension
  const strangers = useResource<WaitingKeysView>(`/v1/tags/waiting?site=${siteId}&dimension=${keyed}`)
  const waitingOf: Partial<Record<NamedDimension, number>> =
    strangers.at === 'ready' ? strangers.value.waitingOf : {}
  const texts = words.manage.tags
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, role }) => (
        <div class="settings">
          <SiteTabs siteId={siteId} role={role} current="tags" />
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          <div class="segments kinds">
            {kinds.map((kind) => (
              <a
                key={kind}
                class="segment"
                href={hrefWith(query, { of: kind === 'topic' ? null : kind })}
                {...(kind === dimension ? { 'aria-current': 'page' as const } : {})}
              >
                {texts.kinds[kind]}{' '}
                {(waitingOf[kind] ?? 0) > 0 && (
                  <span class="segment-count">{words.strangers.waitingOf(waitingOf[kind] ?? 0)}</span>
                )}
              </a>
            ))}
          </div>
          {dimension !== 'channel' && (
            <Loaded key={`strangers of ${dimension}`} of={strangers} skeleton={<Bones widths={[60, 100]} />}>
              {(view) => (
                <Strangers site={site} dimension={dimension} view={view} isOwner={role === 'owner'} />
              )}
            </Loaded>
          )}
          <List key={dimension} site={site} dimension={dimension} />
        </div>
      )}
    </Frame>
  )
}

function List({ site, dimension }: { site: SiteView; dimension: NamedDimension }) {
  const tags = useResource<TagsView>(`/v1/tags?site=${site.id}&dimension=${dimension}`)
  const [wanted, setWanted] = useState('')
  const [shown, setShown] = useState(shownAtFirst)
  const texts = words.manage.tags
  return (
    <Loaded of={tags} skeleton={<Bones widths={Array<number>(8).fill(100)} class="bone row tall" />}>
      {({ rows }) => {
        if (rows.length === 0) return <p class="faint">{texts.none}</p>
        const tree = treeOf(rows).filter(({ tag, names }) =>
          [tag, ...names].some((one) => isFound(one, dimension, wanted))
        )
        return (
          <>
            <input
              class="find"
              type="search"
              aria-label={texts.find}
              placeholder={texts.find}
              value={wanted}
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
            {tree.length === 0 && (
              <p class="faint" role="status">
                {texts.noneFound}
              </p>
            )}
            <ul class="tags">
              {tree.slice(0, shown).map((node) => (
                <TagRow key={node.tag.key} node={node} all={rows} site={site} dimension={dimension} />
              ))}
            </ul>
            {tree.length > shown && (
              <button type="button" class="button" onClick={() => setShown(tree.length)}>
                {texts.more(tree.length - shown)}
              </button>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function isFound({ key, label, sentAs }: TagView, dimension: NamedDimension, wanted: string): boolean {
  const text = wanted.trim().toLocaleLowerCase()
  return [key, labelOf(dimension, key, label), sentAs].some((name) => name.toLocaleLowerCase().includes(text))
}
