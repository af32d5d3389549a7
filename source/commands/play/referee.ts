import type { Referee } from '../../plain/dialogue.ts';
import { debriefOf } from '../../referee/debrief.ts';
import { advanceLive, play } from '../../referee/play.ts';
import { redo, undo } from '../../referee/replay.ts';
import type { Session } from '../../referee/session.ts';
import { currentWay, startVisit, withSession } from '../../referee/travel/visit.ts';
import { sessionView } from '../../referee/view.ts';

/** The game itself, as the plain mode plays it. */
export const referee: Referee<Session> = { view: sessionView, play, undo, redo, advanceLive, debrief: debriefOf, visits: { begin: startVisit, played: withSession, current: (visit) => currentWay(visit).session } };

