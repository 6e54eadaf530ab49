/// <reference types="constance-offers/react" />
// The element in a React page: attributes from state, and what it tells.

import { connect } from "constance-offers";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

connect({ service: location.origin, brand: "maison" });

function Page() {
  const [limit, setLimit] = useState(2);
  const [shown, setShown] = useState(0);
  return (
    <main>
      <h1>A page made with React</h1>
      <button onClick={() => setLimit(1)}>One is enough</button>
      <output>{shown}</output>
      <constance-offers placement="home" limit={limit} onconstance-shown={(event) => setShown(event.detail.offers)}>
        <p slot="fallback">No offers today.</p>
      </constance-offers>
    </main>
  );
}

const place = document.querySelector("#app");
if (place) createRoot(place).render(<StrictMode><Page /></StrictMode>);
