import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimTable, type Claim } from '../../source/classroom/claims.ts';
import { seedOf } from '../../source/classroom/claim-code.ts';
import { classIdOf, printClassPack } from '../../source/classroom/class-pack.ts';
import { printHandIn, type PlayedLevel } from '../../source/classroom/hand-in.ts';
import { headOf } from '../../source/commands/class/player-class.ts';
import { printTable } from '../../source/formats/csv/print-csv.ts';
import { smallClass } from '../classroom/small-class.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { journalOf, type Style } from '../classroom/student.ts';
import { rounded, rounds, type Measure } from './measure.ts';

/** Levels that come in turns: a lab of an hour. Runs of live levels, whose floods are played again, take a hundred times as long: they are measured apart, and in the share that they have in the course. */
const TURNS = { levels: ['first-syn', 'the-listener', 'nobody-home', 'close-wait', 'two-queues'], students: 2000, goal: '10,000 < 60 on two cores' };
const LIVE = { levels: ['loud-reset', 'survive-the-flood'], students: 40 };
const MIXED = { levels: builtCourse().levels.filter(({ goals }) => goals.length > 0).map(({ id }) => id), students: 10, goal: '10,000 < 60 on two cores' };
const STYLES: readonly Style[] = ['right', 'mistaken', 'hinted', 'gives-up', 'guesses'];

/** How long `class grade` takes for 10,000 runs, each with numbers of its own, and how much memory. By the built program, in its threads. */
export async function grades(effort: number): Promise<readonly Measure[]> {
  return [...(await measured('in turns', TURNS, effort)), ...(await measured('live', LIVE, effort)), ...(await measured('of all levels', MIXED, effort))];
}

async function measured(kind: string, lab: { readonly levels: readonly string[]; readonly students: number; readonly goal?: string }, effort: number): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ackademy-grades-'));
  try {
    const students = rounds(lab.students, effort);
    const { pack, levels, claims } = smallClass(lab.levels, students);
    mkdirSync(join(folder, 'submissions'));
    writeFileSync(join(folder, 'lab.ackclass'), printClassPack(pack));
    writeFileSync(join(folder, 'codes.csv'), tableOf(claims));
    for (const [n, { code, handle }] of claims.entries()) {
      const seed = seedOf(classIdOf(pack), pack.name, code);
      const played = levels.map((level, at): PlayedLevel => ({ head: headOf(level, pack, { handle, seed }), journal: journalOf(level, seed, STYLES[(n + at) % STYLES.length]!) }));
      writeFileSync(join(folder, 'submissions', `${handle}-${n}.ackrun`), printHandIn({ handle, levels: played }));
    }
    const start = performance.now();
    const most = await gradeIn(folder);
    const seconds = (performance.now() - start) / 1000;
    const runs = students * lab.levels.length;
    const graded = readFileSync(join(folder, 'graded', 'grades.jsonl'), 'utf8').trim().split('\n').length - 1;
    return [
      { name: `class grade, ${runs} runs ${kind}, ${graded} hand-ins`, value: rounded(seconds), unit: 's', ...(lab.goal !== undefined && { goal: lab.goal }) },
      { name: `class grade, runs ${kind}, memory at most`, value: Math.round(most / 1024), unit: 'MiB' },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tableOf(claims: readonly Claim[]): string {
  const { header, rows } = claimTable({ header: ['id'] }, claims);
  return printTable(header, rows);
}

/** Grades the folder in a process of its own; KiB of memory that it held at most, as the kernel counts it (VmHWM), 0 where it does not. */
async function gradeIn(folder: string): Promise<number> {
  const program = join(process.cwd(), 'dist', 'ackademy.mjs');
  const child = spawn(process.execPath, [program, 'class', 'grade', 'lab.ackclass', 'submissions', '--codes', 'codes.csv', '--out', 'graded'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  let most = 0;
  const watch = setInterval(() => {
    try {
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
    } catch {
      // It is over, or this is no Linux.
    }
  }, 100);
  const code = await new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`class grade ended with ${code}`);
  return most;
}
