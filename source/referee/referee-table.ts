import { compileTable, type ConnectionTable } from '../connection/compile-table.ts';
import { refereeMachine } from './referee-machine.ts';

/** The referee's moves. In the built program this module is its result alone, so that XState is not loaded (tools/at-build-time.mjs). */
export const refereeTable: ConnectionTable = compileTable(refereeMachine);
