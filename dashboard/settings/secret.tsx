import { useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import { useResource } from '../app/resource'
import { Copy } from '../ui/copy'
import { Section } from '../ui/loading'
import { words } from '../words'
import { Signing } from './signing'

/** What a site's own server signs its customers with. Nobody sees it who does not ask for it. */
export function SecretSettings({ site }: { site: SiteView }) {
  const [shown, show] = useState(false)
  const own = useResource<SiteView>(shown ? `/v1/sites/${site.id}` : null)
  return (
    <Section title={words.settings.secretTitle}>
      <p>{words.standing.signing.text}</p>
      {own.at === 'ready' && own.value.secret !== undefined ? (
        <Copy text={own.value.secret} label={words.settings.secretTitle} />
      ) : (
        <button type="button" class="button" onClick={() => show(true)}>
          {words.settings.showSecret}
        </button>
      )}
      <Signing />
    </Section>
  )
}
