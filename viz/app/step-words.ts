/** A step in words, for the buttons that undo and redo it. */
import type { StepName } from './steps.ts';
import { words } from './words/words.ts';

export function sayStep(name: StepName): string {
  const { scenario } = words();
  switch (name.did) {
    case 'look':
      return name.name === null ? scenario.stepShowAll : scenario.stepLook(name.name);
    case 'add':
      return scenario.stepAdd(scenario.changed[name.kind](name.name));
    case 'remove':
      return scenario.stepRemove(scenario.changed[name.kind](name.name));
    case 'clear':
      return scenario.stepClear;
    case 'compare':
      return scenario.stepCompare;
    case 'end-comparing':
      return scenario.stepEndComparing;
    case 'swap':
      return scenario.stepSwap;
    case 'threshold':
      return scenario.stepThreshold;
  }
}
