import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { TaskState } from '../../src/protocol.ts';
import { CheckIcon, CloseIcon } from '../icons.tsx';
import { useStore } from '../store.ts';
import { areTasksHidden, follow, hideTasks, nextTask } from './follow-task.ts';

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/**
 * Tasks that the launcher suggests. They check themselves off. The open one, at first the next, shows its hint and its
 * link.
 */
export function TasksCard({ onGo }: { onGo(): void }) {
  const tasks = useStore((state) => state.controls?.tasks);
  const [chosen, choose] = useState<string>();
  if (!tasks || tasks.length === 0 || areTasksHidden()) return null;
  const next = nextTask(tasks);
  const open = tasks.find(({ id, done }) => id === chosen && !done) ?? next;
  const done = tasks.filter((task) => task.done).length;
  return (
    <section className="tasks" aria-label="Things to try">
      <div className="tasks-title">
        <h2>{next ? `${NUMBERS[tasks.length] ?? tasks.length} things to try` : 'All done'}</h2>
        <Button className="ghost tiny" aria-label="Hide the things to try" onPress={hideTasks}>
          <CloseIcon />
        </Button>
      </div>
      <ol>
        {tasks.map((task) => (
          <li
            key={task.id}
            className={task.done ? 'task done' : 'task'}
            aria-current={task === next ? 'step' : undefined}
          >
            <span className="task-mark" aria-hidden="true">
              {task.done && <CheckIcon />}
            </span>
            <span className="task-text">
              {task.done || task === open ? (
                <span className="task-title">
                  {task.title}
                  {task.done && <span className="visually-hidden">, done</span>}
                </span>
              ) : (
                <button type="button" className="task-title" onClick={() => choose(task.id)}>
                  {task.title}
                </button>
              )}
              {task === open && <span className="task-hint">{task.hint}</span>}
              {task === open && <TaskLinkButton task={task} onGo={onGo} />}
            </span>
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {done > 0 && `${done} of ${tasks.length} done`}
      </p>
    </section>
  );
}

function TaskLinkButton({ task: { link }, onGo }: { task: TaskState; onGo(): void }) {
  if (!link) return null;
  const press = () => {
    onGo();
    void follow(link);
  };
  return (
    <Button className="button small primary task-link" onPress={press}>
      {link.label}
    </Button>
  );
}

/** The next task in one line, on a screen without the sidebar. */
export function TaskLine() {
  const tasks = useStore((state) => state.controls?.tasks);
  const next = nextTask(tasks);
  if (!tasks || !next) return null;
  return (
    <section className="task-line" aria-label="Next thing to try">
      <span className="task-line-text">
        <strong>
          {tasks.indexOf(next) + 1} of {tasks.length}: {next.title}
        </strong>
        <span className="quiet">{next.hint}</span>
      </span>
      <TaskLinkButton task={next} onGo={() => {}} />
    </section>
  );
}
