/** The map for another page. */
export const embed = {
  title: 'Put it on a page',
  element: 'As an element',
  frame: 'As a frame',
  copy: (what: string) => `Copy: ${what.toLowerCase()}`,
  copied: 'Copied.',
  noClipboard: 'The browser does not let this page write to the clipboard; select the text and copy it.',
  onlyHere: 'This map is reached from this machine only. `faultline publish` makes a site of it that others can show.',
  header:
    'The element needs the header Access-Control-Allow-Origin from where the map is, the frame does not. Colours: --faultline-ground and others; the README of a published map names the header for your web server.',
};
