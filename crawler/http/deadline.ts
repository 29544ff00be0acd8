/**
 * One signal for one request: it fires when the time is up, or when the visit is called off.
 *
 * The platform's AbortSignal.timeout and AbortSignal.any cost as much as sending the request; undici takes an
 * EventEmitter that says `abort` too, and one listener serves all requests that the same signal may call off.
 */
import { EventEmitter } from 'node:events';

export interface Deadline {
  signal: EventEmitter;
  /** The time was up before the request ended. */
  readonly isOver: boolean;
  /** The request ended: nothing fires any more. */
  clear(): void;
}

/** Requests that a signal calls off when it fires. */
const underWay = new WeakMap<AbortSignal, Set<EventEmitter>>();

/** @param ms in real time on purpose: sockets do not obey an injected clock */
export function startDeadline(ms: number, calledOff: AbortSignal | undefined): Deadline {
  const signal = new EventEmitter();
  const together = calledOff === undefined ? undefined : requestsOf(calledOff);
  together?.add(signal);
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    signal.emit('abort');
  }, ms);
  return {
    signal,
    get isOver() {
      return isOver;
    },
    clear() {
      clearTimeout(timer);
      together?.delete(signal);
    },
  };
}

function requestsOf(calledOff: AbortSignal): Set<EventEmitter> {
  const known = underWay.get(calledOff);
  if (known !== undefined) return known;
  const requests = new Set<EventEmitter>();
  const callOff = () => {
    for (const request of requests) request.emit('abort');
  };
  calledOff.addEventListener('abort', callOff, { once: true });
  underWay.set(calledOff, requests);
  return requests;
}
