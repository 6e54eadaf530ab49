/// <reference types="constance-offers/vue" />
// The element in a Vue page: attributes from state, and what it tells.

import { connect } from "constance-offers";
import { createApp, ref } from "vue";

connect({ service: location.origin, brand: "maison" });

const app = createApp({
  setup: () => ({ limit: ref(2), shown: ref(0) }),
  template: `
    <main>
      <h1>A page made with Vue</h1>
      <button @click="limit = 1">One is enough</button>
      <output>{{ shown }}</output>
      <constance-offers placement="home" :limit="limit" @constance-shown="shown = $event.detail.offers">
        <p slot="fallback">No offers today.</p>
      </constance-offers>
    </main>`,
});
app.config.compilerOptions.isCustomElement = (name: string) => name === "constance-offers";
app.mount("#app");
