/** Results go to stdout, everything else to stderr. Nothing that came from a stranger reaches a terminal with its control characters. */
import { styleText } from 'node:util';
import type { UserError } from '../../data/errors.ts';

export function printResult(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** One object a line, for streams of answers. */
export function printJsonLine(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function printNote(text: string): void {
  process.stderr.write(`${withoutControls(text)}\n`);
}

export function printError({ message, hint }: UserError): void {
  const red = process.stderr.isTTY ? styleText('red', 'faultline:') : 'faultline:';
  process.stderr.write(`${red} ${withoutControls(message)}\n  ${withoutControls(hint)}\n`);
}

/** Control characters except line feed and tab become a visible mark. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
