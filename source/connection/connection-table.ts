import { compileTable, type ConnectionTable } from './compile-table.ts';
import { connectionMachine } from './connection-machine.ts';

/** The diagram's moves. In the built program this module is its result alone, so that XState is not loaded (tools/at-build-time.mjs). */
export const connectionTable: ConnectionTable = compileTable(connectionMachine);
