import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openNextTask } from './controls/follow-task.ts';
import { start } from './store.ts';

start(openNextTask);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
createRoot(root).render(<App />);
