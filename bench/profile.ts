/**
 * `node bench/profile.ts FILE…`: summarises CPU profiles of `PROFILE=folder npm run bench`, by part and by function.
 */
import { readFileSync } from 'node:fs';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds since the previous sample. */
  timeDeltas: number[];
}

const MOST = 12;

for (const file of process.argv.slice(2)) {
  const { nodes, samples, timeDeltas }: Profile = JSON.parse(readFileSync(file, 'utf8'));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const [parts, functions] = [new Map<string, number>(), new Map<string, number>()];
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const { functionName, url, lineNumber } = frames.get(id) ?? { functionName: '(root)', url: '', lineNumber: -1 };
    if (functionName === '(idle)') continue;
    const took = timeDeltas[index] ?? 0;
    busy += took;
    add(parts, partOf(functionName, url), took);
    const place = url && `${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`;
    add(functions, `${functionName || '(anonymous)'} ${place}`, took);
  }
  console.log(`${file}: ${Math.round(busy / 1000)} ms busy`);
  for (const [title, times] of Object.entries({ 'by part': parts, 'by function': functions })) {
    console.log(`  ${title}`);
    const largest = [...times].sort(([, one], [, other]) => other - one).slice(0, MOST);
    for (const [name, took] of largest) console.log(`    ${((100 * took) / busy).toFixed(1).padStart(5)} %  ${name}`);
  }
}

function add(times: Map<string, number>, name: string, took: number): void {
  times.set(name, (times.get(name) ?? 0) + took);
}

/** The package, the folder of Baton, or V8's name. SQLite's time belongs to the function that called it. */
function partOf(functionName: string, url: string): string {
  const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  const [, folder] = /\/((?:src\/[\w-]+|commands|views))\//.exec(url) ?? [];
  return dependency ?? folder ?? (url.startsWith('node:') ? 'node' : functionName);
}
