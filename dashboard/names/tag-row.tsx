import { useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { NamedDimension, TagView } from '../../server/contract/tags'
import { ask } from '../app/api'
import { channelName, labelOf } from '../app/filters'
import { month } from '../app/format'
import { refresh } from '../app/resource'
import type { TagNode } from '../app/tag-tree'
import { Refused, useAttempt } from '../ui/attempt'
import { words } from '../words'
import { nouns, TagForm } from './tag-form'

type Props = { node: TagNode; all: readonly TagView[]; site: SiteView; dimension: NamedDimension }

/**
 * One name with how much it is used, its other names, each to be taken apart again, and a form to change
 * it.
 */
export function TagRow({ node: { tag, names, depth }, all, site, dimension }: Props) {
  const [editing, setEditing] = useState(false)
  const { refused, attempt } = useAttempt()
  const texts = words.manage.tags
  const label = labelOf(dimension, tag.key, tag.label)
  const apart = (name: TagView) =>
    attempt(async () => {
      await ask(`/v1/${nouns[dimension]}/${encodeURIComponent(name.key)}?site=${site.id}`, {
        method: 'PATCH',
        body: { mergedInto: null }
      })
      refresh()
    })
  const isUnknown = dimension === 'channel' && channelName(tag.key) === undefined
  return (
    <li class="tag-row" style={{ paddingInlineStart: `${depth * 28}px` }}>
      <div class="tag-line">
        <span class="tag-name">
          <strong>
            <bdi>{label}</bdi>
          </strong>
          {tag.sentAs !== tag.label && (
            <span class="faint">
              {' '}
              <bdi>{texts.sentAs(tag.sentAs)}</bdi>
            </span>
          )}
          {isUnknown && <span class="badge">{texts.unknown}</span>}
        </span>
        <span class="faint">
          {texts.answers(tag.answers)}
          {tag.lastMonth && ` · ${texts.last(month(`${tag.lastMonth}-01`))}`}
        </span>
        <button
          type="button"
          class="plain"
          aria-label={texts.changeOf(label)}
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          {texts.change}
        </button>
      </div>
      {names.length > 0 && (
        <p class="tag-names">
          <span class="faint">{texts.also}</span>
          {names.map((name) => (
            <button
              key={name.key}
              type="button"
              class="chip"
              aria-label={texts.apart(name.label, label)}
              onClick={() => apart(name)}
            >
              <bdi>{labelOf(dimension, name.key, name.label)}</bdi>
              <svg viewBox="0 0 12 12" aria-hidden="true">
                <path d="M3 3l6 6M9 3l-6 6" />
              </svg>
            </button>
          ))}
        </p>
      )}
      <Refused refused={refused} />
      {editing && (
        <TagForm tag={tag} all={all} site={site} dimension={dimension} done={() => setEditing(false)} />
      )}
    </li>
  )
}
