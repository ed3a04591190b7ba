import { useEffect, useRef, useState } from 'preact/hooks'
import type { PreviewView } from '../../server/contract/surveys'
import { words } from '../words'

const stages = ['corner', 'phone', 'inline', 'hosted'] as const
const steps = ['question', 'low', 'high', 'thanks-low', 'thanks-high'] as const
const schemes = ['light', 'dark'] as const

/** How wide the page is that the survey is shown on: a card moves to the corner from 601 px on. */
const widths: Record<Stage, number> = { corner: 640, phone: 375, inline: 640, hosted: 640 }
const height = 560

export type Stage = (typeof stages)[number]
export type Scheme = (typeof schemes)[number]
export type PreviewStep = (typeof steps)[number]
/** What the frame is told to show. */
export type Showing = {
  stage: Stage
  step: PreviewStep
  scheme: Scheme
  definition: PreviewView['definition']
  page: string
}

type Props = {
  view: PreviewView | undefined
  waits: string | undefined
  scheme: Scheme
  setScheme(scheme: Scheme): void
}

/**
 * The real widget and the real hosted page, as they would be with what is written now. Answers given here
 * go nowhere.
 */
export function BuilderPreview({ view, waits, scheme, setScheme }: Props) {
  const [stage, setStage] = useState<Stage>(() => (innerWidth > 720 ? 'corner' : 'phone'))
  const [step, setStep] = useState<PreviewStep>('question')
  const text = words.builder.preview
  return (
    <section class="stage" id="preview" aria-label={text.title}>
      <div class="stage-bar">
        <Segments label={text.place} options={stages} names={text.stages} value={stage} choose={setStage} />
        <Segments
          label={text.scheme}
          options={schemes}
          names={text.schemes}
          value={scheme}
          choose={setScheme}
        />
        <select
          class="switch"
          aria-label={text.step}
          disabled={stage === 'hosted'}
          value={step}
          onChange={(event) => setStep(steps.find((one) => one === event.currentTarget.value) ?? 'question')}
        >
          {steps.map((one) => (
            <option key={one} value={one}>
              {text.steps[one]}
            </option>
          ))}
        </select>
      </div>
      <Frame
        showing={view && { stage, step, scheme, definition: view.definition, page: view.page }}
        width={widths[stage]}
      />
      <p class="hint" role="status">
        {waits ? text.waits(waits) : text.nothingKept}
      </p>
    </section>
  )
}

function Frame({ showing, width }: { showing: Showing | undefined; width: number }) {
  const box = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const [ready, setReady] = useState(false)
  const [scale, setScale] = useState(1)
  const told = JSON.stringify(showing)

  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent) => {
      if (origin === location.origin && source === frame.current?.contentWindow && data === 'ready')
        setReady(true)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])
  useEffect(() => {
    if (ready && showing) frame.current?.contentWindow?.postMessage(showing, location.origin)
  }, [ready, told])
  useEffect(() => {
    const fit = () => setScale(Math.min(1, (box.current?.clientWidth ?? width) / width))
    const watcher = new ResizeObserver(fit)
    if (box.current) watcher.observe(box.current)
    fit()
    return () => watcher.disconnect()
  }, [width])

  return (
    <div class="stage-box" ref={box} style={{ blockSize: `${height * scale}px` }}>
      <iframe
        ref={frame}
        src="/preview"
        title={words.builder.preview.title}
        style={{ inlineSize: `${width}px`, blockSize: `${height}px`, transform: `scale(${scale})` }}
      />
    </div>
  )
}

type SegmentsProps<Option extends string> = {
  label: string
  options: readonly Option[]
  names: Readonly<Record<NoInfer<Option>, string>>
  value: NoInfer<Option>
  choose(option: NoInfer<Option>): void
}

function Segments<Option extends string>({ label, options, names, value, choose }: SegmentsProps<Option>) {
  return (
    <div class="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          class={option === value ? 'segment chosen' : 'segment'}
          aria-pressed={option === value}
          onClick={() => choose(option)}
        >
          {names[option]}
        </button>
      ))}
    </div>
  )
}
