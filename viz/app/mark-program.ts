/**
 * Draws a server as a disc that also says its mark by shape, so that nothing is told by colour alone: a disc is
 * kept, a ring with a cross is cut, a half-filled ring is hidden, a diamond is open again, a ring with one stroke is
 * cut today, a quarter-filled ring is hidden today, a dotted ring is silent, and a disc within a ring is the server
 * looked from.
 *
 * A Sigma node program (sigma 3, WebGL): one triangle around each disc, the shape decided per pixel.
 */
import { NodeProgram } from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import type { Mark } from '../shared/marks.ts';
import type { EdgeAttributes, NodeAttributes } from './map-graph.ts';

/** The shape numbers that the fragment shader below tells apart. */
const shapes: Record<Mark, number> = {
  kept: 0,
  cut: 1,
  hidden: 2,
  'cut-today': 3,
  silent: 4,
  focus: 5,
  opened: 6,
  'hidden-today': 7,
  unknown: 8,
};

const uniforms = ['u_sizeRatio', 'u_correctionRatio', 'u_matrix'] as const;
const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;

const vertexShader = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_ground;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_ground;
varying vec2 v_offset;
varying float v_radius;
varying float v_shape;
const float bias = 255.0 / 254.0;

void main() {
  float size = a_size * u_correctionRatio / u_sizeRatio * 4.0;
  v_offset = size * vec2(cos(a_angle), sin(a_angle));
  v_radius = size / 2.0;
  v_shape = a_shape;
  gl_Position = vec4((u_matrix * vec3(a_position + v_offset, 1)).xy, 0, 1);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
  v_ground = a_ground;
  v_ground.a *= bias;
}
`;

const fragmentShader = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_ground;
varying vec2 v_offset;
varying float v_radius;
varying float v_shape;
uniform float u_correctionRatio;
const vec4 clear = vec4(0.0);

bool isShape(float shape) { return abs(v_shape - shape) < 0.5; }

void main() {
  float pixel = u_correctionRatio * 2.0;
  float distance = length(v_offset);
  #ifdef PICKING_MODE
  gl_FragColor = distance > v_radius ? clear : v_color;
  #else
  float stroke = max(1.6 * pixel, 0.17 * v_radius);
  // How much of the pixel belongs to: the mark's own ink, from 0 to 1.
  float ring = smoothstep(v_radius - stroke - pixel, v_radius - stroke, distance);
  float ink = 1.0;
  if (isShape(0.0)) {
    ink = 1.0 - smoothstep(v_radius - 2.0 * pixel, v_radius - pixel, distance);
  } else if (isShape(1.0) || isShape(3.0)) {
    float rising = abs(v_offset.x - v_offset.y) * 0.7071;
    float falling = abs(v_offset.x + v_offset.y) * 0.7071;
    float toStroke = isShape(1.0) ? min(rising, falling) : rising;
    ink = max(ring, 1.0 - smoothstep(stroke * 0.5, stroke * 0.5 + pixel, toStroke));
  } else if (isShape(2.0)) {
    ink = max(ring, 1.0 - smoothstep(-0.5 * pixel, 0.5 * pixel, v_offset.x));
  } else if (isShape(4.0)) {
    float turns = atan(v_offset.y, v_offset.x) / 6.2832 * 8.0;
    ink = ring * step(0.45, fract(turns));
  } else if (isShape(6.0)) {
    float edge = (abs(v_offset.x) + abs(v_offset.y)) * 0.7071 - v_radius * 0.7071;
    ink = 1.0 - smoothstep(-1.5 * pixel, -0.5 * pixel, edge);
  } else if (isShape(7.0)) {
    float quarter = max(v_offset.x, -v_offset.y);
    ink = max(ring, 1.0 - smoothstep(-0.5 * pixel, 0.5 * pixel, quarter));
  } else {
    float core = 1.0 - smoothstep(0.60 * v_radius, 0.60 * v_radius + pixel, distance);
    float band = smoothstep(0.80 * v_radius, 0.80 * v_radius + pixel, distance);
    ink = max(core, band);
  }
  vec4 color = mix(v_ground, v_color, ink);
  gl_FragColor = mix(color, clear, smoothstep(v_radius - pixel, v_radius, distance));
  #endif
}
`;

export class MarkProgram extends NodeProgram<(typeof uniforms)[number], NodeAttributes, EdgeAttributes> {
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
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_ground', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: 'a_angle', size: 1, type: FLOAT }],
      // The corners of an equilateral triangle around the disc.
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData & { mark?: Mark; ground?: string }): void {
    const { array } = this;
    array[start] = data.x;
    array[start + 1] = data.y;
    array[start + 2] = data.size;
    array[start + 3] = shapes[data.mark ?? 'kept'];
    array[start + 4] = floatColor(data.color);
    array[start + 5] = floatColor(data.ground ?? '#ffffff');
    array[start + 6] = nodeIndex;
  }

  setUniforms(
    { sizeRatio, correctionRatio, matrix }: RenderParams,
    { gl, uniformLocations }: Parameters<NodeProgram['setUniforms']>[1],
  ): void {
    const { u_sizeRatio, u_correctionRatio, u_matrix } = uniformLocations as Record<string, WebGLUniformLocation>;
    gl.uniform1f(u_sizeRatio!, sizeRatio);
    gl.uniform1f(u_correctionRatio!, correctionRatio);
    gl.uniformMatrix3fv(u_matrix!, false, matrix);
  }
}
