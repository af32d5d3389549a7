import type { Dialogue, Transcript } from './dialogue/dialogue.ts';

/** What a worker in its own namespace is asked to do. Plain data: it travels between processes. */
export type Job = { readonly kind: 'probe' } | DialogueJob;

export interface DialogueJob {
  readonly kind: 'dialogue';
  readonly dialogue: Dialogue;
}

export type JobResult = { readonly kind: 'probe'; readonly kernel: string } | { readonly kind: 'dialogue'; readonly transcript: Transcript };

/** A worker's answer: the result, or why it could not even begin. */
export type Answer = { readonly ok: JobResult } | { readonly failed: string };
