import type { ImportReport, ImportSource, MappingInput } from '../../server/contract/imports'
import type { SiteView } from '../../server/contract/sites'
import { timeZoneOptions } from '../app/regions'
import { ChoiceField } from '../ui/form'
import { Section } from '../ui/loading'
import type { ImportPart } from '../words/import-parts'
import { importParts } from '../words/import-parts'
import { words } from '../words/setting-up'
import { EncodingChoice } from './encoding'
import {
  columnOf,
  commentColumns,
  constantIn,
  formatIn,
  formatsFor,
  isDuration,
  isSplit,
  isTime,
  locatorOf,
  mayBeConstant,
  orderIn,
  orders,
  partsAtFirst,
  topicFrom,
  unitIn,
  units,
  withAttribute,
  withComment,
  withLocator,
  withPart,
  withTopic
} from './mapping'
import { SharedTopics } from './shared-topics'

type Props = {
  site: Pick<SiteView, 'attributes'>
  report: ImportReport
  change(mapping: MappingInput): void
  changeSource(source: ImportSource): void
  other(): void
}

/** Which column of the file is which part of an answer, each with what stands in it. */
export function ImportMapping({ site, report, change, changeSource, other }: Props) {
  const { file, source, mapping, timeZone } = report
  const texts = words.imports
  const topics = mapping.topics ?? []
  const row = (part: ImportPart) =>
    part === 'comment' ? (
      <CommentRows key={part} report={report} change={change} />
    ) : (
      <PartRow key={part} part={part} report={report} change={change} />
    )
  return (
    <Section
      title={texts.mapping}
      aside={
        <span>
          {file} ·{' '}
          <button type="button" class="plain" onClick={other}>
            {texts.other}
          </button>
        </span>
      }
    >
      <div class="mapping-source">
        <ChoiceField
          label={texts.source}
          options={Object.entries(texts.sources).map(([value, label]) => ({ value, label }))}
          defaultValue={source}
          // one of the options above
          onChange={(event) => changeSource(event.currentTarget.value as ImportSource)}
        />
        <ChoiceField
          label={texts.timeZone}
          hint={texts.timeZoneHint}
          options={timeZoneOptions()}
          defaultValue={timeZone}
          onChange={(event) => change({ ...mapping, timeZone: event.currentTarget.value })}
        />
        <EncodingChoice report={report} change={change} />
      </div>
      <div class="mapping">
        {importParts.slice(0, 4).map(row)}
        {[...topics.keys(), topics.length].map((index) => (
          <TopicRow key={index} index={index} report={report} change={change} />
        ))}
        <SharedTopics report={report} change={change} />
        {importParts.slice(4, partsAtFirst).map(row)}
        {site.attributes.map((attribute) => (
          <AttributeRow key={attribute.key} attribute={attribute} report={report} change={change} />
        ))}
      </div>
      <details class="mapping-more">
        <summary>{texts.more}</summary>
        <div class="mapping">{importParts.slice(partsAtFirst).map(row)}</div>
      </details>
    </Section>
  )
}

/** Some files have a column for what was good and another for what was not. */
function CommentRows({ report, change }: Pick<Props, 'report' | 'change'>) {
  const columns = commentColumns(report.mapping)
  return (
    <>
      {[...columns, ...(columns.length === 0 || report.columns.length > columns.length + 1 ? [''] : [])].map(
        (column, index) => (
          <div class="mapping-row" key={index}>
            <ColumnChoice
              label={words.imports.comment(index + 1)}
              column={column}
              report={report}
              choose={(chosen) => change(withComment(report.mapping, index, chosen))}
            />
          </div>
        )
      )}
    </>
  )
}

/** Stands among the columns for “the same for all rows”. */
const same = '='

/** A file may have several columns of topics, or be about one thing as a whole. */
function TopicRow({ index, report, change }: { index: number } & Pick<Props, 'report' | 'change'>) {
  const texts = words.imports
  const topic = report.mapping.topics?.[index]
  const column = columnOf(topic)
  const constant = constantIn(topic)
  const choose = (chosen: string) => {
    const from = chosen === same ? { value: '' } : topicFrom(chosen, isSplit(topic))
    change(withTopic(report.mapping, index, chosen === '' ? undefined : from))
  }
  return (
    <div class="mapping-row">
      <ColumnChoice
        label={texts.topic(index + 1)}
        column={constant === undefined ? column : same}
        report={report}
        choose={choose}
        constant
      />
      {column !== '' && (
        <label class="check">
          <input
            type="checkbox"
            checked={isSplit(topic)}
            aria-label={texts.splitOf(index + 1)}
            onChange={(event) =>
              change(withTopic(report.mapping, index, topicFrom(column, event.currentTarget.checked)))
            }
          />
          {texts.split}
        </label>
      )}
      {constant !== undefined && (
        <ConstantField
          name={texts.topic(index + 1)}
          value={constant}
          set={(value) => change(withTopic(report.mapping, index, { value }))}
        />
      )}
    </div>
  )
}

