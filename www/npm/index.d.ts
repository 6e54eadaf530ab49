// What can be said to the loader, and how it comes into the page.

import type { ConstanceEvents, ConstanceOffers } from "./element.js";

export type { ConstanceAttributes, ConstanceEvents, ConstanceOffers } from "./element.js";

/** Gives a token signed by the brand's server for whoever is signed in, or nothing. */
export type Identify = () => Promise<string | null | undefined | void>;

/** What a customer allows; what is not named stays as it was. */
export interface Consent {
  /** That it is counted, without saying who, how well the element does. */
  measurement?: boolean;
  /** That offers are chosen for them. */
  personalOffers?: boolean;
}

/** What can be said to the loader, before it is there or after. */
export type Command =
  | ["identify", Identify]
  | ["signOut"]
  | ["refresh"]
  | ["setConsent", Consent];

/** Takes commands: an array until the loader is there, and then the loader. */
export interface Queue {
  push(...commands: Command[]): unknown;
}

/** Where the loader is, and how it is put into the page. */
export interface Connection {
  /** The address of the service, such as `https://offers.brand.example`. */
  service: string;
  /** The brand of every element that names no other. */
  brand: string;
  /** For pages with a content security policy that asks for one. */
  nonce?: string;
}

/** Puts the loader into the page, unless it is there, and gives the queue. Nothing happens on a server. */
export function connect(connection: Connection): Queue;

/** An element that tells the events of {@link ConstanceEvents}. */
export interface Listening extends HTMLElement {
  addEventListener<E extends keyof ConstanceEvents>(
    type: E, listener: (this: Listening, event: ConstanceEvents[E]) => void, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<E extends keyof HTMLElementEventMap>(
    type: E, listener: (this: Listening, event: HTMLElementEventMap[E]) => void, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "constance-offers": ConstanceOffers;
  }
  interface Window {
    constance?: Queue;
  }
}
