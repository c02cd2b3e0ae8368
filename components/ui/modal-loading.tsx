'use client'

import { words } from '#components/words/words.ts'
import { Modal } from './modal.tsx'

/** Stands where a dialog will, until its code is there: what somebody types meanwhile must not reach the page behind it. */
export const ModalLoading = ({ title, onClose }: { title: string; onClose: () => void }) => (
  <Modal title={title} onClose={onClose} isBare>
    <p className="p-5 text-muted">{words.shell.loading}</p>
  </Modal>
)
