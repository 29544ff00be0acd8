/** A growing list of (source, target) numbers, eight bytes a pair. */
export class Pairs {
  sources = new Uint32Array(1 << 12);
  targets = new Uint32Array(1 << 12);
  length = 0;

  push(source: number, target: number): void {
    if (this.length === this.sources.length) {
      this.sources = grown(this.sources);
      this.targets = grown(this.targets);
    }
    this.sources[this.length] = source;
    this.targets[this.length] = target;
    this.length += 1;
  }
}

function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(numbers.length * 2);
  copy.set(numbers);
  return copy;
}
