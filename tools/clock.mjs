// What the program and its packages use of the global `performance`: milliseconds that only go forwards.
export const performance = {
  now() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1e3 + nanoseconds / 1e6;
  },
};
