import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Deployment, type IDeployment } from 'kubernetes-models/apps/v1';
import { PersistentVolumeClaim } from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

describe('deploy/kubernetes.yaml', () => {
  const objects = parseAllDocuments(read('deploy/kubernetes.yaml')).map((document) => document.toJS());
  const deployment = objects.find(({ kind }) => kind === 'Deployment') as IDeployment;
  const pod = deployment.spec?.template.spec;
  const [container] = pod?.containers ?? [];

  test('each object is valid by the schemas of Kubernetes', () => {
    const models = { Deployment, PersistentVolumeClaim };
    for (const object of objects) new models[object.kind as keyof typeof models](object).validate();
    const broken = structuredClone(deployment);
    Object.assign(broken.spec ?? {}, { replicas: 'one' });
    expect(() => new Deployment(broken).validate()).toThrow('replicas');
  });

  test('one Baton runs, the former one ends first, and it is the version of this checkout', () => {
    expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(container?.image).toBe(`baton:${packageJson.version}`);
  });

  test('it runs without root and rights, on a root that is read-only, with all three probes and limits', () => {
    expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const)
      expect(container?.[probe]).toBeDefined();
    expect(container?.resources?.limits).toHaveProperty('memory');
  });

  test('its secrets are files of mounted volumes, and every mount has its volume', () => {
    const env = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
    expect(Object.keys(env).filter((name) => /TOKEN|SECRET/.test(name) && !name.endsWith('_FILE'))).toEqual([]);
    expect(env.SLACK_BOT_TOKEN_FILE).toMatch(/^\/run\/secrets\/baton\//);
    const volumes = new Set(pod?.volumes?.map(({ name }) => name));
    expect(container?.volumeMounts?.filter(({ name }) => !volumes.has(name))).toEqual([]);
    const mounts = container?.volumeMounts?.map(({ mountPath }) => mountPath) ?? [];
    const paths = [env.DATABASE_PATH, env.BACKUP_DIR, env.SLACK_BOT_TOKEN_FILE, env.SLACK_APP_TOKEN_FILE];
    expect(paths.filter((path) => !mounts.some((mount) => path?.startsWith(mount)))).toEqual([]);
  });
});

test('the workflow of a release builds the image for both processors and needs the tag of the version', () => {
  const workflow = parse(read('.github/workflows/release.yml'));
  expect(workflow.on.push.tags).toEqual(['v*']);
  const { steps } = workflow.jobs.image;
  const build = steps.find(({ uses = '' }: { uses?: string }) => uses.startsWith('docker/build-push-action@'));
  expect(build.with.platforms).toBe('linux/amd64,linux/arm64');
  expect(steps.some(({ run = '' }: { run?: string }) => run.includes('require("./package.json").version'))).toBe(true);
});

test('the snapshot and Litestream use settings that Baton has', () => {
  const known = read('.env.example');
  expect(read('deploy/litestream.yml')).toContain('CHECKPOINTS=off');
  for (const name of ['CHECKPOINTS', 'DATABASE_PATH', 'BACKUP_DIR']) expect(known).toContain(`${name}=`);
  const [replica] = parse(read('deploy/litestream.yml')).dbs[0].replicas;
  expect(replica).toMatchObject({ type: 's3', endpoint: expect.any(String), bucket: expect.any(String) });
  const script = read('deploy/snapshot.sh');
  // A copy of the file of a running database would be damaged.
  expect(script).toContain('$BATON backup "$SNAPSHOT_DIR/baton.db"');
  expect(script).not.toMatch(/\bcp\b.*"\$DATABASE_PATH"/);
  // The keys of anonymous answers are in no backup.
  expect(script).not.toContain('.keys');
});
