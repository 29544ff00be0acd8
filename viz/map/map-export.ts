/** The map as it is seen, on one canvas, for a file. */
import { drawOnCanvas } from '@sigma/export-image';
import { addGuides, layersFromBelow, type MapSigma } from './map-sigma.ts';

/** @param paint writes names and rings on the copy, as it does on the page */
export async function savePicture(
  sigma: MapSigma,
  backgroundColor: string,
  paint: (copy: MapSigma) => void,
): Promise<Blob> {
  // The library's types know no attributes of nodes; the copy holds the same graph and settings.
  const withTempRenderer = (copy: unknown) => {
    addGuides(copy as MapSigma);
    (copy as MapSigma).refresh();
    paint(copy as MapSigma);
  };
  const canvas = await drawOnCanvas(sigma as never, { layers: layersFromBelow, backgroundColor, withTempRenderer });
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) =>
      blob === null ? reject(new Error('expected a PNG of the map, got none')) : resolve(blob);
    canvas.toBlob(done, 'image/png');
  });
}
