import { useMemo } from 'react';
import type { Container, Message } from '../../src/protocol.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceOf, useForm } from '../forms/form.tsx';
import { Mrkdwn } from '../mrkdwn/render.tsx';
import { Attachments } from './attachments.tsx';
import { Files } from './files.tsx';

export function MessageBody({ message, isNote }: { message: Message; isNote: boolean }) {
  const { blocks, attachments, files, text, edited } = message;
  const hasBlocks = blocks !== undefined && blocks.length > 0;
  return (
    <div className={isNote ? 'message-body note' : 'message-body'}>
      {!hasBlocks && text && <Mrkdwn text={text} />}
      {(hasBlocks || (attachments && attachments.length > 0)) && <RichBody message={message} />}
      {edited && <span className="edited">(edited)</span>}
      {files && files.length > 0 && <Files files={files} />}
    </div>
  );
}

function RichBody({ message }: { message: Message }) {
  const { channel, ts, ephemeral, blocks = [], attachments = [] } = message;
  const form = useForm();
  const container = useMemo<Container>(
    () => ({ type: 'message', channel, ts, ...(ephemeral && { ephemeral }) }),
    [channel, ts, ephemeral],
  );
  return (
    <SurfaceOf kind="message" container={container} channel={channel} blocks={blocks} form={form}>
      {blocks.length > 0 && <Blocks blocks={blocks} />}
      {attachments.length > 0 && <Attachments attachments={attachments} />}
    </SurfaceOf>
  );
}
