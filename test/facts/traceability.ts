import { globSync, readFileSync } from 'node:fs';
import { FACTS, type FactId } from '../../source/level/facts.ts';
import { message } from '../../source/message/say.ts';
import { DIFFERENCES } from '../../source/kernel/profiles/differences.ts';
import { NOT_MODELLED } from './not-modelled.ts';

/** Where a fact is carried: files that cite its number, without the folder's name, or why it is not modelled. */
export interface Trace {
  readonly fact: FactId;
  readonly title: string;
  readonly code: readonly string[];
  readonly tests: readonly string[];
  readonly notModelled: string | null;
}

export interface Cited {
  readonly file: string;
  readonly text: string;
}

/** `F1.3` and ranges such as `F1.3 to F1.9`. */
const CITATION = /\bF(\d+)\.(\d+)\b(?: to F(\d+)\.(\d+)\b)?/g;

/** The facts that a text cites, ranges spelled out. */
export function factsIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, topic, first, lastTopic, last] of text.matchAll(CITATION)) {
    const end = lastTopic === topic ? Number(last) : Number(first);
    for (let n = Number(first); n <= end; n++) found.add(`F${topic}.${n}`);
    if (last !== undefined) found.add(`F${lastTopic}.${last}`);
  }
  return found;
}

/** Every fact with the code and the tests that name it. A record of a kernel's difference is code and has its conversation. */
export function traces(source: readonly Cited[], tests: readonly Cited[]): Trace[] {
  const code = byFact(source);
  const proofs = byFact(tests);
  for (const { fact } of DIFFERENCES) if (fact !== null) add(proofs, fact, 'kernel/profiles/differences.test.ts');
  return FACTS.map((fact) => ({
    fact,
    title: message('en', `fact.${fact}`),
    code: [...(code.get(fact) ?? [])].toSorted(),
    tests: [...(proofs.get(fact) ?? [])].toSorted(),
    notModelled: NOT_MODELLED[fact] ?? null,
  }));
}

function byFact(files: readonly Cited[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { file, text } of files) for (const fact of factsIn(text)) add(found, fact, file);
  return found;
}

function add(found: Map<string, Set<string>>, fact: string, file: string): void {
  found.set(fact, (found.get(fact) ?? new Set()).add(file));
}

/** What a trace lacks, or null: a fact is tested, or it says why it is not modelled; never both. */
export function lack({ fact, tests, notModelled }: Trace): string | null {
  if (tests.length === 0 && notModelled === null) return `${fact}: no test, and no reason in not-modelled.ts`;
  return tests.length > 0 && notModelled !== null ? `${fact}: said not to be modelled, but tested in ${tests.join(', ')}` : null;
}

/** What speaks of facts as such, and the texts of people: none of it proves anything. A folder ends in "/". */
const NO_PROOF: readonly string[] = ['level/facts.ts', 'level/citation.ts', 'level/citation.test.ts', 'message/', 'facts/'];

/** The files of this project that may cite facts. */
export function citingFiles(folder: 'source' | 'test'): Cited[] {
  return globSync('**/*.{ts,tsx,pkt}', { cwd: folder })
    .filter((file) => !NO_PROOF.some((name) => file === name || (name.endsWith('/') && file.startsWith(name))))
    .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }));
}

/** The table, a fact a line: number, title, code, tests or the reason. */
export function table(all: readonly Trace[]): string[] {
  return all.map(({ fact, title, code, tests, notModelled }) => {
    const carried = notModelled === null ? `code: ${code.join(' ') || 'follows from others'} | test: ${tests.join(' ')}` : `not modelled: ${notModelled}`;
    return `${fact.padEnd(6)} ${title} | ${carried}`;
  });
}
