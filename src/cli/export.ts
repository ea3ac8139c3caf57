import { extname } from 'node:path';
import { datasetNames, datasets, isDatasetName } from '../exports/list.ts';
import { type Format, fileOf, formats } from '../exports/write.ts';
import { type Command, counted, type Given, type Result, type Terminal, textOf, UsageError } from './command.ts';
import { withData } from './open.ts';
import { progress } from './progress.ts';
import { recordExport } from './record-export.ts';
import { sinceIn } from './since.ts';
import { writeWhole } from './whole-file.ts';

export const dataExport: Command = {
  name: 'export',
  args: ['<what>', '[file]'],
  summary: 'Writes leads, history and other data as CSV, Excel or JSON lines.',
  help: `
What: ${datasetNames.join(', ')}.
The ending of the file says the format. Without a file, the rows are printed. A file of that name is replaced as a whole.
Dates are in UTC, people are given by their member ID. Cells of CSV that look like formulas to a spreadsheet start with an
apostrophe, which "import" removes.

--since is for a warehouse: rows that were created or changed since, imported ones included.
`,
  options: [
    ['--format <format>', formats.join(', ')],
    ['--since <day>', 'a day (UTC), or a time such as 2026-11-01T09:00:00Z'],
  ],
  run: async (given, terminal) => {
    const [what = '', path] = given.positionals;
    if (!isDatasetName(what)) throw new UsageError(`Name one of ${datasetNames.join(', ')}.`);
    const format = formatOf(given, path);
    if (format === 'xlsx' && path === undefined) throw new UsageError('An Excel file needs a name.');
    return exportOne({ ...datasets[what], format, path }, given, terminal);
  },
};

function formatOf(given: Given, path: string | undefined): Format {
  const said = textOf(given, 'format') ?? (path === undefined ? 'csv' : extname(path).slice(1).toLowerCase());
  const format = formats.find((one) => one === said);
  if (format) return format;
  throw new UsageError(`--format is ${formats.join(', ')}, or the ending of the file.`);
}

type Asked = (typeof datasets)[keyof typeof datasets] & { format: Format; path: string | undefined };

function exportOne({ format, path, ...dataset }: Asked, given: Given, terminal: Terminal): Promise<Result> {
  const since = sinceIn(given);
  const { title, subject, columns } = dataset;
  return withData(given, terminal, async (data) => {
    const details = { format, ...(since && { since: since.toISOString() }) };
    await recordExport(data, terminal, { kind: 'data.exported', subject, details });
    const shown = progress(terminal, 'rows');
    let count = 0;
    function* rows() {
      for (const row of dataset.rows(data.db, { since })) {
        count += 1;
        shown.step();
        yield row;
      }
    }
    const content = fileOf(format, { title, columns, rows: rows() });
    if (path === undefined) {
      for await (const part of content) terminal.out(String(part).replace(/\n$/, ''));
      return { words: '', data: undefined };
    }
    await writeWhole(path, content);
    shown.end();
    return { words: `${counted(count, 'row', 'rows')} written to ${path}.`, data: { file: path, rows: count } };
  });
}
