/** `npm run facts`: every fact about Linux with the code and the tests that carry it, or why it is not modelled; then the kernels' differences. */
import { DEFAULT_PROFILE, TREES } from '../../source/kernel/profile.ts';
import { DIFFERENCES } from '../../source/kernel/profiles/differences.ts';
import { OLDER_LIMITS } from '../../source/kernel/profiles/limits.ts';
import { citingFiles, lack, table, traces } from './traceability.ts';

const all = traces(citingFiles('source'), citingFiles('test'));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

for (const line of table(all)) say(line);
say('');
for (const { id, fact, kernels, what, source } of DIFFERENCES) say(`${id} | ${fact} | ${kernels.filter((kernel) => kernel !== null).join(' ')} | ${what} | ${source}`);
for (const { what, source } of OLDER_LIMITS) say(`not modelled of older kernels | ${what} | ${source}`);
say('');
say(`sources read: Linux ${Object.values(TREES).join(', ')}; measured: ${TREES[DEFAULT_PROFILE]}`);
const notModelled = all.filter((trace) => trace.notModelled !== null).length;
say(`${all.length} facts: ${all.length - notModelled} modelled, ${notModelled} not; ${DIFFERENCES.length} differences of older kernels`);
const lacks = all.flatMap((trace) => lack(trace) ?? []);
for (const line of lacks) say(line);
if (lacks.length > 0) process.exitCode = 1;
