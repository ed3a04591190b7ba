import type { WebsiteAsks } from '../../server/contract/funnel'
import { number, range, share } from '../app/format'
import type { Exported } from '../figures/exports'
import { Exports } from '../figures/exports'
import { Section } from '../ui/loading'
import { words } from '../words'
import { knownRate } from './rate'

type Row = Omit<WebsiteAsks, 'pages'> & { page: string | undefined }

const fields = {
  page: ({ page }: Row) => page ?? '*',
  shown: ({ shown }: Row) => shown,
  dismissed: ({ dismissed }: Row) => dismissed,
  answered: ({ answered }: Row) => answered,
  rate: ({ rate }: Row) => rate.value,
  rateLower: ({ rate }: Row) => rate.lower,
  rateUpper: ({ rate }: Row) => rate.upper
}

/**
 * What the site's own pages asked: how often the survey was seen, closed and answered. Nothing of it was
 * sent, so it is no part of that rate.
 */
export function OwnAsks({ exported, asks: { pages, ...whole } }: { exported: Exported; asks: WebsiteAsks }) {
  const texts = words.response.website
  const heads = [texts.page, texts.shown, texts.dismissed, texts.answered, words.response.rate]
  const rows: Row[] = [
    { ...whole, page: undefined },
    ...(pages.length > 1 || pages[0]?.page !== '' ? pages : [])
  ]
  return (
    <Section title={texts.title} aside={<span class="faint">{texts.hint}</span>}>
      <div class="scroll" tabIndex={0} role="region" aria-label={texts.title}>
        <table class="plain-table">
          <caption class="unseen">{texts.title}</caption>
          <thead>
            <tr>
              {heads.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <AskRow key={row.page ?? '*'} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <Exports name={texts.title} view={exported} columns={[{ fields }]} rows={rows} />
    </Section>
  )
}

function AskRow({ row: { page, shown, dismissed, answered, rate } }: { row: Row }) {
  const texts = words.response.website
  const known = knownRate(rate)
  return (
    <tr>
      <th scope="row">{page === undefined ? texts.all : page === '' ? texts.others : <bdi>{page}</bdi>}</th>
      <td>{number(shown)}</td>
      <td>{number(dismissed)}</td>
      <td>{number(answered)}</td>
      <td>
        {known ? (
          <>
            <strong>{share(known.value / 100)}</strong>{' '}
            <span class="faint">{range(known.lower, known.upper, 'percent')}</span>
          </>
        ) : (
          <span class="faint">{words.response.few}</span>
        )}
      </td>
    </tr>
  )
}
