/** The keys that steer a map, in the page and on other pages alike. */

/** Share of the view by which an arrow key moves it. */
const panStep = 0.12;

export const panByKey: Readonly<Record<string, [x: number, y: number]>> = {
  ArrowLeft: [-panStep, 0],
  ArrowRight: [panStep, 0],
  ArrowUp: [0, -panStep],
  ArrowDown: [0, panStep],
};
export const zoomByKey: Readonly<Record<string, 'in' | 'out' | 'reset'>> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  '0': 'reset',
};
