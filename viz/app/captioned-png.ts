/** A picture of the map with one or more lines below that say what it is of. */

const lineHeight = 18;
const font = 'px system-ui, sans-serif';

/**
 * @param pixelsPerPoint of the picture, so that the lines are as large as on the page
 * @throws when the browser gives no canvas
 */
export async function captionPng(
  picture: Blob,
  lines: readonly string[],
  { pixelsPerPoint, ground, ink }: { pixelsPerPoint: number; ground: string; ink: string },
): Promise<Blob> {
  const image = await createImageBitmap(picture);
  const line = lineHeight * pixelsPerPoint;
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height + Math.ceil(line * (lines.length + 0.6));
  const { height } = image;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('expected a canvas to write the caption on, got none');
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0);
  image.close();
  context.fillStyle = ink;
  context.font = `${12 * pixelsPerPoint}${font}`;
  const margin = 14 * pixelsPerPoint;
  for (const [at, text] of lines.entries()) {
    context.fillText(text, margin, height + line * (at + 0.95), canvas.width - 2 * margin);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('expected a PNG, got none')) : resolve(blob)),
      'image/png',
    ),
  );
}
