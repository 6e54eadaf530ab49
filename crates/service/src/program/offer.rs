//! What could be given.

use domain::event::{Terms, Wording};
use domain::id::{Locale, OfferId, Placement, TierId};
use domain::money::Currency;
use domain::offer::{Audience, Caps, Image, Link, Offer, Voucher};
use domain::time::Zone;
use std::collections::BTreeMap;
use toml::de::DeValue;

use super::fields::Fields;
use super::name::identified;
use super::name::{listed, nearest};
use super::node::Node;
use super::source::{Told, gather};
use super::words::{self, Locales, room};
use super::{address, moment, rule};

/// What the rest of the file says that an offer may refer to.
pub(super) struct Known<'f> {
    pub(super) locales: &'f Locales,
    pub(super) currency: Result<Currency, Told>,
    pub(super) zone: &'f Result<Zone, Told>,
    pub(super) tiers: &'f Result<Vec<TierId>, Told>,
    pub(super) placements: &'f Result<BTreeMap<Placement, usize>, Told>,
}

/// Every offer, and where its rule stands.
pub(super) fn read<'a>(file: &mut Fields<'a>, known: &Known<'_>) -> Result<Vec<(Offer, Node<'a>)>, Told> {
    let rows = file.rows("offer", "[[offer]]")?;
    if rows.is_empty() {
        return Err(file.lacks(
            "`[[offer]]`",
            "add `[[offer]]` with `id`, `title`, `text`, `for` and `link` or `voucher`",
        ));
    }
    let (mut ids, mut named) = (Ok(Vec::new()), Vec::new());
    for row in rows {
        let (row, id) = identified(row, "offer", OfferId::new, ids.as_deref().unwrap_or_default());
        gather(&mut ids, id.clone());
        named.push((row, id));
    }
    let mut offers = Ok(Vec::new());
    for (row, id) in named {
        gather(&mut offers, offer(row, id, known, &ids));
    }
    offers
}

fn offer<'a>(
    mut row: Fields<'a>,
    id: Result<OfferId, Told>,
    known: &Known<'_>,
    ids: &Result<Vec<OfferId>, Told>,
) -> Result<(Offer, Node<'a>), Told> {
    let words = wording(&mut row, known.locales);
    let image = row.get("image").map(|node| image(&node, known.locales)).transpose();
    let link_node = row.get("link");
    let link = link_node.as_ref().map(|node| link(node, known.locales)).transpose();
    let rule = row.need("for", "for = \"everyone\"");
    let audience = rule.as_ref().map_err(|told| *told).and_then(|node| rule::audience(node, known, ids));
    let validity = row.get("valid").map(|node| moment::validity(&node, known.zone)).transpose();
    let priority = row.get("priority").map(|node| node.whole(-1_000..=1_000)).transpose();
    let placements = row.get("placements").map(|node| placements(&node, known)).transpose();
    let caps_node = row.get("caps");
    let caps = caps_node.as_ref().map_or(Ok(Caps::default()), caps);
    let stock_node = row.get("stock");
    let stock = stock_node.as_ref().map(|node| node.whole(1..=1_000_000)).transpose();
    let voucher_node = row.get("voucher");
    let voucher = voucher_node.as_ref().map(voucher).transpose();

    let mut sound = Ok(());
    if let (Some(node), Ok(Audience::Everyone)) = (&voucher_node, &audience) {
        sound = Err(node.wrong(
            "is on an offer for everyone, but a visitor who is not known cannot claim",
            "write who may claim it, such as `for = { stage = [\"new\", \"active\"] }`, or take the voucher out",
        ));
    }
    if let (Some(node), None) = (&stock_node, &voucher_node) {
        let instead = "add `voucher = { valid_days = 30 }`, or take `stock` out";
        sound = Err(node.wrong("limits claims, but there is nothing to claim", instead));
    }
    let claims = caps_node.as_ref().and_then(|node| node.value().as_table()?.get("claims"));
    if let (Some(node), Some(_), None) = (&caps_node, claims, &voucher_node) {
        let instead = "add `voucher = { valid_days = 30 }`, or take `claims` out";
        sound = Err(node.wrong("limits claims, but there is nothing to claim", instead));
    }
    if let (None, None) = (&voucher_node, &link_node) {
        let instead = "add `link = { href = \"/…\", label.en = \"…\" }` or `voucher = { valid_days = 30 }`";
        sound = Err(row.lacks("link and no voucher: there is nothing to do with it", instead));
    }
    row.done();
    sound?;
    let offer = Offer {
        id: id?,
        words: words?,
        image: image?,
        link: link?,
        audience: audience?,
        placements: placements?.unwrap_or_default(),
        validity: validity?.unwrap_or_default(),
        priority: priority?.unwrap_or_default() as i32,
        caps: caps?,
        stock: stock?.map(i64::unsigned_abs),
        voucher: voucher?,
    };
    Ok((offer, rule?))
}

