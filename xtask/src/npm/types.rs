//! The element, declared for TypeScript.

use super::face::{Face, Row};

/// `element.d.ts`.
pub(crate) fn element(face: &Face) -> String {
    let mut text = HEAD.to_owned();
    text +=
        "\n/** What an event tells. None says who the customer is. */\nexport interface ConstanceEvents {\n";
    for row in &face.events {
        text += &format!("  /** {} */\n  \"{}\": CustomEvent<{}>;\n", row.is, row.name, detail(row));
    }
    text += "}\n\n/** The attributes of the element, as a framework sets them. */\nexport interface ConstanceAttributes {\n";
    for row in &face.attributes {
        text += &format!("  /** {} */\n  \"{}\"?: {};\n", row.is, row.name, type_of(&row.name));
    }
    text += "}\n\n/** The element. */\nexport interface ConstanceOffers extends Listening {\n";
    for row in face.attributes.iter().filter(|row| row.name != "lang") {
        text += &format!("  /** {} */\n  {}: {} | null;\n", row.is, property(&row.name), type_of(&row.name));
    }
    for row in &face.methods {
        let name = row.name.split('(').next().unwrap_or_default();
        text += &format!("  /** {} */\n  {name}({}): Promise<void>;\n", row.is, taken(name));
    }
    text + "}\n"
}

/// The property of an attribute.
pub(crate) fn property(attribute: &str) -> String {
    let mut words = attribute.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        name + &initial.to_uppercase() + rest
    })
}

/// What an attribute may be.
pub(crate) fn type_of(attribute: &str) -> &'static str {
    match attribute {
        "limit" => "number",
        "heading-level" => "2 | 3 | 4 | 5 | 6",
        "layout" => "\"cards\" | \"list\" | \"compact\"",
        "theme" => "\"auto\" | \"light\" | \"dark\"",
        "privacy" => "\"mask\"",
        "surface" => "\"web\" | \"social\" | \"webview\" | \"agent\" | \"till\" | \"kiosk\"",
        _ => "string",
    }
}

/// What an event tells.
pub(crate) fn detail(row: &Row) -> String {
    let always = row.keys.len() == 1 || !row.name.ends_with("identity-needed");
    let keys = row.keys.iter().map(|key| {
        let of = match key.as_str() {
            "wasm" | "recoverable" => "boolean",
            "offers" => "number",
            _ => "string",
        };
        let mark = if always || key == "code" { "" } else { "?" };
        format!("{key}{mark}: {of}")
    });
    format!("{{ {} }}", keys.collect::<Vec<_>>().join("; "))
}

fn taken(method: &str) -> &'static str {
    match method {
        "identify" => "ask: Identify",
        "setConsent" => "consent: Consent",
        _ => "",
    }
}

const HEAD: &str = "\
// Made from the tables of docs/embedding.md.

import type { Consent, Identify, Listening } from \"./index.js\";
";

#[cfg(test)]
mod tests {
    use super::property;

    #[test]
    fn a_property_is_called_as_its_attribute() {
        assert_eq!(["limit", "heading-level"].map(property), ["limit", "headingLevel"]);
    }
}
