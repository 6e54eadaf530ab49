// For Vue 3, with `compilerOptions.isCustomElement` set for the name of the element.

import type { DefineComponent } from "vue";
import type { ConstanceAttributes, ConstanceEvents } from "./index.js";

type Listeners = { [E in keyof ConstanceEvents as `on${Capitalize<E>}`]?: (event: ConstanceEvents[E]) => void };

declare module "vue" {
  interface GlobalComponents {
    "constance-offers": DefineComponent<ConstanceAttributes & Listeners>;
  }
}
