/**
 * Parts of the page that the first picture does without: each comes with the first question or view that shows it, while
 * the answers are on their way.
 */
import type { Session } from './session.ts';

const loads = {
  question: () => import('./question-parts.ts'),
  table: () => import('./table-view.ts'),
};
type Part = keyof typeof loads;

export class LaterParts {
  /** One of them did not come. */
  failed = false;
  readonly #here = new Set<Part>();
  readonly #coming = new Set<Part>();
  readonly #onChange: () => void;

  /** @param onChange called when one is here, or did not come */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** @returns whether all that the state shows is here; what is not is asked for, once */
  areHere({ question, view }: Session['state']): boolean {
    const needed: Part[] = [];
    if (question.host !== null) needed.push('question');
    if (view === 'table') needed.push('table');
    const missing = needed.filter((part) => !this.#here.has(part));
    if (!this.failed) for (const part of missing) this.#load(part);
    return missing.length === 0;
  }

  retry(): void {
    this.failed = false;
    this.#onChange();
  }

  #load(part: Part): void {
    if (this.#coming.has(part)) return;
    this.#coming.add(part);
    loads[part]()
      .then(() => this.#here.add(part))
      .catch(() => {
        this.failed = true;
      })
      .finally(() => {
        this.#coming.delete(part);
        this.#onChange();
      });
  }
}
