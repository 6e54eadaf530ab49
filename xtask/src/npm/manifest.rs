//! `package.json`, and `custom-elements.json` in version 2 of the schema that editors and catalogues read.

use serde_json::{Value, json};

use super::face::{Face, Row};
use super::types::{detail, property, type_of};

/// `package.json`.
pub(crate) fn package(name: &str) -> String {
    pretty(&json!({
        "name": name,
        "version": env!("CARGO_PKG_VERSION"),
        "description": "The element <constance-offers>: its types, and a function that puts its loader into a page",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "sideEffects": false,
        "customElements": "custom-elements.json",
        "exports": {
            ".": { "types": "./index.d.ts", "default": "./index.js" },
            "./react": { "types": "./react.d.ts" },
            "./vue": { "types": "./vue.d.ts" },
            "./custom-elements.json": "./custom-elements.json",
        },
        "types": "./index.d.ts",
        "files": ["*.js", "*.d.ts", "custom-elements.json", "README.md"],
    }))
}

/// `custom-elements.json`.
pub(crate) fn elements(face: &Face) -> String {
    let plain = |row: &Row| json!({ "name": row.name, "description": row.is });
    let attributes = face.attributes.iter().map(|row| {
        let (name, of) = (&row.name, type_of(&row.name));
        json!({ "name": name, "fieldName": property(name), "description": row.is, "type": { "text": of } })
    });
    let fields = face.attributes.iter().map(|row| {
        let (name, of) = (property(&row.name), type_of(&row.name));
        json!({ "kind": "field", "name": name, "description": row.is, "type": { "text": of }, "attribute": row.name })
    });
    let methods = face.methods.iter().map(|row| {
        let name = row.name.split('(').next();
        json!({ "kind": "method", "name": name, "description": row.is, "return": { "type": { "text": "Promise<void>" } } })
    });
    let events = face.events.iter().map(|row| {
        let of = format!("CustomEvent<{}>", detail(row));
        json!({ "name": row.name, "description": row.is, "type": { "text": of } })
    });
    pretty(&json!({
        "schemaVersion": "2.1.0",
        "modules": [{
            "kind": "javascript-module",
            "path": "index.js",
            "declarations": [{
                "kind": "class",
                "customElement": true,
                "name": "ConstanceOffers",
                "tagName": "constance-offers",
                "description": "The offers and benefits that fit a customer, each with the reason",
                "superclass": { "name": "HTMLElement" },
                "attributes": attributes.collect::<Vec<_>>(),
                "members": fields.chain(methods).collect::<Vec<_>>(),
                "events": events.collect::<Vec<_>>(),
                "slots": face.slots.iter().map(plain).collect::<Vec<_>>(),
                "cssProperties": face.properties.iter().map(plain).collect::<Vec<_>>(),
                "cssParts": face.parts.iter().map(plain).collect::<Vec<_>>(),
            }],
            "exports": [{ "kind": "custom-element-definition", "name": "constance-offers",
                          "declaration": { "name": "ConstanceOffers", "module": "index.js" } }],
        }],
    }))
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
