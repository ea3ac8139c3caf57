import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Container, ShownView } from '../../src/protocol.ts';
import { Avatar } from '../avatar.tsx';
import { Blocks } from '../blocks/blocks.tsx';
import { checkFields } from '../forms/check.ts';
import { SurfaceOf, useForm } from '../forms/form.tsx';
import { readValues } from '../forms/values.ts';
import { CloseIcon } from '../icons.tsx';
import { Plain } from '../mrkdwn/render.tsx';
import { ask, shownChannel, useStore } from '../store.ts';

interface ModalProps {
  view: ShownView;
  /** Another modal is on top of this one. */
  isBelow: boolean;
  isNested: boolean;
  /** `clear` closes the whole stack. */
  onClose(clear: boolean): void;
}

export function ModalView({ view, isBelow, isNested, onClose }: ModalProps) {
  const form = useForm();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const channel = useStore(shownChannel);
  const body = useRef<HTMLDivElement>(null);
  const container = useMemo<Container>(() => ({ type: 'view', viewId: view.id }), [view.id]);
  const clearOnClose = 'clear_on_close' in view && view.clear_on_close === true;

  const submit = useCallback(async () => {
    if (busy) return;
    const values = readValues(view.blocks, form.latest(), channel);
    const faults = checkFields(view.blocks, values);
    setErrors(faults);
    setFailure('');
    if (Object.keys(faults).length > 0) return;
    setBusy(true);
    const answer = await ask({ act: 'submit_view', viewId: view.id, state: values }, { quiet: true });
    setBusy(false);
    if (answer.ok) return;
    setErrors(answer.fieldErrors ?? {});
    if (!answer.fieldErrors) setFailure(answer.error);
  }, [busy, view, form, channel]);

  useFocusOnError(body, errors);
  const remember = useFocusOnTop(body, view.id, isBelow);

  const title = 'title' in view ? view.title : { text: 'Form' };
  const submitText = 'submit' in view ? view.submit : undefined;
  const closeText = 'close' in view ? view.close : undefined;
  return (
    <form
      className="modal-form"
      noValidate
      onFocus={remember}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="modal-head">
        <ModalAppMark appId={view.app_id} />
        <h2>
          <Plain text={title} />
        </h2>
        <Button className="ghost" aria-label={isNested ? 'Close all' : 'Close'} onPress={() => onClose(true)}>
          <CloseIcon />
        </Button>
      </div>
      <div className="modal-body" ref={body} tabIndex={-1}>
        {failure && (
          <p className="modal-failure" role="alert">
            {failure}
          </p>
        )}
        <SurfaceOf
          kind="modal"
          container={container}
          channel={channel}
          blocks={view.blocks}
          form={form}
          errors={errors}
          submit={submitText ? submit : undefined}
        >
          <Blocks blocks={view.blocks} />
        </SurfaceOf>
      </div>
      <footer>
        <Button className="button" onPress={() => onClose(clearOnClose)}>
          {closeText ? <Plain text={closeText} /> : submitText ? 'Cancel' : 'Close'}
        </Button>
        {submitText && (
          <Button type="submit" className="button primary" isPending={busy}>
            <Plain text={submitText} />
            {busy && <span className="spinner" />}
          </Button>
        )}
      </footer>
    </form>
  );
}

function ModalAppMark({ appId }: { appId: string }) {
  const bot = useStore((state) => state.apps.find(({ id }) => id === appId)?.botUserId ?? '');
  const person = useStore((state) => state.people[bot]);
  return person ? <Avatar person={person} size="s" /> : null;
}

const FOCUSABLE = 'input:not([type=hidden]), textarea, select, button, [role=spinbutton], a[href]';

/** Focuses the first field with an error. */
function useFocusOnError(body: React.RefObject<HTMLDivElement | null>, errors: Record<string, string>): void {
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    body.current?.querySelector('.block-input.invalid')?.querySelector<HTMLElement>(FOCUSABLE)?.focus();
  }, [body, errors]);
}

/**
 * A modal that opens or returns to the top gets the focus: where it was, else in its first input, else on its body, so that
 * the keyboard reaches it in any case. The returned function notes where the focus is.
 */
function useFocusOnTop(body: React.RefObject<HTMLDivElement | null>, viewId: string, isBelow: boolean) {
  const last = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view triggers the move, it is not an input
  useEffect(() => {
    const box = body.current;
    if (isBelow || !box || box.contains(document.activeElement)) return;
    const first = box.querySelector<HTMLElement>(
      '.block-input input, .block-input textarea, .block-input [role=spinbutton]',
    );
    // A select opens on focus and would cover the form before the person has seen it.
    const fresh = first && first.getAttribute('role') !== 'combobox' ? first : box;
    (last.current?.isConnected ? last.current : fresh).focus();
  }, [body, viewId, isBelow]);
  return useCallback((event: React.FocusEvent<HTMLElement>) => {
    last.current = event.target;
  }, []);
}
