import { isFact } from './facts.ts';

/** RFCs that speak of what the game teaches. */
export const RFCS: readonly string[] = ['768', '791', '792', '793', '1122', '1337', '2018', '2525', '2883', '4987', '5382', '5482', '5681', '5927', '5961', '6056', '6191', '6298', '6528', '7323', '7413', '9293'];

const RFC = /^RFC (\d{3,5})(?: (?:[1-9A-Z]\d{0,2}(?:\.\d{1,2}){0,5}|Fig\. \d{1,2}))?$/;
const KERNEL = /^(?:[a-z0-9_-]+\/)*[a-z0-9_]+\.[ch]:[a-z_][a-z0-9_]*(?:\(\))?$/;
const MANUAL = /^[a-zA-Z_][\w.-]*\([1-9]\)$/;
const DOCUMENT = /^(?:ip-sysctl|snmp_counter)\.rst(?: [a-z0-9_]+)?$/;

/**
 * Why a citation cannot be looked up, or null when it can: a fact (`F3.2`), an RFC and section (`RFC 9293 3.5.2`), a
 * kernel function (`tcp_input.c:tcp_conn_request`), a manual page (`listen(2)`) or the kernel's own document.
 */
export function citationError(citation: string): string | null {
  if (/^F\d/.test(citation)) return isFact(citation) ? null : `there is no fact ${citation}`;
  const rfc = RFC.exec(citation);
  if (rfc) return RFCS.includes(rfc[1]!) ? null : `RFC ${rfc[1]} is none of those that the game knows: ${RFCS.join(', ')}`;
  if (KERNEL.test(citation) || MANUAL.test(citation) || DOCUMENT.test(citation)) return null;
  return 'expected a fact (F3.2), an RFC and section (RFC 9293 3.5.2), a kernel function (tcp_input.c:tcp_conn_request), a manual page (listen(2)) or ip-sysctl.rst';
}
