/** Why Linux throws a segment away, in its own words. Source: include/net/dropreason-core.h (prefix SKB_DROP_REASON_ left out). */
export const DROP_REASONS = [
  'NO_SOCKET',
  'TCP_FLAGS',
  'TCP_LISTEN_OVERFLOW',
  'TCP_OLD_SEQUENCE',
  'TCP_INVALID_SEQUENCE',
  'TCP_INVALID_SYN',
  'TCP_RESET',
  'TCP_CLOSE',
  'TCP_OLD_ACK',
  'TCP_TOO_OLD_ACK',
  'TCP_ACK_UNSENT_DATA',
  'TCP_RFC7323_PAWS',
  'TCP_RFC7323_TSECR',
  'TCP_OLD_DATA',
  'TCP_OVERWINDOW',
  'TCP_ABORT_ON_DATA',
  'TCP_RFC7323_TW_PAWS',
  'TCP_INVALID_ACK_SEQUENCE',
  'NOT_SPECIFIED',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];
