/**
 * A Sigma program that hands its numbers to the graphics card when they have changed. Sigma hands over all of them in every
 * frame, and once more for what is under the pointer: for a whole fediverse that is 5 MB a frame in which only the camera moved.
 */
import type { Program } from 'sigma/rendering';
import type { EdgeAttributes, NodeAttributes } from './map-graph.ts';

type ProgramInfo = Parameters<Program['setUniforms']>[1];
type MapProgram = Program<string, NodeAttributes, EdgeAttributes> & { process(...item: never[]): void };

// biome-ignore lint/suspicious/noExplicitAny: the one parameter that TypeScript allows a class made of another
export function uploadOnce<Base extends abstract new (...given: any[]) => MapProgram>(base: Base) {
  abstract class Sparing extends base {
    /** Counts what changed `array`. */
    changeCount = 0;
    /** The count that a buffer on the card is at. */
    readonly uploaded = new Map<unknown, number>();

    override reallocate(capacity: number): void {
      super.reallocate(capacity);
      this.changeCount++;
    }

    override process(...item: never[]): void {
      super.process(...item);
      this.changeCount++;
    }

    protected override bindProgram(info: ProgramInfo): void {
      const { gl, buffer, constantBuffer } = info;
      if (this.isInstanced) {
        this.#bind(info, constantBuffer, this.CONSTANT_ATTRIBUTES, false);
        if (!this.uploaded.has(constantBuffer)) gl.bufferData(gl.ARRAY_BUFFER, this.constantArray, gl.STATIC_DRAW);
        this.uploaded.set(constantBuffer, 0);
      }
      this.#bind(info, buffer, this.ATTRIBUTES, this.isInstanced);
      if (this.uploaded.get(buffer) !== this.changeCount) gl.bufferData(gl.ARRAY_BUFFER, this.array, gl.DYNAMIC_DRAW);
      this.uploaded.set(buffer, this.changeCount);
      gl.bindBuffer(gl.ARRAY_BUFFER, null);
    }

    #bind(info: ProgramInfo, buffer: WebGLBuffer, attributes: Program['ATTRIBUTES'], isPerItem: boolean): void {
      info.gl.bindBuffer(info.gl.ARRAY_BUFFER, buffer);
      let offset = 0;
      for (const attribute of attributes) offset += this.bindAttribute(attribute, info, offset, isPerItem);
    }
  }
  return Sparing;
}
