/** One motion at a time, in steps of the browser's frames; at once where nothing may move. */

export interface MotionLoop {
  /** @param step is told how far the motion is, from just above 0 to 1 */
  start(step: (t: number) => void): void;
  stop(): void;
}

export function createMotionLoop(durationMs: number): MotionLoop {
  let frame = 0;
  const stop = () => cancelAnimationFrame(frame);
  return {
    start(step) {
      stop();
      if (durationMs === 0) return step(1);
      let begin: number | undefined;
      const next = (now: number) => {
        begin ??= now;
        const t = Math.min(1, (now - begin) / durationMs);
        if (t < 1) frame = requestAnimationFrame(next);
        step(t);
      };
      frame = requestAnimationFrame(next);
    },
    stop,
  };
}
