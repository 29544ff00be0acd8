/** Colours as a browser computes them, in the one form that the drawing takes. */

const rgbForm = /^rgba?\((\d+), (\d+), (\d+)/;

/** @returns `#rrggbb`; how far one sees through it is left out, since the map lies on a ground of its own */
export function hexOf(computed: string): string {
  const channels = rgbForm.exec(computed)?.slice(1).map(Number) ?? paint(computed);
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Of other colour spaces the browser itself knows what they look like. */
function paint(computed: string): number[] {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d')!;
  context.fillStyle = computed;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}
