import { cookiesAtScale, portsAtScale, spoofedSynsAtScale, timeWaitsAtScale } from './cost/at-scale.ts';
import { kernelSyns } from './cost/kernel-syns.ts';
import { check } from './check.ts';
import { grades } from './grade.ts';
import { floodSyns } from './flood-syns.ts';
import { frame } from './frame.tsx';
import type { Bench } from './measure.ts';
import { openLevels } from './open-level.ts';
import { quizzes } from './quiz.ts';
import { replays } from './replay.ts';
import { serves } from './serve.ts';
import { startUp } from './start-up.ts';
import { travels } from './travel.ts';

/** Every bench by name. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  'start-up': startUp,
  'frame-120x40': frame,
  'flood-syns': floodSyns,
  'open-level': openLevels,
  replay: replays,
  travel: travels,
  quiz: quizzes,
  check,
  grade: grades,
  serve: serves,
  'kernel-syns': kernelSyns,
  'cost-syns': spoofedSynsAtScale,
  'cost-cookies': cookiesAtScale,
  'cost-time-wait': timeWaitsAtScale,
  'cost-ports': portsAtScale,
};
