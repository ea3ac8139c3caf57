/** The steps in the sender's settings. The key is shown here once. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { makesItsSecret } from '../../src/intake/senders.ts';
import type { Source } from '../../src/intake/table.ts';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { actions, button, context, input, plain, section, textField } from '../kit/blocks.ts';
import { sourceActions } from './source.ts';
import { connectSteps } from './steps.ts';
import { EXPOSED, isExposed, senderWords } from './words.ts';

export const SECRET = 'intake_secret';
export const SECRET_FORM = 'intake_secret_form';
export const NEW_KEY_FORM = 'intake_new_key_form';

interface ConnectPage {
  source: Source;
  address: string;
  /** Undefined once it was shown. */
  key?: string | undefined;
  /** Slack allows no modal on top of this one. */
  isTop?: boolean;
}

export function connectModal({ source, address, key, isTop = false }: ConnectPage): ModalView {
  const id = String(source.id);
  return {
    type: 'modal',
    private_metadata: writeRef({ sourceId: source.id }),
    title: plain('Connect'),
    close: plain('Done'),
    blocks: [
      section(`*${senderWords[source.sender]}*`),
      ...connectSteps({ sender: source.sender, address, key }),
      ...(isExposed(source.auth) ? [context(EXPOSED)] : []),
      ...(isTop
        ? []
        : [
            actions(
              'intake_connect',
              button(sourceActions.map, 'The test is sent: show it', id, { style: 'primary' }),
              ...(makesItsSecret(source.sender) ? [button(SECRET, 'Enter secret…', id)] : []),
            ),
          ]),
    ],
  };
}

const SECRET_LENGTH = 200;

/** For senders that make the secret themselves. */
export const secretModal = (source: Source): ModalView => ({
  type: 'modal',
  callback_id: SECRET_FORM,
  private_metadata: writeRef({ sourceId: source.id }),
  title: plain('Secret'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    input(
      'secret',
      `Secret of ${senderWords[source.sender]}`,
      textField(SECRET_LENGTH),
      'Baton keeps it encrypted, and checks with it that each message is from there.',
    ),
  ],
});

/** Before a new key is made. */
export const newKeyModal = (source: Source): ModalView => ({
  type: 'modal',
  callback_id: NEW_KEY_FORM,
  private_metadata: writeRef({ sourceId: source.id }),
  title: plain('New key'),
  submit: plain('Make a new key'),
  close: plain('Cancel'),
  blocks: [
    section(
      'Both keys are accepted for seven days, so nothing is lost while you enter the new one. Then the former key stops working.',
    ),
  ],
});

const ref = z.object({ sourceId: z.number() });
const secretFields = z.object({ secret: typed(SECRET_LENGTH, 'Enter the secret.') });

export const readSecret = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, secretFields) });
export const readNewKey = (view: ViewOutput) => readRef(view, ref);
