import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { ask, useStore } from '../store.ts';
import { ModalView } from './modal-view.tsx';

/** The person's open modals. Only the top one is visible; those below keep their input. */
export function ModalStack() {
  const modals = useStore((state) => state.modals);
  const top = modals.at(-1);
  const close = (clear: boolean) => {
    if (top) void ask({ act: 'close_view', viewId: top.id, clear });
  };
  return (
    <ModalOverlay
      className="overlay"
      isOpen={top !== undefined}
      onOpenChange={(open) => !open && close(false)}
      isDismissable={false}
    >
      <Modal className="modal">
        <Dialog className="dialog" aria-label={top && 'title' in top ? top.title.text : 'Form'}>
          {modals.map((view) => (
            <div key={view.id} className="modal-layer" hidden={view !== top}>
              <ModalView view={view} isBelow={view !== top} isNested={modals.length > 1} onClose={close} />
            </div>
          ))}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
