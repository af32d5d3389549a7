/** interface texts in English. */
export const interface_ = {
  'storage.damaged': '{path} could not be understood. It was kept as {aside}; a new one is begun.',
  'storage.future': '{path} was written by a later version of ackademy. It was kept as {aside}; a new one is begun.',
  'storage.left-alone': '{path} could not be understood. It is left as it is, because nothing is saved in this run.',
  'storage.not-read': '{path} cannot be read ({code}). You can play, but what you did before is not shown.',
  'storage.not-saved': 'Your progress cannot be saved to {path} ({code}). Play goes on; saving is tried again with every move.',
  'storage.saved-again': 'Your progress is saved again to {path}.',
} as const;
