import type { MessageId } from '../message/say.ts';
import type { Outcome } from '../referee/verdict.ts';
import type { Side } from '../world/view.ts';
import type { Style } from '../theme.tsx';

const GOOD: Style = { tone: 'good', bold: true };
const BAD: Style = { tone: 'bad', bold: true };
const CAUTION: Style = { tone: 'caution', bold: true };

/** The word and the colour of a verdict's outcome: never the colour alone. */
export const OUTCOME_MARK: Readonly<Record<Outcome, { readonly word: MessageId; readonly style: Style }>> = {
  'as-linux': { word: 'play.mark.as-linux', style: GOOD },
  allowed: { word: 'play.mark.allowed', style: CAUTION },
  wrong: { word: 'play.mark.wrong', style: BAD },
  effective: { word: 'play.mark.effective', style: GOOD },
  'no-effect': { word: 'play.mark.no-effect', style: CAUTION },
  harmful: { word: 'play.mark.harmful', style: BAD },
  refused: { word: 'play.mark.refused', style: BAD },
};

/** The outcome in a few words, for the verdict panel. */
export const OUTCOME_NAME: Readonly<Record<Outcome, MessageId>> = {
  'as-linux': 'play.outcome.as-linux',
  allowed: 'play.outcome.allowed',
  wrong: 'play.outcome.wrong',
  effective: 'play.outcome.effective',
  'no-effect': 'play.outcome.no-effect',
  harmful: 'play.outcome.harmful',
  refused: 'play.outcome.refused',
};

/** A side's colour; its label and its place on the ladder say the same. */
export function sideStyle(side: Side): Style {
  return { tone: side };
}

export const SIDE_NAME: Readonly<Record<Side, MessageId>> = {
  client: 'play.side.client',
  server: 'play.side.server',
  attacker: 'play.side.attacker',
};
