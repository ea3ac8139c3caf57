/** The way to a connection: choose the CRM, paste its key, and the outcome of the test. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Credentials, CrmKind } from '../../src/crm/crm.ts';
import { readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { GIVES_WAY } from '../../src/platform/slack/show-answer.ts';
import {
  actions,
  button,
  context,
  input,
  type Line,
  optional,
  plain,
  rich,
  section,
  textField,
} from '../kit/blocks.ts';
import { type Fault, faultLines } from './words.ts';

export const KEY_FORM = 'crm_key_form';
export const connectActions = {
  /** Opens the form for a key. */
  connect: 'crm_connect',
  /** The environment has the key. */
  given: 'crm_connect_given',
  /** The form for a key, in place of a refusal. */
  again: 'crm_key_again',
  /** Goes on to the choices. */
  test: 'crm_test',
  choose: 'crm_choose',
} as const;

/** Slack's limit of a text field. */
const LONGEST = 3000;

interface Choice extends Pick<CrmKind, 'name' | 'label'> {
  /** Whether the environment has its key. */
  isGiven: boolean;
}

export const connectModal = (choices: readonly Choice[]): ModalView => ({
  type: 'modal',
  title: plain('CRM'),
  close: plain('Close'),
  blocks: [
    section(
      'A lead that marketing qualifies in your CRM becomes a card within a minute. Contacts and outcomes that sellers log stand in the CRM, and no one types them twice.',
    ),
    ...(choices.length === 0
      ? [section('The sandbox has no CRM. In your own Slack, Baton connects to HubSpot and Salesforce here.')]
      : choices.map(({ name, label, isGiven }) =>
          actions(
            `crm_kind:${name}`,
            button(isGiven ? connectActions.given : connectActions.connect, `Connect ${label}`, name),
          ),
        )),
    context(
      'Baton connects to the CRM by itself: no port is opened, and no app is installed there. Nothing is read or written before you switch it on.',
    ),
  ],
});

interface KeyStart {
  replaces?: boolean;
  /** The present values. Secret ones are not shown. */
  known?: Credentials | undefined;
}

export const keyModal = (
  { name, label, credentials }: CrmKind,
  { replaces = false, known = {} }: KeyStart = {},
): ModalView => ({
  type: 'modal',
  callback_id: KEY_FORM,
  private_metadata: writeRef({ kind: name, replaces: replaces ? 1 : 0 }),
  title: plain(replaces ? 'Replace the key' : `Connect ${label}`),
  submit: plain('Test it'),
  close: plain('Cancel'),
  blocks: [
    ...(replaces
      ? [section('The present key stays until the new one has passed the test. It has to be of the same account.')]
      : []),
    ...credentials.map((field) => {
      const initial = field.isSecret ? null : known[field.name];
      const element = textField(LONGEST, initial, field.isMultiline ? { multiline: true } : {});
      const block = input(field.name, field.label, element, field.hint);
      return field.isOptional ? optional(block) : block;
    }),
    context('Stored encrypted, with a key that is not in the database. It is never shown again.'),
  ],
});

const ref = z.object({ kind: z.string(), replaces: z.number() });

export function readKey(view: ViewOutput, kinds: readonly CrmKind[]) {
  const { kind: name, replaces } = readRef(view, ref);
  const kind = kinds.find((one) => one.name === name);
  const shape = (kind?.credentials ?? []).map(({ name: field, label, isOptional, fault }) => {
    const value = typed(LONGEST, `Enter this: ${label}.`).superRefine((text, issues) => {
      const words = fault(text);
      if (words !== undefined) issues.addIssue(words);
    });
    return [field, isOptional ? value.optional() : value] as const;
  });
  return { kind: name, replaces: replaces === 1, form: readForm(view, z.object(Object.fromEntries(shape))) };
}

/** While the CRM is asked. */
export const waitModal = (title: string, words: string): ModalView => ({
  type: 'modal',
  title: plain(title),
  close: plain('Back'),
  blocks: [rich([words])],
});

/** The CRM answered with a fault. `canRetype` offers the form for the key again. */
export const refusedModal = (
  { name, label }: Pick<CrmKind, 'name' | 'label'>,
  error: Fault,
  { canRetype = false, replaces = false } = {},
): ModalView => ({
  type: 'modal',
  title: plain(label),
  close: plain('Back'),
  blocks: [
    rich(...faultLines(label, error, 'x')),
    ...(canRetype
      ? [
          actions(
            'crm_refused',
            button(connectActions.again, 'Enter another key…', `${name}:${replaces ? 'replace' : 'new'}`),
            ...(replaces ? [] : [button(connectActions.test, 'Test again', name)]),
          ),
        ]
      : []),
  ],
});

/** The key works, but it may not do everything. */
export const missingModal = (label: string, missing: readonly string[]): ModalView => ({
  type: 'modal',
  callback_id: GIVES_WAY,
  title: plain(label),
  close: plain('Back'),
  blocks: [
    rich(...missingLines(label, missing)),
    actions(
      'crm_missing',
      button(connectActions.test, 'Test again', 'test', { style: 'primary' }),
      button(connectActions.choose, 'Go on without', 'choose'),
    ),
  ],
});

export const missingLines = (label: string, missing: readonly string[]): Line[] => [
  [
    { type: 'emoji', name: 'warning' },
    ` ${label} accepts the key, and these rights are missing. Add them to the key in ${label}, then test again.`,
  ],
  ...missing.map((right): Line => ['•  ', { type: 'text', text: right, style: { code: true } }]),
];
