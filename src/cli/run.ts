import { CommanderError } from 'commander';
import { UserError } from '../platform/errors.ts';
import { type Given, type Result, type Terminal, UsageError } from './command.ts';
import { createProgram, listAll } from './program.ts';

/** Resolves with the exit code: 0 for success, 1 if something failed, 2 for an unknown command or option. */
export async function runCommand(argv: string[], terminal: Terminal): Promise<number> {
  const tell = teller(argv.includes('--json'), terminal);
  let code = 0;
  const voice = { out: terminal.out, refuse: (text: string, command: string) => tell(`${text}${hint(command)}`, text) };
  const program = createProgram(voice, async (command, given) => {
    const end = await outcome(() => command.run(given, terminal));
    if (!('failure' in end)) code = print(end, given, terminal);
    else {
      const { message } = end.failure;
      const isUsage = end.failure instanceof UsageError;
      tell(isUsage ? `${message}${hint(`baton ${command.name}`)}` : message, message);
      code = isUsage ? 2 : 1;
    }
  });
  const [first = '--help'] = argv;
  if (['help', '--help', '-h'].includes(first) && argv.length <= 1) listAll(program);
  if (first === 'complete') (await import('@bomb.sh/tab/commander')).default(program);
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return code;
}

const hint = (command: string): string => `\nRun "${command.trim()} --help" for its usage.`;

/** Says what failed: to a person in words, to a program as JSON. */
const teller =
  (asJson: boolean, { err }: Terminal) =>
  (words: string, error: string): void =>
    err(asJson ? JSON.stringify({ error }) : words);

type End = Result | { failure: UsageError | UserError | NodeJS.ErrnoException };

async function outcome(run: () => Promise<Result>): Promise<End> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UsageError || error instanceof UserError || isTold(error)) return { failure: error };
    throw error;
  }
}

function print({ words, data, failed }: Result, { values }: Given, { out }: Terminal): number {
  const text = values.json === true ? JSON.stringify(data, null, 2) : words;
  if (text) out(text);
  return failed ? 1 : 0;
}

/** The system's message names the fault of a path, so no stack is needed. */
const isTold = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'path' in error;
