import type { PlanBlock, TaskCardBlock } from '@slack/types';
import { SafeLink } from '../mrkdwn/leaves.tsx';
import { RichText } from './rich-text.tsx';

const MARKS = { pending: '○', in_progress: '◐', complete: '●', error: '✕' } as const;
const WORDS = { pending: 'Not started', in_progress: 'In progress', complete: 'Done', error: 'Failed' } as const;

export function TaskCardBlockView({ block }: { block: TaskCardBlock }) {
  return (
    <div className={`block block-task task-${block.status}`}>
      <div>
        <span role="img" aria-label={WORDS[block.status]}>
          {MARKS[block.status]}
        </span>{' '}
        <strong>{block.title}</strong>
      </div>
      {block.details && <RichText block={block.details} />}
      {block.output && <RichText block={block.output} />}
      {block.sources && (
        <div className="quiet">
          {block.sources.map((source) => (
            <span key={source.url}>
              <SafeLink url={source.url}>{source.text}</SafeLink>{' '}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

export function PlanBlockView({ block }: { block: PlanBlock }) {
  const tasks = (block.tasks ?? []).filter((task): task is TaskCardBlock => 'task_id' in task);
  return (
    <div className="block block-plan">
      <strong>{block.title}</strong>
      {tasks.map((task) => (
        <TaskCardBlockView key={task.task_id} block={task} />
      ))}
    </div>
  );
}
