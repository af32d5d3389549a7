import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { Lang } from '../language.ts';
import type { DrawnLevel } from '../level/level.ts';
import { modelSteps, type Answers } from '../referee/model-steps.ts';
import type { SessionOptions } from '../referee/session.ts';
import { sessionView } from '../referee/view.ts';
import { PlayScreen } from '../screens/play/play-screen.tsx';
import type { Size } from '../screens/size-class.ts';
import { useLatest } from '../screens/use-latest.ts';
import type { ThemeSettings } from '../theme.tsx';
import type { Move } from '../world/move.ts';
import { usePlayback } from './use-playback.ts';

export interface ExampleProps {
  readonly drawn: DrawnLevel;
  readonly options: SessionOptions;
  readonly title: string;
  readonly lang: Lang;
  readonly size: Size;
  readonly theme: ThemeSettings;
  readonly isActive: boolean;
  /** Goes on from the end to playing the level oneself; left out where there is nothing to go on to. */
  readonly onPlay?: () => void;
  readonly onLeave: () => void;
  readonly onLanguage: () => void;
  readonly onCopy: (text: string) => void;
  readonly onQuit?: () => void;
  readonly onSuspend?: () => void;
  readonly onRedraw?: () => void;
}

const nothing = (): void => {};

/** A worked example: the model solution on the play screen, a step with each key, there and back. Whoever watches only predicts. */
export function Example({ drawn, options, theme, onPlay, ...props }: ExampleProps): ReactNode {
  const { level, numbers } = drawn;
  const [answers, setAnswers] = useState<Answers>({});
  const all = useMemo(() => modelSteps(drawn, options).length - 1, [drawn, options]);
  const steps = useMemo(() => modelSteps(drawn, options, answers), [drawn, options, answers]);
  const [index, latest, setIndex] = useLatest(0);
  const { session, line, asks } = steps[Math.min(index, steps.length - 1)]!;
  const view = useMemo(() => ({ ...sessionView(session), choices: [] }), [session]);
  const playback = usePlayback(view.world, !theme.reduceMotion && level.mode === 'turns');
  const by = useCallback((step: number) => setIndex(Math.max(0, Math.min(steps.length - 1, latest() + step))), [latest, setIndex, steps]);
  const isAtEnd = line === null && asks === undefined;
  return (
    <PlayScreen
      view={view}
      title={props.title}
      levelTexts={level.texts}
      numbers={numbers}
      lang={props.lang}
      size={props.size}
      ascii={theme.ascii}
      color={theme.color}
      theme={theme.name}
      reduceMotion={theme.reduceMotion}
      {...(playback.frameTime !== null && { frameTime: playback.frameTime })}
      watching={{ number: index + 1, of: all, line, asks: asks !== undefined, plays: onPlay !== undefined }}
      active={props.isActive}
      onMove={(move: Move) => {
        if (asks !== undefined && (move.do === 'predict' || move.do === 'skip')) setAnswers({ ...answers, [asks]: move.do === 'predict' ? move.answer : null });
      }}
      onUndo={() => by(-1)}
      onRedo={() => (isAtEnd ? onPlay?.() : by(1))}
      onHint={nothing}
      onLeave={props.onLeave}
      onLanguage={props.onLanguage}
      onReport={nothing}
      onRestart={() => setIndex(0)}
      onQuit={props.onQuit ?? nothing}
      onSuspend={props.onSuspend ?? nothing}
      onRedraw={props.onRedraw ?? nothing}
      onCopy={props.onCopy}
    />
  );
}
