import type { DataTableBlock, RawNumberElement, RawTextElement, RichTextBlock, TableBlock } from '@slack/types';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { RichText } from './rich-text.tsx';

type Cell = RichTextBlock | RawTextElement | RawNumberElement;

const PAGE_SIZE = 25;

/** The first row is the heading, in both kinds of table. */
export function TableBlockView({ block }: { block: TableBlock | DataTableBlock }) {
  const [page, setPage] = useState(0);
  const [head = [], ...body] = block.rows as Cell[][];
  const isData = block.type === 'data_table';
  const size = isData ? (block.page_size ?? PAGE_SIZE) : body.length || 1;
  const pages = Math.max(1, Math.ceil(body.length / size));
  const shown = body.slice(page * size, (page + 1) * size);
  const settings = block.type === 'table' ? (block.column_settings ?? []) : [];
  const rowHeader = isData ? block.row_header_column_index : undefined;
  const classOf = (cell: Cell, column: number) =>
    `align-${settings[column]?.align ?? (cell.type === 'raw_number' ? 'right' : 'left')} ${settings[column]?.is_wrapped === false ? 'nowrap' : ''}`;

  return (
    <div className="block block-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
      <section className="table-scroll" aria-label={isData ? block.caption : 'Table'} tabIndex={0}>
        <table>
          {isData && <caption>{block.caption}</caption>}
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th key={column} scope="col" className={classOf(cell, column)}>
                  <CellView cell={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={page * size + index}>
                {row.map((cell, column) =>
                  column === rowHeader ? (
                    <th key={column} scope="row" className={classOf(cell, column)}>
                      <CellView cell={cell} />
                    </th>
                  ) : (
                    <td key={column} className={classOf(cell, column)}>
                      <CellView cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {pages > 1 && (
        <div className="table-pages">
          <Button className="button small" isDisabled={page === 0} onPress={() => setPage(page - 1)}>
            Previous
          </Button>
          <span className="quiet">
            Page {page + 1} of {pages}
          </span>
          <Button className="button small" isDisabled={page === pages - 1} onPress={() => setPage(page + 1)}>
            Next
          </Button>
        </div>
      )}
    </div>
  );
}

function CellView({ cell }: { cell: Cell }) {
  return cell.type === 'rich_text' ? <RichText block={cell} /> : cell.text;
}
