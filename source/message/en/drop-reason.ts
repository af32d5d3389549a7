import type { DropReason } from '../../kernel/drop-reason.ts';

/** Why a segment was thrown away, in few enough English words for a ladder: at most 24 cells. */
export const dropReasons = {
  'drop.NO_SOCKET': 'no such socket',
  'drop.TCP_FLAGS': 'flags do not fit',
  'drop.TCP_LISTEN_OVERFLOW': 'a queue is full',
  'drop.TCP_OLD_SEQUENCE': 'old sequence',
  'drop.TCP_INVALID_SEQUENCE': 'sequence out of window',
  'drop.TCP_INVALID_SYN': 'unexpected SYN',
  'drop.TCP_RESET': 'it is a RST',
  'drop.TCP_CLOSE': 'socket closed',
  'drop.TCP_OLD_ACK': 'old ACK',
  'drop.TCP_TOO_OLD_ACK': 'ACK too old',
  'drop.TCP_ACK_UNSENT_DATA': 'ACK of unsent data',
  'drop.TCP_RFC7323_PAWS': 'old timestamp (PAWS)',
  'drop.TCP_RFC7323_TSECR': 'wrong timestamp echo',
  'drop.TCP_OLD_DATA': 'data already received',
  'drop.TCP_OVERWINDOW': 'data beyond the window',
  'drop.TCP_ABORT_ON_DATA': 'data after close',
  'drop.TCP_RFC7323_TW_PAWS': 'old timestamp (PAWS)',
  'drop.TCP_INVALID_ACK_SEQUENCE': 'wrong ACK number',
  'drop.NOT_SPECIFIED': 'no reason given',
} as const satisfies Record<`drop.${DropReason}`, string>;
