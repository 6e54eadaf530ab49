//! Customers who are left out, so that it can be seen what offers do, and whether offers may be chosen for the others.

use domain::offer::Holdout;
use domain::program::Consent;

use super::fields::Fields;
use super::name::{listed, nearest};
use super::node::Node;
use super::source::Told;

/// Who is left out from all of the brand's ideas, if anybody is.
pub(super) fn of_all(file: &mut Fields<'_>) -> Result<Option<Holdout>, Told> {
    file.get("holdout").map(|node| read(node.fields()?.named("`[holdout]`".to_owned()))).transpose()
}

/// Who is left out from one offer.
pub(super) fn of_one(node: &Node<'_>) -> Result<Holdout, Told> {
    read(node.fields()?)
}

fn read(mut fields: Fields<'_>) -> Result<Holdout, Told> {
    let salt = fields.need("salt", "salt = \"2026\"").and_then(|node| Ok(node.text(60)?.to_owned()));
    let share = fields.need("share", "share = 500").and_then(|node| node.whole(1..=10_000));
    fields.done();
    Ok(Holdout { salt: salt?, share: share? as u16 })
}

pub(super) fn consent(file: &mut Fields<'_>) -> Result<Consent, Told> {
    let Some(node) = file.get("consent") else { return Ok(Consent::default()) };
    let mut fields = node.fields()?.named("`[consent]`".to_owned());
    let said = fields.need("personal_offers", "personal_offers = \"until_objected\"").and_then(|node| {
        let names = CONSENTS.map(|(name, _)| name);
        let text = node.text(60)?;
        let known = CONSENTS.into_iter().find(|(name, _)| *name == text);
        known.map(|(_, consent)| consent).ok_or_else(|| {
            let instead = match nearest(text, names) {
                Some(near) => node.example(&format!("\"{near}\"")),
                None => format!("write one of {}", listed(&names)),
            };
            node.wrong(format!("does not say when offers may be chosen for somebody: `{text}`"), instead)
        })
    });
    fields.done();
    said
}

const CONSENTS: [(&str, Consent); 2] =
    [("until_objected", Consent::UntilObjected), ("once_given", Consent::OnceGiven)];
