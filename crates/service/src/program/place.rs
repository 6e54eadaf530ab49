//! Where offers are shown, and how many claims one customer may hold.

use std::collections::BTreeMap;

use domain::id::Placement;

use super::fields::Fields;
use super::name::as_slug;
use super::source::Told;

pub(super) fn placements(file: &mut Fields<'_>) -> Result<BTreeMap<Placement, usize>, Told> {
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

pub(super) fn open_claims(file: &mut Fields<'_>) -> Result<usize, Told> {
    let mut caps = file.section("caps", "`open_claims = 5`")?;
    let claims = caps.need("open_claims", "open_claims = 5").and_then(|node| node.whole(1..=100));
    caps.done();
    Ok(claims? as usize)
}
