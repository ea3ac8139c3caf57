import { useState } from 'react';
import { Button } from 'react-aria-components';
import { CheckIcon, CloseIcon } from '../icons.tsx';
import { useStore } from '../store.ts';

const COUNTS = ['Nothing', 'One thing', 'Two things', 'Three things', 'Four things', 'Five things'];

let isHidden = false;

/** Tasks that the launcher suggests. They check themselves off; the hint belongs to the next task. */
export function TasksCard() {
  const tasks = useStore((state) => state.controls?.tasks);
  const [hidden, setHidden] = useState(isHidden);
  if (!tasks || tasks.length === 0 || hidden) return null;
  const next = tasks.find(({ done }) => !done);
  const done = tasks.filter((task) => task.done).length;
  const hide = () => {
    isHidden = true;
    setHidden(true);
  };
  return (
    <section className="tasks" aria-label="Things to try">
      <div className="tasks-title">
        <h2>{next ? `${COUNTS[tasks.length] ?? `${tasks.length} things`} to try` : 'All done'}</h2>
        <Button className="ghost tiny" aria-label="Hide the things to try" onPress={hide}>
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
              <span className="task-title">
                {task.title}
                {task.done && <span className="visually-hidden">, done</span>}
              </span>
              {task === next && <span className="task-hint">{task.hint}</span>}
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
