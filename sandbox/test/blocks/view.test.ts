import { describe, expect, it } from 'vitest';
import { faultText, validateView } from '../../src/blocks/validate.ts';
import { blocks, modal, mrkdwn, plain } from './examples.ts';

const modalMethods = ['views.open', 'views.push', 'views.update'] as const;
const opened = (view: unknown) => validateView(view, 'views.open').map(faultText);
const section = { type: 'section', text: plain() };
const home = { type: 'home', blocks: [section], private_metadata: '{}', callback_id: 'home', external_id: 'home-1' };
const text = (focus?: boolean) => ({ type: 'plain_text_input', focus_on_load: focus });
const input = (focus?: boolean) => ({ type: 'input', label: plain(), element: text(focus) });

describe('views', () => {
  it.each(modalMethods)('%s accepts a modal and refuses a home', (method) => {
    expect(validateView(modal, method)).toEqual([]);
    expect(validateView(home, method).map(faultText)).toContain('must be a valid enum value [json-pointer:/view/type]');
  });

  it('views.publish accepts a home and refuses a modal', () => {
    expect(validateView(home, 'views.publish')).toEqual([]);
    expect(validateView(modal, 'views.publish').map(faultText)).toContain(
      'must be a valid enum value [json-pointer:/view/type]',
    );
  });

  it('a modal requires a type, a title and blocks', () => {
    expect(opened({})).toEqual([
      'missing required field: type [json-pointer:/view]',
      'missing required field: blocks [json-pointer:/view]',
      'missing required field: title [json-pointer:/view]',
    ]);
    expect(opened({ type: 'modal', title: plain(), blocks: [section] })).toEqual([]);
  });

  it('a view that is not an object is refused', () => {
    for (const wrong of [undefined, null, '{}', []]) {
      expect(opened(wrong)).toEqual(['must provide an object [json-pointer:/view]']);
    }
  });

  it('a modal with an input requires a submit button', () => {
    const { submit: _, ...bare } = modal;
    expect(opened({ ...bare, blocks: [section] })).toEqual([]);
    expect(opened({ ...bare, blocks: [section, section, input()] })).toEqual([
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/2/input]',
    ]);
  });

  it('a home may have inputs but no title, submit or close', () => {
    expect(validateView({ ...home, blocks: [input()] }, 'views.publish')).toEqual([]);
    expect(validateView({ ...home, title: plain() }, 'views.publish').map(faultText)).toEqual([
      'invalid additional property: title [json-pointer:/view]',
    ]);
  });

  it('titles and buttons are plain text', () => {
    expect(opened({ ...modal, title: mrkdwn(), submit: mrkdwn(), close: mrkdwn() })).toEqual([
      'must be a valid enum value [json-pointer:/view/title/type]',
      'must be a valid enum value [json-pointer:/view/close/type]',
      'must be a valid enum value [json-pointer:/view/submit/type]',
    ]);
  });

  it('fields that Slack adds to a view are refused', () => {
    expect(opened({ ...modal, id: 'V1', state: {} })).toEqual([
      'invalid additional property: id [json-pointer:/view]',
      'invalid additional property: state [json-pointer:/view]',
    ]);
  });

  it('only one element of a view may have the focus', () => {
    expect(opened({ ...modal, blocks: [input(true), input(false)] })).toEqual([]);
    expect(opened({ ...modal, blocks: [input(true), input(true)] })).toEqual([
      'only one element may have `focus_on_load` set to true [json-pointer:/view/blocks/1/element/focus_on_load]',
    ]);
    const menu = { ...section, accessory: { type: 'users_select', focus_on_load: true } };
    expect(opened({ ...modal, blocks: [input(true), menu] })).toEqual([
      'only one element may have `focus_on_load` set to true [json-pointer:/view/blocks/1/accessory/focus_on_load]',
    ]);
  });

  it('pointers start at the view', () => {
    expect(opened({ ...modal, blocks: [blocks.section, { type: 'header', text: plain('') }] })).toEqual([
      'must be more than 0 characters [json-pointer:/view/blocks/1/text/text]',
    ]);
  });
});
