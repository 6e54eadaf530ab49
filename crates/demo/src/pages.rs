//! The shop's pages, style sheets, scripts and pictures, embedded.

use axum::extract::Path;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What the shop's pages may load: their own, and WebAssembly, which is how the offers come.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; \
                      frame-ancestors 'none'";

macro_rules! embedded {
    ($($name:literal)*) => {
        [$(($name, include_bytes!(concat!("../../../www/maison/", $name)).as_slice())),*]
    };
}

const FILES: &[(&str, &[u8])] = &embedded![
    "shop.css" "shop.js" "counter.js" "switcher.css" "switcher.js" "mark.svg" "dawn.svg"
    "desk.css" "desk.js" "desk/words.js" "desk/progress.js" "desk/offers.js" "desk/person.js" "desk/history.js"
    "desk/till.js" "desk/live.js"
    "records/nine-aubades.svg" "records/harbor-symphony.svg" "records/songs-of-the-ferry.svg" "records/blue-hour.svg"
    "records/cahier-de-pluie.svg" "records/two-nocturnes.svg" "records/motets.svg" "records/etudes-in-brick.svg"
    "offers/almost-there.svg" "offers/anniversary.svg" "offers/bring-a-friend.svg" "offers/cellar-tasting.svg"
    "offers/double-week.svg" "offers/early-pressing.svg" "offers/encore.svg" "offers/first-record.svg"
    "offers/gift-record.svg" "offers/listening-evening.svg" "offers/margin-pencil.svg" "offers/quartet-seats.svg"
    "offers/season-catalogue.svg" "offers/second-side.svg" "offers/sleeve-care.svg" "offers/your-chair.svg"
];

/// The shop's page in English.
pub async fn english() -> Response {
    page(include_str!("../../../www/maison/index.html"))
}

/// The shop's page in French.
pub async fn french() -> Response {
    page(include_str!("../../../www/maison/fr.html"))
}

/// The page of whoever answers the telephone.
pub async fn desk() -> Response {
    page(include_str!("../../../www/maison/desk.html"))
}

/// Everything the pages load from the shop itself.
pub async fn file(Path(path): Path<String>) -> Response {
    let Some((name, bytes)) = FILES.iter().find(|(name, _)| *name == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };
    send(kind, *bytes)
}

fn page(text: &'static str) -> Response {
    let policy: [(HeaderName, &str); 1] = [(header::CONTENT_SECURITY_POLICY, POLICY)];
    (policy, send("text/html; charset=utf-8", text)).into_response()
}

fn send(kind: &'static str, body: impl IntoResponse) -> Response {
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, body).into_response()
}
