/** Import it in a file whose random values are to be the same each time with `PROOF=short`, so that a failure is that of the change. */
import fc from 'fast-check';

if (process.env.PROOF === 'short') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 });
