import type { PreviewView } from '../../server/contract/surveys'
import { number } from '../app/format'
import { Section } from '../ui/loading'
import { words } from '../words'
import { valueAt } from './draft'
import { NumberField, SelectField, TextField, useBuilding } from './fields'

const colours = ['accent', 'background', 'text'] as const

/** The theme. Whether it can be read is said while it is chosen, by the measure that saving it goes by. */
export function LookFields({ contrasts }: { contrasts: PreviewView['contrasts'] }) {
  const {
    draft: {
      asking: { theme }
    },
    set,
    wrong
  } = useBuilding()
  const text = words.builder.look
  const fault = ['accent', 'background', 'text']
    .map((colour) => wrong(`asking.theme.${colour}`))
    .find(Boolean)
  return (
    <Section title={text.title}>
      <div class="form">
        {colours.map((colour) => (
          <ColourField key={colour} path={`asking.theme.${colour}`} label={text.colours[colour]} />
        ))}
        <div class="verdict-line" role="status">
          {fault ? (
            <p class="refused">
              <b>{text.hard}</b>
            </p>
          ) : (
            contrasts.map(({ scheme, text: ink, accent }) => (
              <p key={scheme} class="hint">
                {text.contrast(words.builder.preview.schemes[scheme], number(ink, 1), number(accent, 1))}
              </p>
            ))
          )}
        </div>
        <SelectField
          path="asking.theme.scheme"
          label={text.scheme}
          options={Object.entries(text.schemes)}
          value={theme.scheme ?? 'auto'}
          choose={(value) => set('asking.theme.scheme', value === 'auto' ? undefined : value)}
        />
        <SelectField
          path="asking.theme.density"
          label={text.density}
          options={Object.entries(text.densities)}
          value={theme.density ?? 'cosy'}
          choose={(value) => set('asking.theme.density', value === 'cosy' ? undefined : value)}
        />
        <NumberField path="asking.theme.radius" label={text.radius} min={0} max={28} placeholder="14" />
        <TextField
          path="asking.theme.font"
          label={text.font}
          hint={text.fontHint}
          dir="ltr"
          spellcheck={false}
          maxLength={200}
          placeholder="system-ui, sans-serif"
        />
      </div>
    </Section>
  )
}

function ColourField({ path, label }: { path: string; label: string }) {
  const { draft, set } = useBuilding()
  const value = valueAt(draft, path)
  const isColour = typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
  return (
    <div class="colour">
      <TextField
        path={path}
        label={label}
        dir="ltr"
        spellcheck={false}
        maxLength={7}
        placeholder={words.builder.look.usual}
      />
      <input
        type="color"
        aria-label={words.builder.look.pick(label)}
        value={isColour ? value : '#888888'}
        class={isColour ? undefined : 'unset'}
        onInput={(event) => set(path, event.currentTarget.value)}
      />
    </div>
  )
}
