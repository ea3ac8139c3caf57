import type { TaskLink, TaskStart, TaskState } from '../../src/protocol.ts';
import { jumpTo } from '../jump.ts';
import type { State } from '../state.ts';
import { ask, become, change, currentState, go, reached } from '../store.ts';
import { destinationsFrom } from './destinations.ts';
import { showPanel } from './panel-state.ts';

let isHidden = false;

export const areTasksHidden = (): boolean => isHidden;

/** Hides the list and the mark of its next step, for as long as the page is open. */
export function hideTasks(): void {
  isHidden = true;
  // A new list, so that everything that shows tasks is drawn again.
  change({ type: 'tasks', tasks: [...(currentState().controls?.tasks ?? [])] });
}

/** The first task that is not done; undefined after the last, or when the list is hidden. */
export const nextTask = (tasks: readonly TaskState[] | undefined): TaskState | undefined =>
  isHidden ? undefined : tasks?.find(({ done }) => !done);

/** Whether this message has the next step of the person who looks at it. */
export function isNextStep({ me, controls }: State, message: { channel: string; ts: string }): boolean {
  const link = nextTask(controls?.tasks)?.link;
  if (link?.message?.ts !== message.ts || link.message.channel !== message.channel) return false;
  return link.as === undefined || link.as === me?.id;
}

/** Opens the place where the next task begins, without starting it. @returns false if it has none. */
export function openNextTask(): boolean {
  const link = nextTask(currentState().controls?.tasks)?.link;
  if (!link?.place) return false;
  void visit(link);
  return true;
}

/** Goes to the place of a task and starts it. */
export async function follow(link: TaskLink): Promise<void> {
  await visit(link);
  if (link.start) await begin(link.start);
}

async function visit({ as, place, message }: TaskLink): Promise<void> {
  if (as !== undefined && as !== currentState().me?.id) {
    become(as, place);
    await reached(({ me }) => me?.id === as);
  } else if (place) go(place);
  if (message) await jumpTo(message);
}

async function begin(start: TaskStart): Promise<void> {
  switch (start.kind) {
    case 'command':
      return void (await ask({ act: 'command', channel: start.channel, command: start.command, text: start.text }));
    case 'message_shortcut': {
      const { appId, callbackId, channel, ts } = start;
      return void (await ask({ act: 'message_shortcut', appId, callbackId, channel, ts }));
    }
    case 'next_working_morning': {
      const { me, clockSkewMs } = currentState();
      const morning = destinationsFrom(Date.now() + clockSkewMs, me?.tz ?? 'UTC').find(({ id }) => id === 'morning');
      return morning && void (await ask({ act: 'travel', toMs: morning.toMs }));
    }
    case 'fault':
      // On a narrow screen the panel would cover the place of the next step.
      if (matchMedia('(min-width: 1001px)').matches) showPanel('faults');
      return void (await ask({ act: 'start_fault', fault: start.fault }));
    case 'visit':
      return void window.open(start.url, '_blank', 'noopener');
  }
}
