import type { SessionEngine } from '../level/session-engine.ts';
import { advanceLive, play } from './play.ts';
import { fingerprint } from './fingerprint.ts';
import { facts, startSession, type Session } from './session.ts';
import { sessionView } from './view.ts';

/** The referee as level checks and the solver use it. */
export const sessionEngine: SessionEngine<Session> = { startSession, play, advanceLive, sessionView, facts, fingerprint };
