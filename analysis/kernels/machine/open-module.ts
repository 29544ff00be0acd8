/**
 * Opens a function in WebAssembly with memory of its own. Where that is not to be had, as on a page whose policy forbids
 * it, kernels go their other way, which gives the same numbers.
 */

/** The global of browsers and Node, which the language's own types do not know. */
interface WebAssembly {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
  Instance: new (module: object, imports: { env: { memory: object } }) => { exports: Record<string, Run> };
}

export type Run = (...numbers: number[]) => void;

/** With fewer nodes, or ties, the plain loop is through before code is compiled. */
export const worthCompiling = 1000;

const pageBytes = 0x1_0000;

/**
 * @param code a module that exports one function of this name (assembler.ts)
 * @param bytes how much memory it needs, all zeros to begin with
 * @returns undefined where WebAssembly, its vectors or so much memory are not to be had
 */
export function openModule(
  name: string,
  code: Uint8Array<ArrayBuffer>,
  bytes: number,
): { buffer: ArrayBuffer; run: Run } | undefined {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssembly };
  if (WebAssembly === undefined) return undefined;
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) || 1 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
    return { buffer: memory.buffer, run: exports[name]! };
  } catch {
    // An old engine, a policy without 'wasm-unsafe-eval', or no memory.
    return undefined;
  }
}
