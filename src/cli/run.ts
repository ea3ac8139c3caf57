import { parseArgs } from 'node:util';
import { UserError } from '../platform/errors.ts';
import { type Command, type Terminal, UsageError } from './command.ts';
import { commands } from './commands.ts';

/** Options of every command. */
const EVERYWHERE = { help: { type: 'boolean', short: 'h' }, database: { type: 'string' } } as const;

/** Resolves with the exit code: 0 for success, 1 if something failed, 2 for an unknown command or option. */
export async function runCommand(argv: string[], terminal: Terminal): Promise<number> {
  const [first, second] = argv;
  const command = commands.find(({ name }) => name === first || name === `${first} ${second}`);
  if (!command) {
    const asksForHelp = first === undefined || first === 'help' || first === '--help' || first === '-h';
    if (!asksForHelp) terminal.err(`Unknown command "${argv.slice(0, 2).join(' ')}".\n`);
    (asksForHelp ? terminal.out : terminal.err)(overview());
    return asksForHelp ? 0 : 2;
  }
  try {
    const options = { ...EVERYWHERE, ...command.options };
    const args = argv.slice(command.name.split(' ').length);
    const { values, positionals } = readArgs(args, options);
    if (values.help) {
      terminal.out(helpOf(command));
      return 0;
    }
    return await command.run({ values, positionals }, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\nRun "baton ${command.name} --help" for its usage.`);
      return 2;
    }
    if (error instanceof UserError || isTold(error)) {
      terminal.err(error.message);
      return 1;
    }
    throw error;
  }
}

function readArgs(args: string[], options: Command['options']) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The system's message names the fault of a path, so no stack is needed. */
const isTold = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'path' in error;

const overview = () =>
  [
    'Commands for Baton’s data. All are safe while Baton runs.',
    '',
    ...commands.map(({ name, usage, summary }) => `  baton ${name} ${usage}\n      ${summary}`),
    '',
    'All take --help, and --database <file> instead of DATABASE_PATH.',
  ].join('\n');

const helpOf = ({ name, usage, summary, help }: Command) =>
  [`baton ${name} ${usage}`, '', summary, '', help.trim()].join('\n');
