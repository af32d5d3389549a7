import { BENCHES } from './benches.ts';
import type { Measure } from './measure.ts';

/** `npm run bench` runs all, `npm run bench -- flood-syns` one, `--json` prints an array of { name, value, unit }, `--quick` is a try. */
async function main(): Promise<number> {
  const words = process.argv.slice(2);
  const asJson = words.includes('--json');
  const effort = words.includes('--quick') ? 0.1 : 1;
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) {
    console.error(`bench: expected one of ${Object.keys(BENCHES).join(', ')}, got "${unknown}"`);
    return 2;
  }
  const found: Measure[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const measures = await bench(effort);
    found.push(...measures);
    if (!asJson) for (const m of measures) console.log(`${m.name.padEnd(46)} ${m.value.toLocaleString('en').padStart(14)} ${m.unit.padEnd(14)} ${m.goal ?? ''}`.trimEnd());
  }
  if (asJson) console.log(JSON.stringify(found, null, 2));
  return 0;
}

process.exit(await main());
