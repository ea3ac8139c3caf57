#!/usr/bin/env node
// Plain JavaScript, so that an old Node prints this message instead of failing on the first type.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`The sandbox needs Node 22.18 or newer; this is ${process.version}.`);
  process.exit(1);
}
await import('./sandbox.ts');
