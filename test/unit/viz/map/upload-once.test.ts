import { expect, test } from 'vitest';
import { uploadOnce } from '../../../../viz/map/upload-once.ts';

type Given = Parameters<typeof uploadOnce>[0];

/** As much of a program of Sigma as hands over numbers, without a graphics card. */
class BareProgram {
  array = new Float32Array(4);
  constantArray = new Float32Array(3);
  ATTRIBUTES = [{ name: 'a_x' }];
  CONSTANT_ATTRIBUTES = [{ name: 'a_angle' }];
  isInstanced = true;

  reallocate(capacity: number): void {
    this.array = new Float32Array(capacity);
  }
  process(): void {}
  bindAttribute(): number {
    return 4;
  }
}

function raise() {
  const uploads: { buffer: string; length: number }[] = [];
  let bound = '';
  const gl = {
    bindBuffer(_kind: unknown, buffer: string | null) {
      bound = buffer ?? '';
    },
    bufferData: (_kind: unknown, data: Float32Array) => uploads.push({ buffer: bound, length: data.length }),
  };
  const Sparing = uploadOnce(BareProgram as unknown as Given) as unknown as new () => BareProgram & {
    bindProgram(info: object): void;
  };
  const program = new Sparing();
  const info = (name: string) => ({ gl, buffer: name, constantBuffer: `${name} constant` });
  const uploadsOf = (name: string) => {
    uploads.length = 0;
    program.bindProgram(info(name));
    return uploads.map(({ buffer, length }) => `${buffer} ${length}`);
  };
  return { program, uploadsOf };
}

test('numbers are handed over once for each buffer, and again after a change', () => {
  const { program, uploadsOf } = raise();
  program.reallocate(8);
  expect(uploadsOf('normal')).toEqual(['normal constant 3', 'normal 8']);
  expect(uploadsOf('normal')).toEqual([]);
  expect(uploadsOf('pick')).toEqual(['pick constant 3', 'pick 8']);
  program.process();
  expect(uploadsOf('normal')).toEqual(['normal 8']);
  expect(uploadsOf('pick')).toEqual(['pick 8']);
  program.reallocate(16);
  expect(uploadsOf('normal')).toEqual(['normal 16']);
  expect(uploadsOf('normal')).toEqual([]);
});
