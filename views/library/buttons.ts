import type { Button } from '@slack/types';
import type { FoundItem } from '../../src/library/search/search.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import { button } from '../kit/blocks.ts';

/** Acts on an item, wherever it is listed; the value is its id. */
export const itemActions = {
  share: 'content_share',
  send: 'content_send',
  use: 'content_use',
  open: 'content_open',
  get: 'content_get',
  menu: 'content_menu',
} as const;

/** Without emphasis for an item past its review date. */
export const shareButton = (actionId: string, { id, title, isStale }: FoundItem): Button =>
  button(actionId, 'Share here', String(id), {
    ...(!isStale && { style: 'primary' as const }),
    label: `Share here: ${title}`,
  });

/** A link opens; a file comes in a direct message. */
export const getItem = ({ id, title, link }: Pick<LibraryItem, 'id' | 'title' | 'link'>): Button =>
  link === null
    ? button(itemActions.get, GET_FILE, String(id), { label: `${GET_FILE}: ${title}` })
    : button(itemActions.open, 'Open', String(id), { url: link, label: `Open: ${title}` });

const GET_FILE = 'Get the file';

export const useButton = ({ id, title }: Pick<LibraryItem, 'id' | 'title'>): Button =>
  button(itemActions.use, 'Used with a lead…', String(id), { label: `Used with a lead: ${title}` });
