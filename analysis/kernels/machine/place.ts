/** Lays arrays out one after the other in the memory of a module. */
export interface Places {
  /** @returns the address of so many bytes, where a line of the cache begins */
  place(bytes: number): number;
  /** @returns all bytes placed */
  end(): number;
}

const lineBytes = 64;

export function newPlaces(): Places {
  let end = 0;
  return {
    place(bytes) {
      const at = end;
      end += lineBytes * Math.ceil(bytes / lineBytes);
      return at;
    },
    end: () => end,
  };
}
