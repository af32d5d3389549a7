import type { AnyStateMachine } from 'xstate';

/** state -> event -> next state; a missing entry means "must not move". */
export type ConnectionTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Compiles a flat machine without context from its own definition, so that table and machine cannot disagree; a test walks both. */
export function compileTable(machine: AnyStateMachine): ConnectionTable {
  const table: Record<string, Record<string, string>> = {};
  for (const [state, node] of Object.entries(machine.states)) {
    const row: Record<string, string> = {};
    for (const [event, transitions] of node.transitions) {
      const target = transitions[0]?.target?.[0]?.key;
      if (target !== undefined) row[event] = target;
    }
    table[state] = row;
  }
  return table;
}
