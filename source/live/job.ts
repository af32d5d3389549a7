import type { ScriptResult } from '../packetdrill/run/result.ts';
import type { Dialogue, Transcript } from './dialogue/dialogue.ts';

/** What a worker in its own namespace is asked to do. Plain data: it travels between processes. */
export type Job = ProbeJob | DialogueJob | ScriptJob;

export interface ProbeJob {
  readonly kind: 'probe';
}

export interface DialogueJob {
  readonly kind: 'dialogue';
  readonly dialogue: Dialogue;
}

/** A packetdrill script, as text. */
export interface ScriptJob {
  readonly kind: 'script';
  readonly text: string;
}

/** What each kind of job gives. */
export interface Results {
  readonly probe: { readonly kernel: string };
  readonly dialogue: Transcript;
  /** `unreadable`: not a script; with its line. */
  readonly script: ScriptResult | { readonly kind: 'unreadable'; readonly line: number };
}

/** A worker's answer: the result, or why it could not do the job. */
export type Answer<T = Results[Job['kind']]> = { readonly ok: T } | { readonly failed: string };
