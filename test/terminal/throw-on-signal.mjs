// Loaded into the program by a test: a fault that comes from nowhere, while the game is on the screen.
process.on('SIGUSR2', () => {
  throw new Error('planted fault');
});
