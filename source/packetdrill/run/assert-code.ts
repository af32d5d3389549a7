import type { Code } from '../language/script.ts';
import { evaluate, namesIn, readCode, type Term } from './code.ts';
import type { Connection } from './connection.ts';
import { infoFeature } from './info-name.ts';
import { Mismatch, NotModelled } from './result.ts';
import type { Target } from './target.ts';

/**
 * Evaluates what stands between `%{` and `}%` with the TCP_INFO of the newest connection. `variables` are those that the script
 * itself has set, and the constants. Throws a Mismatch for an assertion that does not hold.
 */
export async function assertCode(code: Code, connection: Connection | null, variables: Map<string, number>, target: Target): Promise<void> {
  const { place } = code;
  const fd = connection?.fd ?? null;
  const info = fd === null ? null : await target.info(fd);
  if (!info) throw new Mismatch(place, { field: 'descriptor', expected: { id: 'packetdrill.info' }, actual: '-' });
  const valueOf = (name: string): number => {
    const value = info[name] ?? variables.get(name);
    if (value === undefined) throw new NotModelled(infoFeature(name), place);
    return value;
  };
  for (const statement of readCode(code.text) ?? []) {
    if (statement.kind === 'set') {
      const value = evaluate(statement.value, valueOf);
      variables.set(statement.name, statement.adds ? valueOf(statement.name) + value : value);
    } else if (statement.kind === 'assert' && evaluate(statement.test, valueOf) === 0) {
      throw new Mismatch(place, { field: 'assertion', expected: statement.text, actual: namesText(statement.test, valueOf) });
    }
  }
}

/** `tcpi_state = 8, TCP_ESTABLISHED = 1`. */
function namesText(term: Term, valueOf: (name: string) => number): string {
  return [...new Set(namesIn(term))].map((name) => `${name} = ${valueOf(name)}`).join(', ');
}
