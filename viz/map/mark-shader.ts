/** The shapes of `shared/marks.ts` and `shared/change-badges.ts` as WebGL decides them: per pixel, in one triangle. */

import type { HostChange } from '../shared/snapshot-changes.ts';
import { badgePx, rimPx } from './change-badges.ts';
import type { Mark } from './marks.ts';

/** The numbers that the shaders below tell apart. */
export const shapeNumbers: Record<Mark | 'folded', number> = {
  kept: 0,
  cut: 1,
  hidden: 2,
  'cut-today': 3,
  silent: 4,
  focus: 5,
  opened: 6,
  'hidden-today': 7,
  unknown: 8,
  folded: 9,
};
export const changeNumbers: Record<HostChange, number> = { new: 1, gone: 2, changed: 3, 'not-observed': 4 };

const float = (value: number) => value.toFixed(3);

export const vertexShader = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_ground;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_change;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_ground;
varying vec2 v_offset;
varying float v_radius;
varying float v_shape;
varying float v_change;
const float bias = 255.0 / 254.0;

void main() {
  float pixel = u_correctionRatio * 2.0;
  v_radius = a_size * pixel / u_sizeRatio;
  // The rim that sets it off, and what stands beside the disc, need room too. A triangle holds a circle of half its reach.
  float room = v_radius + 1.5 * pixel + (a_change > 0.5 ? ${float(2.2 * badgePx)} * pixel : 0.0);
  v_offset = 2.0 * room * vec2(cos(a_angle), sin(a_angle));
  v_shape = a_shape;
  v_change = a_change;
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

export const fragmentShader = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_ground;
varying vec2 v_offset;
varying float v_radius;
varying float v_shape;
varying float v_change;
uniform float u_correctionRatio;
uniform vec4 u_ink;
const vec4 clear = vec4(0.0);

bool isShape(float shape) { return abs(v_shape - shape) < 0.5; }

// How much of a pixel belongs to what lies within an edge, from 0 to 1.
float within(float edge, float distance, float pixel) {
  return 1.0 - smoothstep(edge - 0.5 * pixel, edge + 0.5 * pixel, distance);
}

// Fewer where there is no room for more.
float dots(float count) { return step(0.45, fract(atan(v_offset.y, v_offset.x) / 6.2832 * count)); }

// How much of the pixel belongs to the mark's own ink.
float inkOf(float distance, float pixel) {
  float stroke = max(1.6 * pixel, 0.17 * v_radius);
  float ring = 1.0 - within(v_radius - stroke, distance, pixel);
  if (isShape(0.0)) return 1.0;
  if (isShape(1.0) || isShape(3.0)) {
    float rising = abs(v_offset.x - v_offset.y) * 0.7071;
    float falling = abs(v_offset.x + v_offset.y) * 0.7071;
    return max(ring, within(stroke * 0.6, isShape(1.0) ? min(rising, falling) : rising, pixel));
  }
  if (isShape(2.0)) return max(ring, within(0.0, v_offset.x, pixel));
  if (isShape(4.0)) return ring * dots(v_radius < 5.0 * pixel ? 5.0 : 8.0);
  if (isShape(6.0)) return within(v_radius * 0.7071, (abs(v_offset.x) + abs(v_offset.y)) * 0.7071, pixel);
  if (isShape(7.0)) return max(ring, within(0.0, max(v_offset.x, -v_offset.y), pixel));
  if (isShape(8.0)) return ring;
  if (isShape(9.0)) {
    float turn = 6.2832 / 9.0;
    float angle = mod(atan(v_offset.y, v_offset.x) + 0.5 * turn, turn) - 0.5 * turn;
    return within(0.14 * v_radius, length(distance * vec2(cos(angle), sin(angle)) - vec2(0.82 * v_radius, 0.0)), pixel);
  }
  return max(within(0.6 * v_radius, distance, pixel), 1.0 - within(0.8 * v_radius, distance, pixel));
}

// The sign for what became of the server since an earlier snapshot: its ink, and with a halo around it.
vec2 badgeOf(float distance, float pixel) {
  if (abs(v_change - 4.0) < 0.5) {
    float rim = abs(distance - v_radius - ${float(rimPx)} * pixel);
    return vec2(within(0.8 * pixel, rim, pixel) * dots(14.0), 0.0);
  }
  float reach = ${float(badgePx)} * pixel;
  vec2 at = v_offset - vec2(v_radius * 0.7071 + reach * 0.8);
  float across = max(abs(at.x) - reach, abs(at.y) - 0.18 * reach);
  float down = max(abs(at.y) - reach, abs(at.x) - 0.18 * reach);
  float sides = max(abs(at.x) * 0.866 + (at.y - 0.15 * reach) * 0.5 - 0.36 * reach, -at.y - 0.75 * reach);
  float sign = v_change < 1.5 ? min(across, down) : v_change < 2.5 ? across : abs(sides + 0.16 * reach) - 0.16 * reach;
  return vec2(within(0.0, sign, pixel), within(1.6 * pixel, sign, pixel));
}

void main() {
  float pixel = u_correctionRatio * 2.0;
  float distance = length(v_offset);
  #ifdef PICKING_MODE
  gl_FragColor = distance > v_radius ? clear : v_color;
  #else
  if (v_shape < 0.5 && v_change < 0.5) {
    // By far the most of them are plain discs, and nothing of what follows is for those.
    float rim = within(v_radius + 1.1 * pixel, distance, pixel);
    gl_FragColor = mix(v_ground, v_color, within(v_radius, distance, pixel)) * rim;
    return;
  }
  float body = within(v_radius, distance, pixel);
  // Discs and their rims: where two lie on each other, both can be told. A diamond lets the ground through.
  bool open = isShape(6.0);
  float rim = open ? 0.0 : within(v_radius + 1.1 * pixel, distance, pixel);
  float ink = inkOf(distance, pixel);
  vec4 color = open ? v_color * ink * body : mix(v_ground, mix(v_ground, v_color, ink), body) * rim;
  if (v_change > 0.5) {
    vec2 badge = badgeOf(distance, pixel);
    color = mix(color, v_ground, badge.y);
    color = mix(color, u_ink, badge.x);
  }
  gl_FragColor = color;
  #endif
}
`;
