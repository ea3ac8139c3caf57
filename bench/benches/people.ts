import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '@baton/sandbox';
import { parse } from 'yaml';
import { atMost, type Bench, type Row, type Target } from '../bench.ts';
import { all } from '../measure/memory.ts';
import { PORT, startOnce } from '../measure/process.ts';
import { rounds } from '../measure/rounds.ts';
import { median, ratios, spread } from '../measure/statistics.ts';

const ROOT = join(import.meta.dirname, '../..');
const CROWD = 20_000;
/** Baton lists everyone after its start, to find the admins whom it greets. */
const LISTED_MS = 8_000;

/** The first start in a company of 20,000 people, who are listed then, against one of three. */
export const people: Bench = {
  name: 'people',
  what: `Start to ready, and memory once everyone is listed, with ${CROWD} people in the workspace`,
  isLong: true,
  run: async ({ folder, built }) => {
    const dist = await built();
    const few = await startCompany(0);
    const many = await startCompany(CROWD);
    try {
      const startFor =
        ({ botToken, signingSecret, apiUrl }: typeof few) =>
        async () => {
          const environment = {
            PATH: process.env.PATH,
            PORT,
            NODE_ENV: 'production',
            LOG_LEVEL: 'error',
            SLACK_BOT_TOKEN: botToken,
            SLACK_SIGNING_SECRET: signingSecret,
            SLACK_API_URL: apiUrl,
            DATABASE_PATH: join(folder, `people-${randomUUID()}.db`),
          };
          return startOnce(join(dist, 'start.js'), environment, LISTED_MS);
        };
      const results = await rounds({ count: 2, warmUp: 0 }, { few: startFor(few), many: startFor(many) });
      const ready = (name: keyof typeof results) => results[name].map(({ readyMs }) => readyMs);
      const memory = (name: keyof typeof results) => results[name].flatMap(({ memory }) => (memory ? all(memory) : []));
      const rowsOf = (what: string, of: typeof ready, unit: string, target: Target): Row[] =>
        of('few').length === 0
          ? []
          : [
              {
                what,
                value: spread(ratios(of('many'), of('few'))),
                unit: '×',
                absolute: `${Math.round(median(of('many')))} ${unit} vs. ${Math.round(median(of('few')))} with three people`,
                target,
              },
            ];
      return [
        ...rowsOf(`With ${CROWD} people: start to ready`, ready, 'ms', atMost(1.1)),
        ...rowsOf(`With ${CROWD} people: memory once they are listed`, memory, 'MB', atMost(1.6)),
      ];
    } finally {
      await Promise.all([few.close(), many.close()]);
    }
  },
};

const startCompany = (crowd: number) =>
  startSandbox({
    manifest: parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')),
    workspace: {
      people: { ada: { admin: true }, sam: {}, mia: {} },
      channels: { sales: { members: ['sam'] }, marketing: { members: ['mia'] } },
      crowd,
    },
    deliver: { mode: 'http' },
  });
