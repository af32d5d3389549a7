/**
 * `npm run test:kernel -- [FILE or FOLDER…] [--parallel N]`: what this project says of Linux, on the Linux of this machine.
 * Without files: all of test/conformance, then the model solutions of all levels, then questions of all quizzes; `--levels`, `--quizzes`: these alone, and `--quizzes [NAME…] --record FILE` keeps
 * the kernel's answers in that file. `--fuzz N [--seed S]`: so many random dialogues on kernel and twin instead;
 * `--record FILE` keeps the first that are the same, with the kernel's answers;
 * `--keep FILE` keeps whatever the kernel did, and `--again FILE` compares that with the twin as it has become since. Where the real kernel cannot be asked it
 * says why and exits 0.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { parseArgs } from 'node:util';
import { shortRelease, thisKernel } from '../../source/commands/prove/prove-ask.ts';
import { probe } from '../../source/live/launch.ts';
import { message } from '../../source/message/say.ts';
import { signature } from './compare.ts';
import { corpusText, recordedLine, recordedOf, type Recorded } from './corpus.ts';
import { fuzz, fuzzAgain, generated, printDialogue, shrink, type Fuzzed } from './fuzz.ts';
import { proveLevels } from './levels.ts';
import { keepKernelAnswers } from '../quiz/kernel-answers.ts';
import { askQuizzes, builtTemplates, runQuizScripts } from './quizzes.ts';
import { findScripts, resultLine, runScripts } from './scripts.ts';

const ENTRY = 'dist/live-worker.mjs';
/** Most of a script's time is waiting. */
const PARALLEL = 12;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { levels: { type: 'boolean', default: false }, quizzes: { type: 'boolean', default: false }, parallel: { type: 'string', default: String(PARALLEL) }, fuzz: { type: 'string' }, seed: { type: 'string', default: '1' }, record: { type: 'string' }, keep: { type: 'string' }, again: { type: 'string' } },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const able = await probe(ENTRY);
if ('missing' in able) {
  say(`SKIP: ${message('en', `prove.missing.${able.missing}`, { detail: able.detail }).replace(/^prove/, 'test:kernel')}`);
} else if (values.fuzz !== undefined || values.again !== undefined) {
  await runFuzz();
} else {
  if (!values.levels && !values.quizzes) await runAll();
  if (positionals.length === 0 && !values.quizzes) await runLevels();
  if (values.quizzes || (positionals.length === 0 && !values.levels)) await runQuizzes();
}

async function runQuizzes(): Promise<void> {
  const templates = builtTemplates('dist', positionals);
  const scripts = await runQuizScripts(ENTRY, templates, Number(values.parallel));
  const { lines, wrong, recorded } = await askQuizzes(thisKernel(ENTRY)!, templates, Number(values.parallel));
  for (const line of [...scripts.lines, ...lines]) say(line);
  if (values.record !== undefined) keepKernelAnswers(values.record, shortRelease(thisKernel(ENTRY)!), recorded);
  if (scripts.wrong + wrong > 0) process.exitCode = 1;
}

async function runLevels(): Promise<void> {
  const { lines, wrong } = await proveLevels(thisKernel(ENTRY)!, 'dist');
  for (const line of lines) say(line);
  if (wrong > 0) process.exitCode = 1;
}

async function runAll(): Promise<void> {
  const files = findScripts(positionals.length > 0 ? positionals : ['test/conformance']);
  say(`Linux ${release()}: ${files.length} scripts`);
  const ran = await runScripts(ENTRY, files, Number(values.parallel), (one) => {
    const line = resultLine(one);
    if (line !== 'PASS' || one.again) say(`${line}  ${one.file}${one.again ? ' (second run: the first missed a time)' : ''}`);
  });
  const count = (word: string): number => ran.filter((one) => resultLine(one).startsWith(word)).length;
  say(`pass ${count('PASS')}  fail ${count('FAIL')}  error ${count('ERROR')}  skip ${count('SKIP')}  second runs ${ran.filter(({ again }) => again).length}`);
  if (count('FAIL') + count('ERROR') > 0) process.exitCode = 1;
}

/** How many of the differences are shrunk, each at some seconds; and how many dialogues are kept with --record. */
const SHRUNK = 5;
const RECORDED = 400;

async function runFuzz(): Promise<void> {
  const kept: Fuzzed[] = [];
  const tell = (one: Fuzzed): void => {
    if (values.keep !== undefined) appendFileSync(values.keep, `${recordedLine(one)}\n`);
    if (!one.difference && one.kernel.sent.length > 0) kept.push(one);
  };
  const count = Number(values.fuzz);
  const { same, again, known, differences, failed } = values.again === undefined
    ? await fuzz(ENTRY, generated(Number(values.seed), count), Number(values.parallel), tell)
    : await fuzzAgain(ENTRY, readRecorded(values.again), tell);
  for (const one of differences.slice(0, SHRUNK)) {
    say(`\nseed ${one.seed}: ${signature(one.difference!)}`);
    for (const line of printDialogue(await shrink(ENTRY, one))) say(`  ${line}`);
  }
  for (const one of differences.slice(SHRUNK)) say(`seed ${one.seed}: ${signature(one.difference!)}`);
  for (const line of failed) say(`ERROR ${line}`);
  say(`\nLinux ${release()}: same ${same}, same when run again ${again.join('+') || 0}, known deviations ${[...known].map(([id, n]) => `${id} ${n}`).join(', ') || 0}, different ${differences.length}, errors ${failed.length}`);
  if (values.record !== undefined) writeFileSync(values.record, corpusText(/^[\d.]+/.exec(release())?.[0] ?? release(), kept.toSorted((a, b) => a.seed - b.seed).slice(0, RECORDED)));
  if (differences.length + failed.length > 0) process.exitCode = 1;
}

/** The last of what was kept of each dialogue. */
function readRecorded(file: string): readonly Recorded[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').map(recordedOf);
  return [...new Map(lines.map((one) => [one.seed, one])).values()];
}
