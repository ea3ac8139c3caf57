/** The form of one setting: its fields, a preview, and its changes. */
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Editor, Preview, Setting } from '../../src/platform/settings/setting.ts';
import type { SettingChange } from '../../src/platform/settings/table.ts';
import { type FormResult, heldValue } from '../../src/platform/slack/form.ts';
import { moment } from '../../src/platform/slack/mrkdwn.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { listsToText, type Row, rowsToText, textToLists, textToRows } from '../../src/settings/rows.ts';
import { readYaml, writeYaml } from '../../src/settings/yaml.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  date,
  divider,
  input,
  optional,
  options,
  plain,
  rich,
  section,
  selectField,
  textField,
} from '../kit/blocks.ts';
import { changedBy, valueLines } from './list.ts';

export const SETTING_FORM = 'setting_form';
export const SETTING_PREVIEW = 'setting_preview';
export const SETTING_RESET = 'setting_reset';

/** Slack's limit for what a field holds. */
const MOST_TEXT = 3000;
const VALUE = 'value';

export interface SettingForm {
  setting: Setting<unknown>;
  value: unknown;
  isDefault: boolean;
  /** Newest first. */
  changes: SettingChange[];
  /** `value` shows the value itself. */
  preview?: Preview | { of: 'value' } | { of: 'fault'; sentence: string };
}

export function settingModal({ setting, value, isDefault, changes, preview }: SettingForm): ModalView {
  const { title, help } = setting;
  const fields = fieldsOf(setting, value);
  return {
    type: 'modal',
    callback_id: SETTING_FORM,
    private_metadata: writeRef({ key: setting.key }),
    title: plain('Change a setting'),
    ...(fields.length > 0 && { submit: plain('Save') }),
    close: plain('Cancel'),
    blocks: [
      rich([bold(title)]),
      section(help),
      ...(fields.length > 0
        ? fields
        : [
            context(
              'Too long for a form. Export it with `npm run baton -- settings export FILE`, edit the file and import it.',
            ),
          ]),
      ...(preview ? previewBlocks(setting, value, preview) : []),
      actions(
        'setting_more',
        ...(fields.length > 0 ? [button(SETTING_PREVIEW, 'Preview', setting.key)] : []),
        ...(isDefault ? [] : [button(SETTING_RESET, 'Reset to default', setting.key)]),
      ),
      ...historyBlocks(setting, changes),
    ].filter((block) => block.type !== 'actions' || block.elements.length > 0),
  };
}

/** Slack's limit. */
const MOST_RADIO_BUTTONS = 10;

function fieldsOf({ editor, title }: Setting<unknown>, value: unknown): KnownBlock[] {
  switch (editor.kind) {
    case 'number': {
      const many = editor.unit?.[1];
      const label = many ? many.charAt(0).toUpperCase() + many.slice(1) : title;
      const field = input(
        VALUE,
        label,
        numberField(value),
        editor.empty && `Leave empty for: ${editor.empty.toLowerCase()}.`,
      );
      return [editor.empty === undefined ? field : optional(field)];
    }
    case 'numbers':
      return Object.entries(editor.fields).map(([field, label]) => input(field, label, numberField(at(value, field))));
    case 'emoji':
      return Object.entries(editor.fields).map(([field, label]) =>
        input(field, label, textField(102, `:${at(value, field)}:`, { placeholder: ':white_check_mark:' })),
      );
    case 'channel':
      return [
        optional(
          input(
            VALUE,
            'Channel',
            {
              type: 'conversations_select',
              filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
              ...(typeof value === 'string' && { initial_conversation: value }),
            },
            emptyHint(editor.empty),
          ),
        ),
      ];
    case 'people': {
      const ids = stringsOf(value);
      return [
        optional(
          input(VALUE, 'People', {
            type: 'multi_users_select',
            placeholder: plain('No one'),
            ...(ids.length > 0 && { initial_users: ids }),
          }),
        ),
      ];
    }
    case 'choice': {
      const choices = options(editor.choices);
      const initial_option = choices.find((one) => one.value === value);
      if (choices.length > MOST_RADIO_BUTTONS) return [input(VALUE, title, selectField(choices, value as string))];
      return [
        input(VALUE, title, { type: 'radio_buttons', options: choices, ...(initial_option && { initial_option }) }),
      ];
    }
    case 'rows': {
      const text = rowsToText(value as Row[], Object.keys(editor.columns));
      return multiline(text, ONE_A_LINE, rowHint(editor));
    }
    case 'lists':
      return multiline(listsToText(value as string[][]), ONE_A_LINE, 'Separate the words of a group with commas.');
    case 'text':
      return [
        optional(
          input(VALUE, title, textField(100, typeof value === 'string' ? value : null), emptyHint(editor.empty)),
        ),
      ];
    case 'words':
      return multiline(stringsOf(value).join('\n'), ONE_A_LINE).map((block) =>
        block.type === 'input' ? optional(block) : block,
      );
    case 'yaml':
      return multiline(writeYaml(value), 'Value');
  }
}

const ONE_A_LINE = 'One per line';

