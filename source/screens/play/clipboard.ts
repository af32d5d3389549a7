/**
 * The escape sequence with which a terminal puts a text on the clipboard (OSC 52). Terminals that do not know it, or do
 * not allow it, ignore it.
 */
export function copySequence(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `\u001b]52;c;${btoa(binary)}\u0007`;
}
