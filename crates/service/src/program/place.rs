//! Where offers are shown.

use std::collections::BTreeMap;

use domain::id::Placement;

use super::fields::Fields;
use super::name::{as_slug, listed, nearest};
use super::node::Node;
use super::source::{Told, gather};

/// The places of a program, and how many offers each has room for.
pub(super) type Places = Result<BTreeMap<Placement, usize>, Told>;

pub(super) fn placements(file: &mut Fields<'_>) -> Places {
    let section = file.section("placements", "a line such as `home = { offers = 6 }` for each place")?;
    let mut placements = Ok(BTreeMap::new());
    for (key, node) in section.entries() {
        let name = Placement::new(key.get_ref().as_ref()).map_err(|_| {
            let instead = format!("write `{}`", as_slug(key.get_ref()));
            section.wrong_key(
                key,
                "must be small letters, digits and hyphens, starting with a letter",
                instead,
            )
        });
        let offers = node.fields().and_then(|mut place| {
            let offers = place.need("offers", "offers = 6").and_then(|node| node.whole(1..=50));
            place.done();
            offers
        });
        match (name, offers) {
            (Ok(name), Ok(offers)) => {
                let _ = placements.as_mut().map(|known| known.insert(name, offers as usize));
            }
            (Err(told), _) | (_, Err(told)) => placements = Err(told),
        }
    }
    match placements {
        Ok(none) if none.is_empty() => {
            Err(section.wrong("names no place", "add such as `home = { offers = 6 }`"))
        }
        placements => placements,
    }
}

/// The places of one offer.
pub(super) fn of_offer(node: &Node<'_>, places: &Places) -> Result<Vec<Placement>, Told> {
    let parts = node.list()?;
    if parts.is_empty() {
        return Err(node.wrong(
            "names no place, so that it is shown nowhere",
            "name one, or take the line out to mean all",
        ));
    }
    let mut read = Ok(Vec::new());
    for part in parts {
        gather(&mut read, known(&part, places));
    }
    read
}

fn known(node: &Node<'_>, places: &Places) -> Result<Placement, Told> {
    let text = node.text(60)?;
    let places = places.as_ref().map_err(|told| *told)?;
    let names: Vec<&str> = places.keys().map(Placement::as_str).collect();
    places.keys().find(|place| place.as_str() == text).cloned().ok_or_else(|| {
        let instead = match nearest(text, names.iter().copied()) {
            Some(near) => format!("write `\"{near}\"`"),
            None => format!("write one of {}, or add `{text}` to `[placements]`", listed(&names)),
        };
        node.wrong(format!("names a place that is not in `[placements]`: `{text}`"), instead)
    })
}
