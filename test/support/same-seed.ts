/** With `PROOF=short` random tests draw the same values each time, so that a failure is that of the change. */
import fc from 'fast-check';

if (process.env.PROOF === 'short') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 });
