/** The rules of the domains, and the tests that hold them. */
export interface Rules {
  name: string;
  sources: string[];
  tests: string;
  /** Tests of the rules through the app; they are asked for faults that the others let pass. */
  scenes: string;
}

const leads = { tests: 'test/leads', scenes: 'test/commands/leads' };

export const rules: Rules[] = [
  {
    ...leads,
    name: 'leads: lifecycle and permissions',
    sources: ['src/leads/{lifecycle,permissions,live,marketer}.ts'],
  },
  { ...leads, name: 'leads: acts', sources: ['src/leads/acts/*.ts'] },
  { ...leads, name: 'leads: routing', sources: ['src/leads/routing/*.ts'] },
  { ...leads, name: 'leads: deadlines and escalation', sources: ['src/leads/{sla,escalation}/*.ts'] },
  {
    name: 'requests',
    sources: ['src/requests/{lifecycle,permissions,turnaround,waiting}.ts', 'src/requests/acts/*.ts'],
    ...{ tests: 'test/requests', scenes: 'test/commands/requests' },
  },
  {
    name: 'rituals',
    sources: ['src/rituals/*.ts'],
    ...{ tests: 'test/rituals', scenes: 'test/commands/rituals' },
  },
  {
    name: 'targets',
    sources: ['src/targets/*.ts'],
    ...{ tests: 'test/targets', scenes: 'test/commands/targets' },
  },
  {
    name: 'teams',
    sources: ['src/teams/{working-time,working-days,quiet-time,membership,roles}.ts'],
    ...{ tests: 'test/teams', scenes: 'test/commands/teams' },
  },
];

/** Tables, texts and reads. */
export const NO_RULES = /(table|types|messages|settings|words|queries)\.ts$/;
