/** What every part of the page shares: one stylesheet, and one event by which a part asks for another state. */
import { LitElement } from 'lit';
import type { Producer } from './state.ts';

/** Renders into the page itself, so that the page's one stylesheet holds and labels may point across parts. */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected change(producer: Producer): void {
    this.dispatchEvent(new StateChange(producer));
  }
}

export class StateChange extends Event {
  static readonly type = 'state-change';
  readonly producer: Producer;

  constructor(producer: Producer) {
    super(StateChange.type, { bubbles: true });
    this.producer = producer;
  }
}