const emptyHint = (empty: string) => `Leave empty for: ${empty.charAt(0).toLowerCase()}${empty.slice(1)}.`;

const stringsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const rowHint = ({ columns }: Extract<Editor, { kind: 'rows' }>): string | undefined =>
  Object.keys(columns).length === 0 ? undefined : `Write each as: name | ${Object.values(columns).join(' | ')}`;

/** No field when the text is too long: a cut text would be saved as it is. */
const multiline = (text: string, label: string, hint?: string): KnownBlock[] =>
  text.length > MOST_TEXT ? [] : [input(VALUE, label, textField(MOST_TEXT, text, { multiline: true }), hint)];

const numberField = (value: unknown) => ({
  type: 'number_input' as const,
  is_decimal_allowed: false,
  ...(value !== null && value !== undefined && value !== '' && { initial_value: String(value) }),
});

const at = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null && field in value ? value[field as keyof typeof value] : '';

function previewBlocks(
  setting: Setting<unknown>,
  value: unknown,
  preview: NonNullable<SettingForm['preview']>,
): Blocks {
  switch (preview.of) {
    case 'fault':
      return [rich([bold('Not valid: '), preview.sentence])];
    case 'erasing': {
      const { count, unit } = preview;
      const erased =
        count === 0
          ? `No ${unit[1]} would be erased now.`
          : `${count} ${unit[count === 1 ? 0 : 1]} would be erased, starting tonight. This can't be undone.`;
      return [rich([bold('Preview: '), erased])];
    }
    case 'times':
      return [rich([bold('Preview: '), preview.subject], ...preview.times.map(([label, at]) => [label, date(at)]))];
    case 'value':
      return [rich([bold('Preview')], ...valueLines(setting, value))];
  }
}

const MOST_CHANGES = 5;

function historyBlocks(setting: Setting<unknown>, changes: SettingChange[]): Blocks {
  if (changes.length === 0) return [context('Default value.')];
  return [
    divider,
    ...changes
      .slice(0, MOST_CHANGES)
      .flatMap(
        (change): Blocks => [
          context(`${changedBy(change.by)} ${moment(change.at)}`),
          rich(...(change.value === null ? [['Reset to default']] : valueLines(setting, change.value))),
        ],
      ),
  ];
}

const ref = z.object({ key: z.string().max(100) });

export const settingKeyOf = (view: Pick<ViewOutput, 'private_metadata'>): string => readRef(view, ref).key;

/** The value of the form by the setting's schema; errors belong to fields. `before` is the current value. */
export function readSetting(
  view: Pick<ViewOutput, 'state'>,
  setting: Setting<unknown>,
  before: unknown,
): FormResult<unknown> {
  const { editor } = setting;
  const held = (field: string) => heldValue(view.state.values[field]?.[field]);
  const raw = rawValue(editor, held, before);
  if ('fault' in raw) return { ok: false, errors: { [VALUE]: raw.fault } };
  const parsed = setting.schema.safeParse(raw.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  const fields = editor.kind === 'numbers' || editor.kind === 'emoji' ? Object.keys(editor.fields) : [VALUE];
  for (const { path, message } of parsed.error.issues) {
    const field = fields.includes(String(path[0])) ? String(path[0]) : (fields[0] ?? VALUE);
    const line =
      (editor.kind === 'rows' || editor.kind === 'lists' || editor.kind === 'words') && typeof path[0] === 'number'
        ? `Line ${path[0] + 1}: `
        : '';
    errors[field] ??= `${line}${message}`;
  }
  return { ok: false, errors };
}

type Held = string | string[] | undefined;

function rawValue(
  editor: Editor,
  held: (field: string) => Held,
  before: unknown,
): { value: unknown } | { fault: string } {
  switch (editor.kind) {
    case 'number':
      return { value: editor.empty !== undefined && held(VALUE) === undefined ? null : toNumber(held(VALUE)) };
    case 'numbers':
      return { value: mapped(editor.fields, (field) => toNumber(held(field))) };
    case 'emoji':
      return { value: mapped(editor.fields, held) };
    case 'choice':
    case 'channel':
      return { value: held(VALUE) ?? null };
    case 'people':
      return { value: held(VALUE) ?? [] };
    case 'text':
      return { value: held(VALUE) ?? null };
    case 'words':
      return {
        value: String(held(VALUE) ?? '')
          .split(/[\s,;]+/)
          .filter((word) => word !== ''),
      };
    case 'rows': {
      const read = textToRows(String(held(VALUE) ?? ''), Object.keys(editor.columns), before as Row[]);
      return 'fault' in read ? read : { value: read.rows };
    }
    case 'lists':
      return { value: textToLists(String(held(VALUE) ?? '')) };
    case 'yaml':
      try {
        return { value: readYaml(String(held(VALUE) ?? '')) };
      } catch {
        return { fault: 'This is not valid YAML. Check the indentation.' };
      }
  }
}

const mapped = <T>(fields: Record<string, string>, read: (field: string) => T) =>
  Object.fromEntries(Object.keys(fields).map((field) => [field, read(field)]));

const toNumber = (text: Held): unknown => (typeof text === 'string' && text !== '' ? Number(text) : text);
