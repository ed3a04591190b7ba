import type { ImportReport, RejectionCode } from '../../server/contract/imports'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { csvOf } from '../app/csv'
import { labelOf } from '../app/filters'
import { instant, number } from '../app/format'
import { fileName, save } from '../app/save'
import { Rating } from '../ui/rating'
import { words } from '../words/setting-up'

type Props = { report: ImportReport; site: SiteView; survey: SurveyView }

const countsShown = ['rows', 'accepted', 'changed', 'unanswered', 'duplicate', 'skipped', 'rejected'] as const
const alwaysShown: ReadonlySet<string> = new Set(['rows', 'accepted', 'rejected'])
/** What stands in the file instead of a rating of the scale. */
const silences = ['empty', 'noAnswer', 'offScale'] as const
const rejectedListed = 8
/** Where more of the rows stay out, the others are seldom like them. */
const unfairShare = 0.05

/**
 * What would become of a file, or became of it: counts, the first rows, and the rows that stay out with
 * their reasons.
 */
export function ImportReportView({ report, site, survey }: Props) {
  const { counts, warnings, encoding, withoutRating } = report
  const notes = [...encoding.warnings, ...warnings]
  const texts = words.imports
  return (
    <>
      <dl class="import-counts">
        {countsShown
          .filter((name) => alwaysShown.has(name) || counts[name] > 0)
          .map((name) => (
            <div key={name}>
              <dt>{texts.counts[name]}</dt>
              <dd>{number(counts[name])}</dd>
            </div>
          ))}
        {silences
          .filter((name) => withoutRating[name] > 0)
          .map((name) => (
            <div key={name}>
              <dt>{texts.silences[name]}</dt>
              <dd>{number(withoutRating[name])}</dd>
            </div>
          ))}
      </dl>
      {counts.rejected > unfairShare * (counts.rows - counts.skipped) && (
        <p class="mapping-missing" role="note">
          {texts.asks.unfair}
        </p>
      )}
      {counts.rejected > 0 && <Rejected report={report} />}
      {notes.length > 0 && (
        <div class="import-part">
          <h3>{texts.notes}</h3>
          <ul class="import-notes">
            {notes.map((note) => (
              <li key={note} dir="auto">
                {note.charAt(0).toUpperCase() + note.slice(1)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {report.dryRun && report.sample.length > 0 && <Sample report={report} site={site} survey={survey} />}
    </>
  )
}

function Sample({ report, site, survey }: Props) {
  const texts = words.imports
  const columns = Object.entries(texts.sample)
  return (
    <div class="import-part">
      <h3>{texts.previewText}</h3>
      <div class="import-sample" tabIndex={0} role="region" aria-label={texts.previewText}>
        <table>
          <thead>
            <tr>
              {columns.map(([name, label]) => (
                <th key={name} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.sample.map(({ line, rating, answeredAt, channel, topics, agent, comment }) => (
              <tr key={line}>
                <td>
                  {rating === null ? (
                    texts.noAnswer
                  ) : (
                    <Rating response={{ ...survey, scale: report.scale, rating }} />
                  )}
                </td>
                <td class="nowrap">
                  {answeredAt ? instant(answeredAt, site.timeZone) : rating === null ? '' : texts.now}
                </td>
                <td>{channel && labelOf('channel', channel)}</td>
                <td>{topics.join(', ')}</td>
                <td>
                  <bdi>{agent}</bdi>
                </td>
                <td class="import-comment">
                  <bdi>{comment}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** Why a row stays out, in the reader's language where it is known there, else as the server says it. */
export function whyOf(
  code: RejectionCode | undefined,
  reason: string,
  { min, max }: ImportReport['scale']
): string {
  return (code && words.imports.why[code]?.(min, max)) ?? reason
}

function Rejected({ report }: { report: ImportReport }) {
  const { rejected, rejectedByReason, counts, dryRun, scale } = report
  const texts = words.imports
  const why = (code: RejectionCode | undefined, reason: string) => whyOf(code, reason, scale)
  const rows = rejected.map(({ line, column, value, code, reason }) => [
    line,
    column,
    value,
    why(code, reason)
  ])
  return (
    <div class="import-part">
      <h3>{dryRun ? texts.wouldReject : texts.rejected}</h3>
      <ul class="import-notes">
        {rejected.slice(0, rejectedListed).map(({ line, column, value, code, reason }) => (
          <li key={line}>
            {texts.line(line)}:{' '}
            {column && (
              <>
                “<bdi>{column}</bdi>”{' '}
              </>
            )}
            {value !== undefined && (
              <>
                “<bdi>{value}</bdi>”{' '}
              </>
            )}
            {why(code, reason)}
          </li>
        ))}
      </ul>
      {counts.rejected > rejectedListed && (
        <ul class="import-notes faint">
          {Object.entries(rejectedByReason).map(([reason, count]) => (
            <li key={reason}>
              {texts.reasons(why(rejected.find((row) => row.reason === reason)?.code, reason), count)}
            </li>
          ))}
        </ul>
      )}
      <p class="form-end">
        <button
          type="button"
          class="button small"
          onClick={() =>
            save(
              new Blob([csvOf(texts.rejectedColumns, rows)], { type: 'text/csv' }),
              fileName([report.file, texts.rejected], 'csv')
            )
          }
        >
          {texts.download}
        </button>
        {counts.rejected > rejected.length && <span class="hint">{texts.firstOnly(rejected.length)}</span>}
      </p>
    </div>
  )
}
