import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes on the heap after a full collection. */
export function heapInUse(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
