/** The frame of the page. */
export const shell = {
  map: 'Map',
  table: 'Table',
};
