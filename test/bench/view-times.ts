/** What the page of the bench measures and the bench prints. */

/** All in milliseconds. */
export interface ViewTimes {
  /** From the bytes of a map to the first frame in which its servers are handed to the screen. */
  firstPicture: number;
  /** Work of the page until then, without that of the rasteriser. */
  firstWork: number;
  /** … and its lines too. */
  wholePicture: number;
  /** Work of the page in one frame while the map is moved, median. */
  frame: number;
  /** The same close up, where few servers are in view. */
  closeFrame: number;
  /** From another question to its picture. */
  question: number;
}
