import { joined } from './joined.ts';
import { interface_ } from './en/interface.ts';
import { classroom } from './en/classroom.ts';
import { cli } from './en/cli.ts';
import { decisions } from './en/decision.ts';
import { dropReasons } from './en/drop-reason.ts';
import { errnos } from './en/errno.ts';
import { exports } from './en/export.ts';
import { facts } from './en/fact.ts';
import { hex } from './en/hex.ts';
import { imports } from './en/import.ts';
import { hints } from './en/hint.ts';
import { kernels } from './en/kernel.ts';
import { misconceptions } from './en/misconception.ts';
import { play } from './en/play.ts';
import { packetdrill } from './en/packetdrill.ts';
import { plain } from './en/plain.ts';
import { proofs } from './en/prove.ts';
import { quizzes } from './en/quiz.ts';
import { references } from './en/reference.ts';
import { servers } from './en/server.ts';
import { skills } from './en/skill.ts';
import { sysctls } from './en/sysctl.ts';
import { times } from './en/time.ts';
import { verdicts } from './en/verdict.ts';

/** The English catalogue, by area. */
export const en = joined(interface_, classroom, cli, decisions, dropReasons, errnos, exports, facts, hex, hints, imports, kernels, misconceptions, packetdrill, plain, play, proofs, quizzes, references, servers, skills, sysctls, times, verdicts);
