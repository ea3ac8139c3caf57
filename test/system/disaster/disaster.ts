/**
 * A disaster from end to end: people work, a backup is made, people work on, a contact is erased, the machine burns. Baton is
 * restored on another machine, and everything is compared with Slack.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '@baton/sandbox';
import Database from 'better-sqlite3';
import { handOff, manifest, workspace } from '../../support/test-app.ts';
import { createMachine, type Machine } from './machine.ts';

/** A place for backups that outlives the machine. */
export interface Vault {
  name: string;
  /** Takes a copy of the running Baton. */
  take(machine: Machine, folder: string): Promise<void>;
  /** Brings the last copy to a folder on a new machine; resolves with the path for `baton restore`. */
  bring(folder: string): Promise<string>;
}

export interface Figures {
  backupMs: number;
  fetchMs: number;
  restoreMs: number;
  startMs: number;
  leadsBefore: number;
  leadsAfter: number;
  /** Handed off after the backup. */
  leadsLost: number;
  erasedAgain: boolean;
  cardsTwice: string[];
  messagesTwice: string[];
  /** The sentence for a button of a lead that is lost. */
  lostButton: string;
  worksAfterwards: boolean;
}

const ERASED = 'Erased Contact';
const LOST = 'Lost Lead';

export async function rehearseDisaster(vault: Vault, leads: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-disaster-'));
  const slack = await startSandbox({ manifest, workspace });
  const backups = join(folder, 'other-disk');
  mkdirSync(backups);
  const first = createMachine(slack, join(folder, 'machine-1'), backups);
  const second = createMachine(slack, join(folder, 'machine-2'), backups);
  try {
    await first.start();
    const ada = slack.as('ada');
    await ada.press(await ada.waitForMessage('dm', 'I’m Baton'), 'Create both teams');
    await settled(slack);
    const names = Array.from({ length: leads }, (_, index) => `Lead ${String(index + 1).padStart(4, '0')}`);
    for (const name of [...names, ERASED]) await handOffBy(slack, name);
    await accept(slack, names[0] ?? '');
    const backupMs = await timed(() => vault.take(first, backups));

    await handOffBy(slack, LOST);
    await first.baton('person', 'forget', emailOf(ERASED), '--yes');
    const leadsBefore = leadsIn(first.databasePath);
    await settled(slack);
    const posted = texts(slack);
    await first.burn();

    const brought = join(folder, 'brought');
    let from = '';
    const fetchMs = await timed(async () => {
      from = await vault.bring(brought);
    });
    const restoreMs = await timed(() => second.baton('restore', from));
    const startMs = await timed(second.start);
    await settled(slack);

    const leadsAfter = leadsIn(second.databasePath);
    const lostButton = await pressLost(slack);
    const again = await handOffBy(slack, 'After Disaster');
    await slack.as('sam').press(again, 'Accept');
    await accept(slack, names[1] ?? '');
    await settled(slack);
    const owners = new Database(second.databasePath, { readonly: true });
    const owned = owners
      .prepare('select name from leads where owner_id is not null order by id')
      .pluck()
      .all() as string[];
    owners.close();
    await second.stop();
    const disk = readdirSync(join(folder, 'machine-2')).map((name) => join(folder, 'machine-2', name));
    return {
      ...{ backupMs, fetchMs, restoreMs, startMs, leadsBefore, leadsAfter },
      leadsLost: leadsBefore - leadsAfter,
      erasedAgain: !disk.some((path) => statSync(path).isFile() && holds(path, ERASED)),
      cardsTwice: names.filter((name) => cardsOf(slack, name).length !== 1),
      messagesTwice: repeated(texts(slack), posted),
      lostButton,
      worksAfterwards: [names[0], names[1], 'After Disaster'].every((name) => owned.includes(name ?? '')),
    };
  } finally {
    await Promise.all([first.stop(), second.stop()]);
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const emailOf = (name: string): string => `${name.replaceAll(' ', '.').toLowerCase()}@acme.example`;

const handOffBy = (slack: Sandbox, name: string) =>
  handOff({ slack }, { Name: name, Company: `${name} Ltd`, Email: emailOf(name) });

const cardsOf = (slack: Sandbox, name: string) =>
  slack
    .as('sam')
    .sees('#sales')
    .filter(({ text, threadTs }) => text.startsWith(name) && threadTs === undefined);

async function accept(slack: Sandbox, name: string): Promise<void> {
  const [card] = cardsOf(slack, name);
  if (!card) throw new Error(`There is no card of ${name}.`);
  await slack.as('sam').press(card, 'Accept');
  await settled(slack);
}

/** Its card is still in Slack, and its id must not be that of a later lead. */
async function pressLost(slack: Sandbox): Promise<string> {
  await handOffBy(slack, 'Next Lead');
  const [card] = cardsOf(slack, LOST);
  if (!card) throw new Error('The card of the lost lead is gone.');
  await slack.as('sam').press(card, 'Accept');
  const modal = await slack.as('sam').modal('That did not work');
  const said = modal.text();
  await modal.close();
  return said;
}

/** All messages of Baton in channels. Direct messages come again where the work of a person is done again. */
const texts = (slack: Sandbox): string[] =>
  [...slack.store.messages.values()]
    .flat()
    .filter(({ user }) => user === slack.botUserId)
    .map(({ channel, text, threadTs }) => [channel, threadTs ?? '', text].join(' '));

/** Texts that are there more often than before; a card that was edited has another text. */
function repeated(now: string[], before: string[]): string[] {
  const left = [...before];
  return now.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0 && before.includes(text);
  });
}

const holds = (path: string, words: string): boolean => readFileSync(path).includes(words);

function leadsIn(path: string): number {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare('select count(*) from leads').pluck().get() as number;
  } finally {
    db.close();
  }
}

/** Baton is another process: it is done when it has called Slack no more for a while. */
async function settled(slack: Sandbox): Promise<void> {
  for (let calls = -1; calls !== slack.traffic.all.length; ) {
    calls = slack.traffic.all.length;
    await sleep(700);
    await slack.settled();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return Math.round(performance.now() - from);
}
