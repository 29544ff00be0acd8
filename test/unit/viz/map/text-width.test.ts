import { expect, test } from 'vitest';
import { textWidth } from '../../../../viz/map/text-width.ts';

test('a line is measured once in each font, on each canvas', () => {
  const measured: string[] = [];
  const canvas = () => {
    const context = {
      font: '',
      measureText(line: string) {
        measured.push(`${context.font} ${line}`);
        return { width: context.font.length + line.length };
      },
    };
    return context as unknown as CanvasRenderingContext2D;
  };
  const first = canvas();
  expect([textWidth(first, '12px', 'ab'), textWidth(first, '12px', 'ab'), textWidth(first, '9px', 'ab')]).toEqual([
    6, 6, 5,
  ]);
  expect(textWidth(canvas(), '12px', 'ab')).toBe(6);
  expect(measured).toEqual(['12px ab', '9px ab', '12px ab']);
});