/** What a site declares that its answers differ in: a column, or the same for all rows. */
function AttributeRow({
  attribute: { key, label },
  report,
  change
}: { attribute: SiteView['attributes'][number] } & Pick<Props, 'report' | 'change'>) {
  const locator = report.mapping.attributes?.[key]
  const constant = constantIn(locator)
  const choose = (chosen: string) =>
    change(
      withAttribute(report.mapping, key, chosen === '' ? undefined : chosen === same ? { value: '' } : chosen)
    )
  return (
    <div class="mapping-row">
      <ColumnChoice
        label={label}
        column={constant === undefined ? columnOf(locator) : same}
        report={report}
        choose={choose}
        constant
      />
      {constant !== undefined && (
        <ConstantField
          name={label}
          value={constant}
          set={(value) => change(withAttribute(report.mapping, key, { value }))}
        />
      )}
    </div>
  )
}

function ConstantField({ name, value, set }: { name: string; value: string; set(value: string): void }) {
  const texts = words.imports
  return (
    <label class="mapping-format">
      <span>{texts.sameFor}</span>
      <input
        type="text"
        maxLength={200}
        aria-label={texts.sameOf(name)}
        defaultValue={value}
        onChange={(event) => set(event.currentTarget.value.trim())}
      />
    </label>
  )
}

function PartRow({ part, report, change }: { part: ImportPart } & Pick<Props, 'report' | 'change'>) {
  const { mapping, rejected } = report
  const texts = words.imports
  const locator = locatorOf(mapping, part)
  const column = columnOf(locator)
  const constant = constantIn(locator)
  const format = formatIn(locator)
  const isUnread = isTime(part) && rejected.some((row) => row.column === column && row.value !== undefined)
  const missing = column === '' && constant === undefined ? texts.missing[part] : undefined
  const choose = (chosen: string) =>
    change(chosen === same ? withLocator(mapping, part, { value: '' }) : withPart(mapping, part, chosen))
  const chooseFormat = (chosen: string) =>
    change(
      withPart(
        mapping,
        part,
        column,
        orders.some((order) => order === chosen) ? { order: chosen } : { format: chosen }
      )
    )
  return (
    <div class="mapping-row">
      <ColumnChoice
        label={texts.parts[part]}
        column={constant === undefined ? column : same}
        report={report}
        choose={choose}
        constant={mayBeConstant(part)}
      />
      {isTime(part) && column !== '' && (
        <label class="mapping-format">
          <span>{texts.format}</span>
          <select
            aria-label={texts.formatOf(texts.parts[part])}
            value={orderIn(locator) || (format ?? '')}
            onChange={(event) => chooseFormat(event.currentTarget.value)}
          >
            <option value="">{texts.formatPlain}</option>
            {orders.map((order) => (
              <option key={order} value={order}>
                {texts.orders[order]}
              </option>
            ))}
            {formatsFor(format).map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {isDuration(part) && column !== '' && (
        <label class="mapping-format">
          <span>{texts.unit}</span>
          <select
            aria-label={texts.unitOf(texts.parts[part])}
            value={unitIn(locator)}
            onChange={(event) => change(withPart(mapping, part, column, { unit: event.currentTarget.value }))}
          >
            <option value="">{texts.formatPlain}</option>
            {units.map((unit) => (
              <option key={unit} value={unit}>
                {texts.units[unit]}
              </option>
            ))}
          </select>
        </label>
      )}
      {constant !== undefined && (
        <ConstantField
          name={texts.parts[part]}
          value={constant}
          set={(value) => change(withLocator(mapping, part, { value }))}
        />
      )}
      {(missing ?? isUnread) && <p class="mapping-missing">{missing ?? texts.formatUnread}</p>}
    </div>
  )
}

type ColumnProps = {
  label: string
  column: string
  report: ImportReport
  choose(column: string): void
  constant?: boolean
}

function ColumnChoice({
  label,
  column,
  report: { columns, examples },
  choose,
  constant = false
}: ColumnProps) {
  const texts = words.imports
  const shown = examples[columns.indexOf(column)] ?? []
  return (
    <label class="mapping-column">
      <span class="mapping-part">{label}</span>
      <select value={column} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{texts.notThere}</option>
        {constant && <option value={same}>{texts.sameForAll}</option>}
        {columns.map((name, index) => (
          <option key={index} value={name} disabled={name === ''}>
            {name || texts.noName(index + 1)}
          </option>
        ))}
      </select>
      <span class="hint mapping-examples">
        {shown.length > 0 && (
          <>
            {texts.examples} <bdi>{shown.join(' · ')}</bdi>
          </>
        )}
      </span>
    </label>
  )
}
