/**
 * `npm run test:kernel -- [FILE or FOLDER…] [--parallel N]`: what this project says of Linux, on the Linux of this machine.
 * Without files: all of test/conformance. Where the real kernel cannot be asked it says why and exits 0.
 */
import { release } from 'node:os';
import { parseArgs } from 'node:util';
import { probe } from '../../source/live/launch.ts';
import { findScripts, resultLine, runScripts } from './scripts.ts';

const ENTRY = 'dist/live-worker.mjs';
/** Most of a script's time is waiting. */
const PARALLEL = 12;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { parallel: { type: 'string', default: String(PARALLEL) } },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const able = await probe(ENTRY);
if ('missing' in able) {
  say(`SKIP: the real kernel cannot be asked here: ${able.missing}: ${able.detail}`);
} else {
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
