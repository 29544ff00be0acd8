/**
 * Draws a server as a disc that also says its mark by shape, so that nothing is told by colour alone: a disc is
 * kept, a ring with a cross is cut, a half-filled ring is hidden, a diamond is open again, a ring with one stroke is
 * cut today, a quarter-filled ring is hidden today, an empty ring is not known, a dotted ring is silent, a ring of dots
 * stands for several small servers, and a disc within a ring is the server looked from.
 *
 * A Sigma node program (sigma 3, WebGL): one triangle around each disc, the shape decided per pixel.
 */
import { NodeProgram } from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { colorToArray, floatColor } from 'sigma/utils';
import type { MapColors } from './map-colors.ts';
import type { EdgeAttributes, NodeAttributes } from './map-graph.ts';
import type { NodeLook } from './map-look.ts';
import { changeNumbers, fragmentShader, shapeNumbers, vertexShader } from './mark-shader.ts';
import { uploadOnce } from './upload-once.ts';

const uniforms = ['u_sizeRatio', 'u_correctionRatio', 'u_matrix', 'u_ink'] as const;
const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;

/** @param colors the present colours; what is read of them is the same for all servers */
export function markProgramIn(colors: () => MapColors) {
  return class extends uploadOnce(NodeProgram<(typeof uniforms)[number], NodeAttributes, EdgeAttributes>) {
    getDefinition() {
      return {
        VERTICES: 3,
        VERTEX_SHADER_SOURCE: vertexShader,
        FRAGMENT_SHADER_SOURCE: fragmentShader,
        METHOD: TRIANGLES,
        UNIFORMS: uniforms,
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT },
          { name: 'a_size', size: 1, type: FLOAT },
          { name: 'a_shape', size: 1, type: FLOAT },
          { name: 'a_change', size: 1, type: FLOAT },
          { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_ground', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: 'a_angle', size: 1, type: FLOAT }],
        // The corners of an equilateral triangle around the disc.
        CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
      };
    }

    processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData & Partial<NodeLook>): void {
      const { array } = this;
      array[start] = data.x;
      array[start + 1] = data.y;
      array[start + 2] = data.size;
      array[start + 3] = shapeNumbers[data.mark ?? 'kept'];
      array[start + 4] = data.change == null ? 0 : changeNumbers[data.change];
      array[start + 5] = floatColor(data.color);
      array[start + 6] = floatColor(data.ground ?? colors().ground);
      array[start + 7] = nodeIndex;
    }

    setUniforms(
      { sizeRatio, correctionRatio, matrix }: RenderParams,
      { gl, uniformLocations }: Parameters<NodeProgram['setUniforms']>[1],
    ): void {
      const { u_sizeRatio, u_correctionRatio, u_matrix, u_ink } = uniformLocations as Record<
        string,
        WebGLUniformLocation
      >;
      const [red, green, blue] = colorToArray(colors().ink);
      gl.uniform1f(u_sizeRatio!, sizeRatio);
      gl.uniform1f(u_correctionRatio!, correctionRatio);
      gl.uniformMatrix3fv(u_matrix!, false, matrix);
      gl.uniform4f(u_ink!, red / 255, green / 255, blue / 255, 1);
    }
  };
}
