import { blockId } from './composition.ts';
import { limits } from './limits.ts';
import { richText } from './rich-text.ts';
import {
  boolean,
  byType,
  type Check,
  fault,
  integer,
  into,
  isObject,
  kind,
  lengthOf,
  list,
  need,
  number,
  oneOf,
  shape,
  string,
} from './rule.ts';

const cells = [
  kind('raw_text', { text: need(string({ min: 1 })) }),
  kind('raw_number', { value: need(number()), text: need(string({ min: 1 })) }),
  richText,
];

const row = (columns: { min: number; max: number }) => list(byType(cells), columns);

const rowsOf = (block: Record<string, unknown>): unknown[][] => (Array.isArray(block.rows) ? block.rows : []);

const evenRows: Check = (block, at) => {
  const [header, ...rest] = rowsOf(block);
  return rest.flatMap((cellsOfRow, index) =>
    cellsOfRow.length === header?.length
      ? []
      : fault(into(into(at, 'rows'), index + 1), 'all rows must have the same number of cells'),
  );
};

const plainHeader: Check = (block, at) =>
  (rowsOf(block)[0] ?? []).flatMap((cell, column) =>
    isObject(cell) && cell.type === 'rich_text'
      ? fault(into(into(into(into(at, 'rows'), 0), column), 'type'), 'unsupported type: rich_text')
      : [],
  );

const headerColumnExists: Check = (block, at) => {
  const columns = rowsOf(block)[0]?.length ?? 0;
  return Number(block.row_header_column_index ?? 0) < columns
    ? []
    : fault(into(at, 'row_header_column_index'), `must be less than ${columns}`);
};

/** Every `text` within a value, at any depth. */
const lengthOfText = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + lengthOfText(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (key === 'text' && typeof inner === 'string' ? lengthOf(inner) : lengthOfText(inner)),
    0,
  );
};

const contentFits =
  (max: number): Check =>
  (block, at) =>
    lengthOfText(block.rows) > max ? fault(into(at, 'rows'), `must be less than ${max + 1} characters`) : [];

const columnSetting = shape({ align: oneOf('left', 'center', 'right'), is_wrapped: boolean });

/** `null` leaves a column as it is: docs.rs/slack-web-api, ColumnSetting, after Slack's page of the table block. */
const columnSettings = list((value, at) => (value === null ? [] : columnSetting(value, at)), {
  max: limits.table.columns.max,
});

export const table = kind(
  'table',
  {
    block_id: blockId,
    rows: need(list(row(limits.table.columns), limits.table.rows)),
    column_settings: columnSettings,
  },
  contentFits(limits.table.content),
);

export const dataTable = kind(
  'data_table',
  {
    block_id: blockId,
    caption: need(string({ min: 1 })),
    rows: need(list(row(limits.dataTable.columns), limits.dataTable.rows)),
    page_size: integer(limits.dataTable.pageSize),
    row_header_column_index: integer({ min: 0 }),
  },
  evenRows,
  plainHeader,
  headerColumnExists,
  contentFits(limits.dataTable.content),
);
