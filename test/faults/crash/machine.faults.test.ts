/** Work of the night, in a process that dies at each point of it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { backupsIn } from './options.ts';
import { JANES_WORDS, withLead } from './people.ts';
import type { Scenario } from './scenario.ts';

const backupOf = ({ folder }: Company, day: string): string => join(backupsIn(folder), day, 'baton.db');

const scenarios: Scenario[] = [
  {
    name: 'the backup of the night',
    words: JANES_WORDS,
    prepare: withLead,
    steps: [
      {
        act: (company) => company.travel('2026-11-20T02:00:30Z'),
        isDone: (company) => existsSync(backupOf(company, '2026-11-20')),
      },
    ],
    end: (company) => {
      const client = new Database(backupOf(company, '2026-11-20'), { readonly: true });
      const found = [
        client.pragma('integrity_check', { simple: true }),
        client.prepare('select name from leads').all(),
      ];
      client.close();
      return {
        found,
        days: readdirSync(backupsIn(company.folder))
          .filter((name) => name !== 'erasures.jsonl')
          .sort(),
      };
    },
  },
];

crashTests(scenarios);
