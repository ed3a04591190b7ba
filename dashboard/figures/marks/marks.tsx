import type { MarksView } from '../../../server/contract/marks'
import { ask } from '../../app/api'
import { day, number } from '../../app/format'
import { todayIn } from '../../app/period'
import type { Resource } from '../../app/resource'
import { refresh, useResource } from '../../app/resource'
import { Field, Form } from '../../ui/form'
import { words } from '../../words'
import type { View } from '../view'
import type { Numbered } from './placed'
import { TakeOut } from './take-out'

/** What happened in the period of a view. */
export function useMarks({ survey, period }: View): Resource<MarksView> {
  return useResource<MarksView>(`/v1/marks?survey=${survey.id}&from=${period.from}&to=${period.to}`)
}

/** Marks in the order of their days, with their numbers; none where they could not be read. */
export function numbered(marks: Resource<MarksView>): Numbered[] {
  return marks.at === 'ready' ? marks.value.rows.map((row, place) => ({ ...row, number: place + 1 })) : []
}

/** What the numbers in a chart stand for, and a way to mark another day. */
export function Marks({ view, marks }: { view: View; marks: readonly Numbered[] }) {
  const isManaging = view.role === 'owner' || view.role === 'manager'
  if (marks.length === 0 && !isManaging) return null
  return (
    <div class="marks">
      {marks.length > 0 && (
        <ol class="mark-list" aria-label={words.marks.title}>
          {marks.map((mark) => (
            <MarkRow key={mark.id} view={view} mark={mark} isManaging={isManaging} />
          ))}
        </ol>
      )}
      {isManaging && <NewMark view={view} count={marks.length} />}
    </div>
  )
}

function MarkRow({ view, mark, isManaging }: { view: View; mark: Numbered; isManaging: boolean }) {
  const { id, kind, name, from, to, setBy, everywhere } = mark
  const texts = words.marks
  return (
    <li value={mark.number}>
      <span class="mark-number" aria-hidden="true">
        {number(mark.number)}
      </span>{' '}
      {kind === 'mark' ? (
        <bdi>{name}</bdi>
      ) : (
        <a href={view.pageHref(`plans/${id}`)}>
          <bdi>{name}</bdi>
        </a>
      )}{' '}
      <span class="faint">
        {words.plans.days(day(from), day(to))}
        {kind !== 'mark' && ` · ${words.plans.kinds[kind]}`}
        {everywhere && ` · ${texts.onAll}`}
        {setBy !== null && (
          <>
            {' · '}
            {texts.setBy} <bdi>{setBy}</bdi>
          </>
        )}
      </span>
      {isManaging && kind === 'mark' && <TakeOut path={`/v1/marks/${id}`} label={texts.removeThis(name)} />}
    </li>
  )
}

function NewMark({ view, count }: { view: View; count: number }) {
  const { survey, site, period } = view
  const texts = words.marks
  const today = todayIn(site.timeZone)
  const send = async (fields: FormData) => {
    await ask('/v1/marks', {
      method: 'POST',
      body: {
        survey: survey.id,
        day: fields.get('day'),
        name: fields.get('name'),
        everywhere: fields.has('everywhere')
      }
    })
    refresh()
  }
  return (
    <details class="mark-add" key={count}>
      <summary>{texts.add}</summary>
      <Form submit={texts.save} send={send}>
        <Field name="name" label={texts.name} hint={texts.nameHint} required maxLength={120} />
        <Field
          type="date"
          name="day"
          label={texts.day}
          required
          defaultValue={period.to < today ? period.to : today}
        />
        <label class="check">
          <input type="checkbox" name="everywhere" />
          {texts.everywhere}
        </label>
      </Form>
    </details>
  )
}
