import type { ComponentChildren } from 'preact'
import type { ChannelFound, ImportReport, MappingInput, RatingFound } from '../../server/contract/imports'
import type { SurveyView } from '../../server/contract/surveys'
import { channelName } from '../app/filters'
import { number } from '../app/format'
import { bandsOf } from '../figures/rating-bands'
import { Section } from '../ui/loading'
import { words } from '../words/setting-up'
import { whyOf } from './report'

type Props = { report: ImportReport; change(mapping: MappingInput): void }

/** What the file calls ratings and channels, and what each of them counts as. */
export function ImportValues({ report, change }: Props) {
  const { mapping, ratings, channels } = report
  const texts = words.imports
  const proposed = ratings.flatMap(({ sent, suggests }) =>
    suggests === undefined ? [] : [[sent, suggests] as const]
  )
  return (
    <>
      {ratings.length > 0 && (
        <Section title={texts.ratings}>
          <p class="faint">{texts.ratingsText}</p>
          {proposed.length > 0 && (
            <p class="form-end">
              <button
                type="button"
                class="button"
                onClick={() =>
                  change({ ...mapping, ratings: { ...mapping.ratings, ...Object.fromEntries(proposed) } })
                }
              >
                {texts.takeProposals}
              </button>
            </p>
          )}
          <Values name={texts.ratings}>
            {ratings.map((found) => (
              <RatingRow
                key={`${found.sent} ${found.becomes}`}
                found={found}
                scale={report.scale}
                mapping={mapping}
                change={change}
              />
            ))}
          </Values>
        </Section>
      )}
      {channels.length > 0 && (
        <Section title={texts.channels}>
          <p class="faint">{texts.channelsText}</p>
          <Values name={texts.channels}>
            {channels.map((found) => (
              <ChannelRow key={found.sent} found={found} mapping={mapping} change={change} />
            ))}
          </Values>
        </Section>
      )}
    </>
  )
}

function Values({ name, children }: { name: string; children: ComponentChildren }) {
  const texts = words.imports
  return (
    <table class="values" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{texts.sent}</th>
          <th scope="col" class="values-rows">
            {texts.rowsHead}
          </th>
          <th scope="col">{texts.becomes}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

function RatingRow({
  found: { sent, becomes, code, reason, suggests, rows },
  scale,
  mapping,
  change
}: {
  found: RatingFound
  scale: SurveyView['scale']
  mapping: MappingInput
  change(mapping: MappingInput): void
}) {
  const texts = words.imports
  const points = pointsOn(scale, becomes)
  const name = sent === '' ? texts.empty : sent
  const choose = (chosen: string) => {
    const { [sent]: _before, ...ratings } = mapping.ratings ?? {}
    const point = chosen === 'unanswered' ? null : chosen === 'skipped' ? 'skip' : Number(chosen)
    change({ ...mapping, ratings: chosen === 'rejected' ? ratings : { ...ratings, [sent]: point } })
  }
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td class="values-rows">{number(rows)}</td>
      <td>
        <select
          class="small-select"
          aria-label={texts.becomesOf(name)}
          value={String(becomes)}
          disabled={sent === ''}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {becomes === 'rejected' && <option value="rejected">{texts.rejectedPoint}</option>}
          {points.map((point) => (
            <option key={point} value={String(point)}>
              {number(point, 2)}
            </option>
          ))}
          <option value="unanswered">{texts.noAnswer}</option>
          <option value="skipped">{texts.skipRow}</option>
        </select>
        {suggests !== undefined && <span class="hint values-reason">{texts.proposal(suggests)}</span>}
        {reason && suggests === undefined && (
          <span class="hint values-reason">{whyOf(code, reason, scale)}</span>
        )}
      </td>
    </tr>
  )
}

/** What may be chosen: all ratings, or of a fine scale its points, and the rating that it is now. */
function pointsOn(scale: SurveyView['scale'], becomes: RatingFound['becomes']): number[] {
  const points = new Set(bandsOf(scale).map(({ from }) => from))
  if (typeof becomes === 'number') points.add(becomes)
  return [...points].sort((a, b) => a - b)
}

function ChannelRow({
  found: { sent, becomes, rows },
  mapping,
  change
}: {
  found: ChannelFound
  mapping: MappingInput
  change(mapping: MappingInput): void
}) {
  const texts = words.imports
  const known = Object.keys(words.channels)
  return (
    <tr>
      <th scope="row">
        <bdi>{sent}</bdi>
      </th>
      <td class="values-rows">{number(rows)}</td>
      <td>
        <select
          class="small-select"
          aria-label={texts.becomesOf(sent)}
          value={becomes}
          onChange={(event) =>
            change({ ...mapping, channels: { ...mapping.channels, [sent]: event.currentTarget.value } })
          }
        >
          {!known.includes(becomes) && <option value={becomes}>{texts.asItIs(becomes)}</option>}
          {known.map((channel) => (
            <option key={channel} value={channel}>
              {channelName(channel)}
            </option>
          ))}
        </select>
      </td>
    </tr>
  )
}
