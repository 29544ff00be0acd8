/**
 * Names that people break with brackets, so that nobody follows them by accident: `bad[.]example`, `bad[dot]example`.
 * No name holds a bracket, so that without them it can mean one thing only; it is taken for that, and told of.
 */
import { readRule } from '../host.ts';
import type { RuleText } from '../types.ts';

/** @returns undefined when there is no bracket in the text, or what is left names no server */
export function readBracketed(text: unknown): RuleText | undefined {
  if (typeof text !== 'string' || !/[[\](){}]/.test(text)) return undefined;
  const rule = readRule(text.replace(/[[({]\s*dot\s*[\])}]/gi, '.').replace(/[[\](){}]/g, ''));
  return rule?.includes('.') ? rule : undefined;
}
