import type { Expression } from '../language/script.ts';

/** A struct msghdr as sendmsg() and recvmsg() have it in scripts. */
export interface Message {
  /** All pieces of msg_iov together. */
  readonly bytes: number;
  /** What recvmsg() must store as TCP_CM_INQ: bytes still unread. Null: no control message is asked for. */
  readonly unread: number | null;
}

/** `{msg_name(...)=..., msg_iov(1)=[{..., 1000}], msg_flags=0, msg_control=[{...}]}`; null when something in it is not known. */
export function readMessage(expression: Expression): Message | null {
  if (expression.kind !== 'struct') return null;
  let bytes: number | null = null;
  let unread: number | null = null;
  for (const item of expression.items) {
    const name = item.kind === 'field' ? nameOf(item.name) : null;
    if (item.kind !== 'field' || name === null) return null;
    if (name === 'msg_iov') bytes = totalOf(item.value);
    else if (name === 'msg_control') unread = unreadOf(item.value);
    else if (!(name === 'msg_name' && item.value.kind === 'ellipsis') && !(name === 'msg_flags' && isZero(item.value))) return null;
    if (name === 'msg_control' && unread === null) return null;
  }
  return bytes === null ? null : { bytes, unread };
}

function nameOf(expression: Expression): string | null {
  return expression.kind === 'word' || expression.kind === 'apply' ? expression.name : null;
}

function isZero(expression: Expression): boolean {
  return expression.kind === 'integer' && expression.value === 0;
}

/** `[{..., 100}, {..., 200}]` is 300. */
function totalOf(list: Expression): number | null {
  if (list.kind !== 'list') return null;
  let total = 0;
  for (const piece of list.items) {
    const size = piece.kind === 'struct' && piece.items.length === 2 && piece.items[0]!.kind === 'ellipsis' ? piece.items[1] : undefined;
    if (size?.kind !== 'integer') return null;
    total += size.value;
  }
  return total;
}

/** `[{cmsg_level=SOL_TCP, cmsg_type=TCP_CM_INQ, cmsg_data=9000}]`. */
function unreadOf(list: Expression): number | null {
  const only = list.kind === 'list' && list.items.length === 1 ? list.items[0] : undefined;
  if (only?.kind !== 'struct') return null;
  const fields = new Map(only.items.map((item) => (item.kind === 'field' ? [nameOf(item.name), item.value] : [null, item])));
  const data = fields.get('cmsg_data');
  const isInq = wordOf(fields.get('cmsg_level')) === 'SOL_TCP' && wordOf(fields.get('cmsg_type')) === 'TCP_CM_INQ';
  return isInq && data?.kind === 'integer' ? data.value : null;
}

function wordOf(expression: Expression | undefined): string | null {
  return expression?.kind === 'word' ? expression.name : null;
}
