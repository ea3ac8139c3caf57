import { readYamlDocument } from '../settings/yaml.ts';
import { exportSettings } from '../settings/yaml-file.ts';
import type { Command } from './command.ts';
import { withData } from './open.ts';
import { recordExport } from './record-export.ts';
import { writeWhole } from './whole-file.ts';

export const settingsExport: Command = {
  name: 'settings export',
  args: ['[file.yaml]'],
  summary: 'Writes all settings and teams to a file, for example to keep in git.',
  help: `
Settings are identified by key, teams by name, and people, channels and user groups by Slack ID. Defaults are included.
Without a file, the text is printed.
`,
  options: [],
  run: (given, terminal) => {
    const [path] = given.positionals;
    return withData(given, terminal, async (data) => {
      const text = exportSettings(data.db);
      await recordExport(data, terminal, { kind: 'data.exported', subject: 'settings' });
      if (path === undefined) return { words: text.trimEnd(), data: readYamlDocument(text).toJS() };
      await writeWhole(path, [text]);
      return { words: `Written to ${path}.`, data: { file: path } };
    });
  },
};
