import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, type Bench } from '../bench.ts';
import { serverCommand } from '../measure/pin.ts';
import { exactly, median, ms } from '../measure/statistics.ts';
import { contact } from '../seed/words.ts';
import { withServers } from '../servers/servers.ts';
import { MARKETER } from '../slack/workspace.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The start of the process is in both, so the difference is the cost of the rows. */
const [FEW, MANY] = [500, 4_500];
/** Far from the contacts of the seeded leads. */
const FROM = 3_000_000;

/** An import on the command line, which has the process to itself. */
export const imports: Bench = {
  name: 'import',
  what: `Leads from a CSV file of ${MANY.toLocaleString('en')} rows, by the command line, at 100,000 leads`,
  isLong: true,
  run: ({ seeded, folder }) =>
    withServers(async ({ child }) => {
      const name = 'leads';
      const databasePath = await seeded(100_000);
      const took = [FEW, MANY].map((rows) => {
        const path = join(folder, `${rows}.csv`);
        writeFileSync(path, tableOf(rows));
        const begin = performance.now();
        const [command, args] = serverCommand([
          join(ROOT, 'cli.js'),
          'import',
          path,
          '--by',
          MARKETER,
          '--team',
          'Team 1',
        ]);
        execFileSync(command, [...args, '--database', databasePath], { cwd: ROOT, stdio: 'ignore' });
        return performance.now() - begin;
      }) as [number, number];
      const reads = await child('reads.child.ts', { paths: { [name]: databasePath } });
      const handOffs = await reads.ask<number[]>('handOff', { name, times: 200 });
      const perRow = (took[1] - took[0]) / (MANY - FEW);
      return [
        {
          what: 'A row, with its dry run, relative to a hand-off with its own commit',
          value: exactly(perRow / median(handOffs)),
          unit: '×',
          target: atMost(2),
          absolute: `${ms(perRow)} vs. ${ms(median(handOffs))}`,
        },
      ];
    }),
};

/** Every row is another person. */
function tableOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const { name, company, email } = contact(FROM + rows * 10 + row);
    return `${name},${company},${row}.${email},A demo next week`;
  });
  return ['Name,Company,Email,Notes', ...lines].join('\n');
}
