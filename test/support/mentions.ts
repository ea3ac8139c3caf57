import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dirname as folderOf, join as joined } from 'node:path/posix';
import { ROOT, type Source } from './sources.ts';

/** A path with one of these beginnings is relative to the root of the repository. */
const TOP = 'src|commands|views|test|play|bench|build|sandbox|docs|migrations|\\.github|\\.ci|\\.slack';
/** `src/<domain>/table.ts` stands for at least one file. */
const PART = '(?:[\\w.-]|<[\\w -]+>)+';
const FROM_ROOT = new RegExp(`(?<![\\w./@:<>-])(?:${TOP})(?:/${PART})+`, 'g');
/** A file of code or documentation by its name, or by the end of its path. */
const BY_NAME = /(?<![\w./@:<>-])(?:[a-z0-9][\w.-]*\/)*[a-z0-9][\w.-]*\.(?:tsx?|m?js|md)(?![\w/(-])/g;
const LINK = /\]\(([^)\s]+)\)/g;
const LABEL = /(?<![*\w])\*([^*\s][^*]*)\*(?!\*)/g;
const SCRIPT = /\bnpm run ([a-z][\w:-]*)/g;

const COMMENT = /(?:^|\s)\/\/ [^\n]*|\/\*[\s\S]*?\*\//g;
const MARKDOWN_CODE = /```[\s\S]*?```|`[^`\n]+`/g;

export interface Mentions {
  paths: string[];
  /** Targets of Markdown links, as they are written. */
  links: string[];
  scripts: string[];
  /** Texts in italics: buttons, fields and titles as people see them. */
  labels: string[];
}

/** Names in the text of a Markdown file, or in the comments of a source file. */
export function mentionsIn({ path, text }: Source): Mentions {
  const isMarkdown = path.endsWith('.md');
  const prose = isMarkdown ? text : (text.match(COMMENT) ?? []).join('\n');
  const code = isMarkdown ? (text.match(MARKDOWN_CODE) ?? []).join('\n') : prose;
  const found = (pattern: RegExp) => [...prose.matchAll(pattern)].map(([, name = '']) => name);
  return {
    paths: unique([FROM_ROOT, BY_NAME].flatMap((pattern) => code.match(pattern) ?? []).map(withoutStop)).filter(
      (path) => !isBuilt(path),
    ),
    links: unique(isMarkdown ? found(LINK) : []),
    scripts: unique(found(SCRIPT)),
    labels: unique(
      isMarkdown ? [...prose.replace(MARKDOWN_CODE, '').matchAll(LABEL)].map(([, label = '']) => inLine(label)) : [],
    ),
  };
}

const inLine = (text: string): string => text.replace(/\s+/g, ' ');
const unique = (all: string[]): string[] => [...new Set(all)];
/** Made by `npm run build`. */
const isBuilt = (path: string): boolean => path.startsWith('dist/');
/** A path may end a sentence. */
const withoutStop = (path: string): string => path.replace(/\.+$/, '');

/** Files in git, and new files that are not ignored, relative to the root of the project. */
export function filesOfProject(): string[] {
  const found: string[] = [];
  const ignored = new Set([...readFileSync(join(ROOT, '.gitignore'), 'utf8').split(/\/?\n/), '.git']);
  const look = (folder: string) => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      if (ignored.has(entry.name)) continue;
      const path = joined(folder, entry.name);
      if (entry.isDirectory()) look(path);
      else found.push(path);
    }
  };
  look('');
  return found;
}

/** A folder or file from the root, or a file by the end of its path. */
export function pathExists(mentioned: string, files: readonly string[]): boolean {
  const pattern = mentioned
    .split(/<[^>]*>/)
    .map((part) => part.replaceAll('.', '\\.'))
    .join('[^/]+');
  const isFromRoot = mentioned.match(FROM_ROOT)?.[0] === mentioned;
  const known = new RegExp(`^${isFromRoot ? '' : '(?:.*/)?'}${pattern}(?:/|$)`);
  return files.some((file) => known.test(file));
}

/** True if a link leads to a file and, if it names one, to a heading in it. Web addresses are not checked. */
export function linkLeads(link: string, from: string): boolean {
  if (/^(?:https?|mailto):/.test(link)) return true;
  const [to = '', heading] = link.split('#');
  const target = join(ROOT, to === '' ? from : joined(folderOf(from), to));
  return existsSync(target) && (heading === undefined || headingsOf(readFileSync(target, 'utf8')).includes(heading));
}

/** As GitHub names them in an address. */
const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
