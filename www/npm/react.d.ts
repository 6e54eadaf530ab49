// For React 19, which sets properties of custom elements and listens to their events.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ConstanceAttributes, ConstanceEvents, ConstanceOffers } from "./index.js";

type Listeners = { [E in keyof ConstanceEvents as `on${E}`]?: (event: ConstanceEvents[E]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "constance-offers": DetailedHTMLProps<HTMLAttributes<ConstanceOffers>, ConstanceOffers> & ConstanceAttributes & Listeners;
    }
  }
}
