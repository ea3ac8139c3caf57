import fs, { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { tempFolder } from '../../support/temp-database.ts';

test('a key is created on first use, stays the same, and only its owner can read it', () => {
  const path = join(tempFolder(), 'baton.db');
  const keys = createKeys(path);
  expect(keys.find('round-1')).toBeUndefined();
  expect(keys.names()).toEqual([]);
  const key = keys.require('round-1');
  expect(key.symmetricKeySize).toBe(32);
  expect(keys.require('round-1').equals(key)).toBe(true);
  expect(createKeys(path).find('round-1')?.equals(key)).toBe(true);
  expect(keys.require('round-2').equals(key)).toBe(false);
  expect(statSync(`${path}.keys`).mode & 0o777).toBe(0o700);
  expect(statSync(`${path}.keys/round-1`).mode & 0o777).toBe(0o600);
});

test('a destroyed key is gone, and a new one with its name is different', () => {
  const path = join(tempFolder(), 'baton.db');
  const keys = createKeys(path);
  const key = keys.require('round-1');
  keys.destroy('round-1');
  keys.destroy('round-1');
  expect(keys.find('round-1')).toBeUndefined();
  expect(readdirSync(`${path}.keys`)).toEqual([]);
  expect(keys.require('round-1').equals(key)).toBe(false);
});

test('a key that a crash cut short was never used, and is created again', () => {
  const path = join(tempFolder(), 'baton.db');
  const keys = createKeys(path);
  keys.require('round-1');
  writeFileSync(`${path}.keys/round-1`, readFileSync(`${path}.keys/round-1`).subarray(0, 7));
  expect(keys.find('round-1')).toBeUndefined();
  expect(keys.require('round-1').symmetricKeySize).toBe(32);
});

test('a name cannot lead to another folder', () => {
  const keys = createKeys(join(tempFolder(), 'baton.db'));
  for (const name of ['../baton', 'a/b', '', '.', 'a\0b']) expect(() => keys.require(name)).toThrow(TypeError);
});

test('a database in memory writes no key to the disk', () => {
  const keys = createKeys(':memory:');
  const key = keys.require('box');
  expect(keys.find('box')).toBe(key);
  expect(keys.names()).toEqual(['box']);
  keys.destroy('box');
  expect(keys.find('box')).toBeUndefined();
});

test('on a full disk no key is made, and the refusal says so', () => {
  const path = join(tempFolder(), 'baton.db');
  const keys = createKeys(path);
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const write = vi.spyOn(fs, 'writeSync').mockReturnValueOnce(5).mockThrow(full);
  syncBuiltinESMExports();
  try {
    expect(() => keys.require('round-1')).toThrow('My disk is full, so nothing was saved.');
  } finally {
    write.mockRestore();
    syncBuiltinESMExports();
  }
  expect(keys.find('round-1')).toBeUndefined();
  const key = keys.require('round-1');
  expect(createKeys(path).find('round-1')?.equals(key)).toBe(true);
});
