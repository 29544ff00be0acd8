/**
 * Lines between servers, as two Sigma edge programs (sigma 3, WebGL). Threads of the backbone are faint, and how faint is
 * one number for all of them, so that looking from a server repaints none. Ties of that server say by their line what
 * becomes of them: whole, dotted, dashed, or broken in the middle.
 */
import { EdgeProgram } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import type { EdgeAttributes, NodeAttributes } from './map-graph.ts';
import type { TieStyle } from './map-look.ts';
import { uploadOnce } from './upload-once.ts';

/** What of a line the reducer adds. */
export interface LineLook {
  style?: TieStyle;
  /** How far a broken tie is open, from 0 to 1. */
  gap?: number;
}

const styleNumbers: Record<TieStyle, number> = { whole: 0, dotted: 1, broken: 2, dashed: 3 };
const { FLOAT, UNSIGNED_BYTE, TRIANGLES, LINES } = WebGLRenderingContext;
const color = { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true };
const id = { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true };
type Locations = Record<string, WebGLUniformLocation>;
type Target = Parameters<EdgeProgram['setUniforms']>[1];

const thinVertex = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
uniform mat3 u_matrix;
varying vec4 v_color;

void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
}
`;
const thinFragment = /* glsl */ `
precision mediump float;
varying vec4 v_color;
uniform float u_strength;

void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  gl_FragColor = vec4(v_color.rgb, 1.0) * u_strength;
  #endif
}
`;

/** Lines of one device pixel: for maps with many edges, where a rectangle each costs more than it shows. */
export function thinLinesIn(strength: () => number) {
  const uniforms = ['u_matrix', 'u_strength'] as const;
  return class extends uploadOnce(EdgeProgram<(typeof uniforms)[number], NodeAttributes, EdgeAttributes>) {
    getDefinition() {
      return {
        VERTICES: 2,
        VERTEX_SHADER_SOURCE: thinVertex,
        FRAGMENT_SHADER_SOURCE: thinFragment,
        METHOD: LINES,
        UNIFORMS: uniforms,
        ATTRIBUTES: [{ name: 'a_position', size: 2, type: FLOAT }, color, id],
      };
    }

    processVisibleItem(
      index: number,
      start: number,
      from: NodeDisplayData,
      to: NodeDisplayData,
      data: EdgeDisplayData,
    ) {
      const { array } = this;
      const paint = floatColor(data.color);
      array.set([from.x, from.y, paint, index, to.x, to.y, paint, index], start);
    }

    setUniforms({ matrix }: RenderParams, { gl, uniformLocations }: Target): void {
      const { u_matrix, u_strength } = uniformLocations as Locations;
      gl.uniformMatrix3fv(u_matrix!, false, matrix);
      gl.uniform1f(u_strength!, strength());
    }
  };
}

const wideVertex = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_width;
attribute float a_style;
attribute float a_gap;
attribute float a_along;
attribute float a_side;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying float v_along;
varying float v_length;
varying float v_aside;
varying float v_width;
varying float v_style;
varying float v_gap;

void main() {
  float pixel = 2.0 * u_correctionRatio;
  vec2 way = a_end - a_start;
  float reach = max(length(way), 1e-9);
  vec2 normal = vec2(-way.y, way.x) / reach;
  v_width = max(a_width / u_sizeRatio, 0.9);
  v_aside = a_side * (0.5 * v_width + 1.0);
  v_length = reach / pixel;
  v_along = a_along * v_length;
  v_style = a_style;
  v_gap = a_gap;
  gl_Position = vec4((u_matrix * vec3(mix(a_start, a_end, a_along) + normal * v_aside * pixel, 1)).xy, 0, 1);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
}
`;
const wideFragment = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_along;
varying float v_length;
varying float v_aside;
varying float v_width;
varying float v_style;
varying float v_gap;
uniform float u_strength;

// A stroke of so many pixels in each stretch, with soft ends.
float strokes(float at, float stretch, float stroke) {
  float off = abs(mod(at, stretch) - 0.5 * stretch);
  return 1.0 - smoothstep(0.5 * stroke - 0.5, 0.5 * stroke + 0.5, off);
}

void main() {
  float ink = 1.0 - smoothstep(0.5 * v_width - 0.5, 0.5 * v_width + 0.5, abs(v_aside));
  float fromEnd = min(v_along, v_length - v_along);
  if (v_style > 0.5 && v_style < 1.5) ink *= strokes(v_along, 5.0 + v_width, 1.0 + v_width);
  if (v_style > 2.5) ink *= strokes(v_along, 11.0, 6.0);
  if (v_style > 1.5 && v_style < 2.5) {
    float left = v_length * 0.5 * (1.0 - 0.62 * v_gap);
    ink *= mix(1.0, strokes(fromEnd, 9.0, 5.5), v_gap);
    ink *= 1.0 - smoothstep(left - 1.0, left + 1.0, fromEnd) * step(0.001, v_gap);
  }
  #ifdef PICKING_MODE
  gl_FragColor = ink > 0.5 ? v_color : vec4(0.0);
  #else
  gl_FragColor = vec4(v_color.rgb, 1.0) * ink * u_strength;
  #endif
}
`;

/** Lines as wide as their weight. */
export function wideLinesIn(strength: () => number) {
  const uniforms = ['u_matrix', 'u_sizeRatio', 'u_correctionRatio', 'u_strength'] as const;
  return class extends uploadOnce(EdgeProgram<(typeof uniforms)[number], NodeAttributes, EdgeAttributes>) {
    getDefinition() {
      const plain = ['a_width', 'a_style', 'a_gap'].map((name) => ({ name, size: 1, type: FLOAT }));
      const ends = ['a_start', 'a_end'].map((name) => ({ name, size: 2, type: FLOAT }));
      return {
        VERTICES: 6,
        VERTEX_SHADER_SOURCE: wideVertex,
        FRAGMENT_SHADER_SOURCE: wideFragment,
        METHOD: TRIANGLES,
        UNIFORMS: uniforms,
        ATTRIBUTES: [...ends, ...plain, color, id],
        CONSTANT_ATTRIBUTES: ['a_along', 'a_side'].map((name) => ({ name, size: 1, type: FLOAT })),
        CONSTANT_DATA: [
          [0, 1],
          [0, -1],
          [1, 1],
          [1, 1],
          [0, -1],
          [1, -1],
        ],
      };
    }

    processVisibleItem(
      index: number,
      start: number,
      from: NodeDisplayData,
      to: NodeDisplayData,
      { size, color: paint, style = 'whole', gap = 0 }: EdgeDisplayData & LineLook,
    ) {
      const line = [from.x, from.y, to.x, to.y, size, styleNumbers[style], gap, floatColor(paint), index];
      this.array.set(line, start);
    }

    setUniforms({ matrix, sizeRatio, correctionRatio }: RenderParams, { gl, uniformLocations }: Target): void {
      const { u_matrix, u_sizeRatio, u_correctionRatio, u_strength } = uniformLocations as Locations;
      gl.uniformMatrix3fv(u_matrix!, false, matrix);
      gl.uniform1f(u_sizeRatio!, sizeRatio);
      gl.uniform1f(u_correctionRatio!, correctionRatio);
      gl.uniform1f(u_strength!, strength());
    }
  };
}
