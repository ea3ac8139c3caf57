import { useSyncExternalStore } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { PageConfirm } from './blocks/kinds.ts';
import { BlockText } from './mrkdwn/render.tsx';

interface Question {
  confirm: PageConfirm;
  answer(yes: boolean): void;
}

let question: Question | undefined;
const listeners = new Set<() => void>();

function show(next: Question | undefined): void {
  question = next;
  for (const listener of listeners) listener();
}

/** Runs `act`, after a confirmation if the element asks for one. */
export function confirmed(confirm: PageConfirm | undefined, act: () => void): void {
  if (!confirm) {
    act();
    return;
  }
  show({
    confirm,
    answer(yes) {
      show(undefined);
      if (yes) act();
    },
  });
}

/** The dialog of the last element that asked; mounted once. */
export function ConfirmHost() {
  const asked = useSyncExternalStore(subscribe, () => question);
  if (!asked) return null;
  const { confirm, answer } = asked;
  return (
    <ModalOverlay className="overlay overlay-top" isOpen onOpenChange={(open) => !open && answer(false)}>
      <Modal className="modal modal-small">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title" level={2}>
            {confirm.title?.text ?? 'Are you sure?'}
          </Heading>
          <div className="modal-body">
            <BlockText text={confirm.text} />
          </div>
          <footer>
            <Button className="button" onPress={() => answer(false)}>
              {confirm.deny?.text ?? 'Cancel'}
            </Button>
            <Button className={`button ${confirm.style ?? 'primary'}`} autoFocus onPress={() => answer(true)}>
              {confirm.confirm?.text ?? 'OK'}
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
