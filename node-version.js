/**
 * An error message for an old Node, or undefined. Plain JavaScript without newer syntax, because an old Node cannot
 * read TypeScript and crashes on SQLite.
 */
export function nodeFault() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return undefined;
  return (
    `Baton needs Node.js 22.18 or newer, and this is ${process.versions.node}. ` +
    'Install Node.js 24 (nodejs.org), or run "npm ci" without --omit=dev, which installs the right version for "npm start".'
  );
}
