/** Ends a run with one plain line, `N passed, N failed`, that any reader of logs understands. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) count[test.result().state] += 1;
    }
    const { passed, failed, skipped, pending } = count;
    const unrun = skipped + pending;
    process.stdout.write(`\n${passed} passed, ${failed} failed${unrun > 0 ? `, ${unrun} skipped` : ''}\n`);
  }
}
