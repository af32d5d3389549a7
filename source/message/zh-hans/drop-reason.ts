import type { dropReasons as english } from '../en/drop-reason.ts';

/** Why a segment was thrown away, in Simplified Chinese; at most 24 cells. */
export const dropReasons: Readonly<Record<keyof typeof english, string>> = {
  'drop.NO_SOCKET': '没有对应的套接字',
  'drop.TCP_FLAGS': '标志不合适',
  'drop.TCP_LISTEN_OVERFLOW': '队列已满',
  'drop.TCP_OLD_SEQUENCE': '序号过旧',
  'drop.TCP_INVALID_SEQUENCE': '序号在窗口之外',
  'drop.TCP_INVALID_SYN': '意外的 SYN',
  'drop.TCP_RESET': '这是 RST',
  'drop.TCP_CLOSE': '套接字已关闭',
  'drop.TCP_OLD_ACK': 'ACK 已过时',
  'drop.TCP_TOO_OLD_ACK': 'ACK 太旧',
  'drop.TCP_ACK_UNSENT_DATA': '确认了未发送的数据',
  'drop.TCP_RFC7323_PAWS': '时间戳过旧 (PAWS)',
  'drop.TCP_RFC7323_TSECR': '回显的时间戳不对',
  'drop.TCP_OLD_DATA': '数据已收到过',
  'drop.TCP_OVERWINDOW': '数据超出窗口',
  'drop.TCP_ABORT_ON_DATA': '关闭后又有数据',
  'drop.TCP_RFC7323_TW_PAWS': '时间戳过旧 (PAWS)',
  'drop.TCP_INVALID_ACK_SEQUENCE': '确认号不对',
  'drop.NOT_SPECIFIED': '未说明原因',
};
