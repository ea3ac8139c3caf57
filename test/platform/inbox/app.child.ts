/** Runs the effects app, and dies at one step of an event. */
import { effectsApp } from './effects-app.ts';

const { DATABASE = '', TOKEN = '', APP_TOKEN = '', API_URL = '', DIE_AT = '' } = process.env;

const { app } = effectsApp({
  database: DATABASE,
  token: TOKEN,
  appToken: APP_TOKEN,
  apiUrl: API_URL,
  reached: (step) => {
    if (step === DIE_AT) process.kill(process.pid, 'SIGKILL');
  },
});
await app.start();
console.log('started');
