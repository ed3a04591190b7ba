import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

/**
 * A page with a dialog that keeps the focus: `openDialog()` opens it, `isOpen()` tells, its first field is
 * `#first`.
 */
export type Trap = { name: string; source: string }

const react = `
  import { createElement as h, useState } from 'react'
  import { createRoot } from 'react-dom/client'
  let open
  const mount = (App) => createRoot(document.body.appendChild(document.createElement('div'))).render(h(App))
  const useOpen = () => {
    const [isOpen, setOpen] = useState(false)
    window.openDialog = () => setOpen(true)
    window.closeDialog = () => setOpen(false)
    window.isOpen = () => isOpen
    return [isOpen, setOpen]
  }
  const first = () => h('input', { id: 'first' })`

/** Libraries as they come from npm, each with the settings it has by itself. */
export const traps: Trap[] = [
  {
    name: 'Bootstrap modal',
    source: `
      import Modal from 'bootstrap/js/dist/modal'
      document.body.insertAdjacentHTML('beforeend', '<style>.modal{position:fixed;inset:0;display:none}.modal-dialog{width:300px;transform:translate(50px,50px)}</style><div class="modal" id="m" tabindex="-1"><div class="modal-dialog"><div class="modal-content"><input id="first"><button data-bs-dismiss="modal">OK</button></div></div></div>')
      const modal = new Modal('#m')
      window.openDialog = () => modal.show()
      window.closeDialog = () => modal.hide()
      window.isOpen = () => document.querySelector('#m').classList.contains('show')`
  },
  {
    name: 'Radix Dialog',
    source: `${react}
      import * as Dialog from '@radix-ui/react-dialog'
      mount(() => {
        const [open, onOpenChange] = useOpen()
        return h(Dialog.Root, { open, onOpenChange }, h(Dialog.Portal, {},
          h(Dialog.Overlay, { style: { position: 'fixed', inset: 0, background: '#0003' } }),
          h(Dialog.Content, { style: { position: 'fixed', top: '30%', left: '50%', transform: 'translate(-50%, -50%)', background: '#fff' } },
            h(Dialog.Title, {}, 'Paid'), h(Dialog.Description, {}, 'All of it'), first(), h(Dialog.Close, {}, 'OK'))))
      })`
  },
  {
    name: 'Chakra Dialog',
    source: `${react}
      import { ChakraProvider, Dialog, Portal, defaultSystem } from '@chakra-ui/react'
      mount(() => {
        const [open, setOpen] = useOpen()
        return h(ChakraProvider, { value: defaultSystem }, h(Dialog.Root, { open, onOpenChange: (now) => setOpen(now.open) }, h(Portal, {},
          h(Dialog.Backdrop), h(Dialog.Positioner, {}, h(Dialog.Content, {}, h(Dialog.Body, {}, first()), h(Dialog.CloseTrigger, {}, 'OK'))))))
      })`
  },
  {
    name: 'MUI Dialog',
    source: `${react}
      import Dialog from '@mui/material/Dialog'
      mount(() => {
        const [open, setOpen] = useOpen()
        return h(Dialog, { open, onClose: () => setOpen(false) }, first(), h('button', {}, 'OK'))
      })`
  },
  {
    name: 'focus-trap',
    source: `
      import { createFocusTrap } from 'focus-trap'
      document.body.insertAdjacentHTML('beforeend', '<div id="m" role="dialog" aria-modal="true" style="display:none;position:fixed;top:20px;left:20px;background:#fff"><input id="first"><button>OK</button></div>')
      const element = document.querySelector('#m')
      const trap = createFocusTrap(element, { onDeactivate: () => (element.style.display = 'none') })
      window.openDialog = () => { element.style.display = 'block'; trap.activate() }
      window.closeDialog = () => trap.deactivate()
      window.isOpen = () => trap.active`
  },
  {
    name: 'a native dialog that closes at a press beside it',
    source: `
      document.body.insertAdjacentHTML('beforeend', '<dialog id="m"><input id="first"><form method="dialog"><button>OK</button></form></dialog>')
      const dialog = document.querySelector('#m')
      dialog.onclick = ({ clientX, clientY }) => {
        const { left, right, top, bottom } = dialog.getBoundingClientRect()
        if (clientX < left || clientX > right || clientY < top || clientY > bottom) dialog.close()
      }
      window.openDialog = () => dialog.showModal()
      window.closeDialog = () => dialog.close()
      window.isOpen = () => dialog.open`
  }
]

/** One script for a page, made once for as long as neither it nor the libraries change. */
export async function bundled({ source }: Trap): Promise<string> {
  const lock = await readFile('package-lock.json')
  const kept = join(
    tmpdir(),
    `hearback-trap-${createHash('sha256').update(lock).update(source).digest('hex').slice(0, 16)}.js`
  )
  if (existsSync(kept)) return readFile(kept, 'utf8')
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'trap',
        resolveId: (id) => (id === 'trap' ? join(process.cwd(), 'trap.js') : null),
        load: (id) => (id.endsWith('/trap.js') ? source : null)
      }
    ],
    build: {
      write: false,
      target: 'chrome100',
      rolldownOptions: { input: 'trap', output: { format: 'iife', codeSplitting: false } }
    }
  })
  const [chunk] = [built]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter(({ type }) => type === 'chunk')
  if (!chunk || !('code' in chunk)) throw new Error('The trap was not built.')
  // Another process may be making the same one.
  await writeFile(`${kept}.${process.pid}`, chunk.code)
  await rename(`${kept}.${process.pid}`, kept)
  return chunk.code
}
