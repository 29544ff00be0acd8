/** How the map is drawn, as parts of the link: `rings=1` for distance rings, `small=1` for personal servers one by one. */
import type { Producer, ViewState } from './state.ts';

export const mapOptions = ['rings', 'small'] as const;
export type MapOption = (typeof mapOptions)[number];

export function hasOption({ kept }: Pick<ViewState, 'kept'>, option: MapOption): boolean {
  return kept[option] === '1';
}

export function toggleOption(option: MapOption): Producer {
  return (state) => {
    const { [option]: now, ...others } = state.kept;
    return { ...state, kept: now === '1' ? others : { ...others, [option]: '1' } };
  };
}
