/** The command line as commander knows it, from the list of commands. */
import { Command as Node } from 'commander';
import type { Command, Given } from './command.ts';
import { commands } from './commands.ts';

/** The words for a group of commands, such as `library …`. */
const GROUPS: Record<string, string> = {
  library: 'Items for the library, in and out.',
  settings: 'All settings and teams as a file.',
  events: 'Events from Slack that failed.',
  person: 'A person’s data: read or erase it.',
  audit: 'The audit log.',
  sources: 'Systems that send leads over HTTP.',
};

interface Voice {
  out: (text: string) => void;
  /** A refusal, in one sentence. `help` is the command with its usage. */
  refuse: (text: string, help: string) => void;
}

type Chosen = (command: Command, given: Given) => Promise<void>;

/** Calls `chosen` with the command that was typed. Refusals and help end in a CommanderError. */
export function createProgram(voice: Voice, chosen: Chosen): Node {
  const root = everywhere(new Node('baton'), voice)
    .description('Commands for Baton’s data. All are safe while Baton runs.')
    .helpCommand(true)
    .addHelpText('after', '\nThe exit code is 0 for success, 1 if something failed, and 2 for wrong usage.');
  for (const command of commands) {
    const words = command.name.split(' ');
    const last = words.at(-1) ?? '';
    const parent = words.length === 1 ? root : groupOf(root, words[0] ?? '', voice);
    const node = everywhere(parent.command([last, ...command.args].join(' ')), voice)
      .description(command.summary)
      .addHelpText('after', `\n${command.help.trim()}`);
    for (const [flags, text] of command.options) node.option(flags, text);
    node.action(async () => chosen(command, { values: node.optsWithGlobals(), positionals: node.args }));
  }
  return root;
}

/** `baton --help` lists every command, and not only the groups. */
export function listAll(root: Node): void {
  const usual = root.createHelp();
  const leaves = (node: Node): Node[] =>
    node.commands.flatMap((one) => (one.commands.length > 0 ? leaves(one) : [one]));
  root.configureHelp({
    visibleCommands: (node) => (node === root ? leaves(node) : usual.visibleCommands(node)),
    subcommandTerm: (node) => `${pathOf(node)} ${node.usage()}`.trim(),
  });
}

/** As typed after `baton`. */
function pathOf(node: Node): string {
  if (!node.parent) return '';
  return `${pathOf(node.parent)} ${node.name()}`.trim();
}

function groupOf(root: Node, name: string, voice: Voice): Node {
  const known = root.commands.find((one) => one.name() === name);
  return known ?? everywhere(root.command(name), voice).description(GROUPS[name] ?? '');
}

const everywhere = (node: Node, { out, refuse }: Voice): Node =>
  node
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out(text.trimEnd()),
      outputError: (text) => refuse(sentence(text), `baton ${pathOf(node)}`),
    })
    .allowExcessArguments(false)
    .option('--json', 'the result and errors as JSON')
    .option('--database <file>', 'instead of DATABASE_PATH');

/** From commander's "error: unknown option '--fast'". */
const sentence = (text: string): string =>
  text
    .trim()
    .replace(/^error: (.)/, (_, first: string) => first.toUpperCase())
    .replace(/(?<![.?)])$/, '.');
