/** What an embedded map holds on a page: canvases, WebGL, listeners, observers, style. */
import type { Page } from 'playwright-core';

/** Runs before the page: counts what is listened to and observed, and keeps the WebGL contexts. */
export const countWhatIsHeld = `
  window.listening = new Map();
  const count = (key, by) => window.listening.set(key, (window.listening.get(key) ?? 0) + by);
  const keyOf = (target, type, f, o) => target.toString() + type + (typeof o === 'boolean' ? o : o?.capture === true);
  const held = new WeakMap();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (this === window || this === document || this instanceof MediaQueryList || this instanceof Element) {
      const key = keyOf(this, type, listener, options);
      count(key, 1);
      if (options?.signal) addEventListener.call(options.signal, 'abort', () => count(key, -1), { once: true });
    }
    return addEventListener.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    if (this === window || this === document || this instanceof MediaQueryList || this instanceof Element)
      count(keyOf(this, type, listener, options), -1);
    return removeEventListener.call(this, type, listener, options);
  };
  window.watching = 0;
  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver']) {
    const Observer = window[name];
    window[name] = class extends Observer {
      observe(...what) { window.watching++; this.on = (this.on ?? 0) + 1; return super.observe(...what); }
      disconnect() { window.watching -= this.on ?? 0; this.on = 0; return super.disconnect(); }
    };
  }
  window.contexts = [];
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (type, ...rest) {
    const context = getContext.call(this, type, ...rest);
    if (context && type.startsWith('webgl') && !window.contexts.includes(context)) window.contexts.push(context);
    return context;
  };`;

interface Counted {
  listening: Map<string, number>;
  watching: number;
  contexts: WebGLRenderingContext[];
}

export const leftOf = (page: Page) =>
  page.evaluate(() => {
    const { listening, watching, contexts } = window as unknown as Counted;
    const root = document.querySelector('faultline-map')!.shadowRoot!;
    return {
      canvases: root.querySelectorAll('canvas').length,
      contexts: contexts.filter((context) => !context.isContextLost()).length,
      listeners: [...listening].filter(([, count]) => count > 0).map(([key]) => key),
      watching,
      styles: root.adoptedStyleSheets.length,
    };
  });