fn wording(row: &mut Fields<'_>, locales: &Locales) -> Result<Terms, Told> {
    let title = words::need(row, "title", room::TITLE, locales);
    let text = words::need(row, "text", room::TEXT, locales);
    let terms = words::get(row, "terms", room::TERMS, locales);
    let (mut text, mut terms) = (text?, terms?.unwrap_or_default());
    let mut in_one = |(locale, title): (Locale, String)| {
        let (text, terms) = (text.remove(&locale).unwrap_or_default(), terms.remove(&locale));
        (locale, Wording { title, text, terms })
    };
    Ok(Terms(title?.into_iter().map(&mut in_one).collect()))
}

fn image(node: &Node<'_>, locales: &Locales) -> Result<Image, Told> {
    let mut fields = node.fields()?;
    let src = fields.need("src", "src = \"/…\"").and_then(|node| address::read(&node));
    let adorns = matches!(fields.get("alt"), Some(node) if node.value().as_str() == Some(""));
    let alt = if adorns { Ok(BTreeMap::new()) } else { words::need(&mut fields, "alt", room::ALT, locales) };
    fields.done();
    Ok(Image { src: src?, alt: alt? })
}

fn link(node: &Node<'_>, locales: &Locales) -> Result<Link, Told> {
    let mut fields = node.fields()?;
    let href = fields.need("href", "href = \"/…\"").and_then(|node| href(&node, locales));
    let label = words::need(&mut fields, "label", room::LABEL, locales);
    fields.done();
    Ok(Link { href: href?, label: label? })
}

/// One address for every language, or one for each.
fn href(node: &Node<'_>, locales: &Locales) -> Result<words::Texts, Told> {
    if let DeValue::String(_) = node.value() {
        let (one, locales) = (address::read(node)?, locales.as_ref().map_err(|told| *told)?);
        return Ok(locales.iter().map(|locale| (locale.clone(), one.clone())).collect());
    }
    words::each(node, locales, address::read)
}

fn placements(node: &Node<'_>, known: &Known<'_>) -> Result<Vec<Placement>, Told> {
    let parts = node.list()?;
    if parts.is_empty() {
        return Err(node.wrong(
            "names no place, so that it is shown nowhere",
            "name one, or take the line out to mean all",
        ));
    }
    let mut read = Ok(Vec::new());
    for part in parts {
        gather(&mut read, placement(&part, known));
    }
    read
}

fn placement(node: &Node<'_>, known: &Known<'_>) -> Result<Placement, Told> {
    let text = node.text(60)?;
    let places = known.placements.as_ref().map_err(|told| *told)?;
    let names: Vec<&str> = places.keys().map(Placement::as_str).collect();
    places.keys().find(|place| place.as_str() == text).cloned().ok_or_else(|| {
        let instead = match nearest(text, names.iter().copied()) {
            Some(near) => format!("write `\"{near}\"`"),
            None => format!("write one of {}, or add `{text}` to `[placements]`", listed(&names)),
        };
        node.wrong(format!("names a place that is not in `[placements]`: `{text}`"), instead)
    })
}

fn caps(node: &Node<'_>) -> Result<Caps, Told> {
    let mut fields = node.fields()?;
    let claims = fields.get("claims").map(|node| node.whole(1..=1_000)).transpose();
    let shown = fields.get("shown").map(|node| shown(&node)).transpose();
    let rest_days = fields.get("rest_days").map(|node| node.days()).transpose();
    fields.done();
    let claims = claims?.map_or(Caps::default().claims, i64::unsigned_abs);
    Ok(Caps { claims, shown: shown?, rest_days: rest_days? })
}

fn shown(node: &Node<'_>) -> Result<(u64, domain::time::Days), Told> {
    let mut fields = node.fields()?;
    let times = fields.need("times", "times = 10").and_then(|node| node.whole(1..=1_000_000));
    let within = fields.need("within_days", "within_days = 30").and_then(|node| node.days());
    fields.done();
    Ok((times?.unsigned_abs(), within?))
}

fn voucher(node: &Node<'_>) -> Result<Voucher, Told> {
    let mut fields = node.fields()?;
    let valid_days = fields.need("valid_days", "valid_days = 30").and_then(|node| node.days());
    fields.done();
    Ok(Voucher { valid_days: valid_days? })
}
