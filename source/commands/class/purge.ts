import type { ExitCode, Invocation } from '../command.ts';
export function purge(_: Invocation): ExitCode { return 2; }
