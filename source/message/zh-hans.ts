import { joined } from './joined.ts';
import { interface_ } from './zh-hans/interface.ts';
import { classroom } from './zh-hans/classroom.ts';
import { cli } from './zh-hans/cli.ts';
import { decisions } from './zh-hans/decision.ts';
import { dropReasons } from './zh-hans/drop-reason.ts';
import { errnos } from './zh-hans/errno.ts';
import { exports } from './zh-hans/export.ts';
import { facts } from './zh-hans/fact.ts';
import { hex } from './zh-hans/hex.ts';
import { imports } from './zh-hans/import.ts';
import { hints } from './zh-hans/hint.ts';
import { kernels } from './zh-hans/kernel.ts';
import { misconceptions } from './zh-hans/misconception.ts';
import { play } from './zh-hans/play.ts';
import { packetdrill } from './zh-hans/packetdrill.ts';
import { plain } from './zh-hans/plain.ts';
import { proofs } from './zh-hans/prove.ts';
import { quizzes } from './zh-hans/quiz.ts';
import { references } from './zh-hans/reference.ts';
import { servers } from './zh-hans/server.ts';
import { skills } from './zh-hans/skill.ts';
import { sysctls } from './zh-hans/sysctl.ts';
import { times } from './zh-hans/time.ts';
import { verdicts } from './zh-hans/verdict.ts';
import type { en } from './en.ts';

/** The Simplified Chinese catalogue: the same keys as the English one, or the types do not agree. */
export const zhHans: Readonly<Record<keyof typeof en, string>> = joined(interface_, classroom, cli, decisions, dropReasons, errnos, exports, facts, hex, hints, imports, kernels, misconceptions, packetdrill, plain, play, proofs, quizzes, references, servers, skills, sysctls, times, verdicts);
