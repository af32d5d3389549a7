/** What a worker in its own namespace is asked to do, and what it answers. Plain data: it travels between processes. */
export type Job = { readonly kind: 'probe' };

export type JobResult = { readonly kind: 'probe'; readonly kernel: string };

/** A worker's answer: the result, or why it could not even begin. */
export type Answer = { readonly ok: JobResult } | { readonly failed: string };
