//! What could be given.

use domain::id::{BenefitId, OfferId, Theme, TierId};
use domain::money::Currency;
use domain::offer::{Caps, Kind, Offer, Validity, Voucher};
use domain::time::Zone;

use super::agree::Parts;
use super::fields::Fields;
use super::name::{identified, slug};
use super::node::Node;
use super::place::{self, Places};
use super::source::{Told, gather};
use super::words::Locales;
use super::{caps, card, holdout, kind, moment, rule, worth};

/// What the rest of the file says that an offer may refer to.
pub(super) struct Known<'f> {
    pub(super) locales: &'f Locales,
    pub(super) currency: Result<Currency, Told>,
    pub(super) zone: &'f Result<Zone, Told>,
    pub(super) tiers: &'f Result<Vec<TierId>, Told>,
    pub(super) benefits: &'f Result<Vec<BenefitId>, Told>,
    pub(super) placements: &'f Places,
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
    let words = card::wording(&mut row, known.locales);
    let image = row.get("image").map(|node| card::image(&node, known.locales)).transpose();
    let link_node = row.get("link");
    let link = link_node.as_ref().map(|node| card::link(node, known.locales)).transpose();
    let rule = row.need("for", "for = \"everyone\"");
    let audience = rule.as_ref().map_err(|told| *told).and_then(|node| rule::audience(node, known, ids));
    let validity =
        row.get("valid").map_or(Ok(Validity::default()), |node| moment::validity(&node, known.zone));
    let priority = row.get("priority").map(|node| node.whole(-1_000..=1_000)).transpose();
    let placements = row.get("placements").map(|node| place::of_offer(&node, known.placements)).transpose();
    let theme = row.get("theme").map(|node| slug(&node, Theme::new)).transpose();
    let kind = row.get("kind").map_or(Ok(Kind::default()), |node| kind::read(&node));
    let caps_node = row.get("caps");
    let caps = caps_node.as_ref().map_or(Ok(Caps::default()), caps::offer);
    let stock_node = row.get("stock");
    let stock = stock_node.as_ref().map(|node| node.whole(1..=1_000_000)).transpose();
    let voucher_node = row.get("voucher");
    let voucher = voucher_node.as_ref().map(voucher).transpose();
    let worth_node = row.get("worth");
    let worth = worth_node.as_ref().map(|node| worth::worth(node, known.currency)).transpose();
    let budget_node = row.get("budget");
    let budget = budget_node.as_ref().map(|node| worth::budget(node, known.currency)).transpose();
    let holdout_node = row.get("holdout");
    let holdout = holdout_node.as_ref().map(holdout::of_one).transpose();
    let parts = Parts {
        audience: audience.as_ref().ok(),
        validity: validity.as_ref().ok().copied(),
        kind: kind.as_ref().ok().copied(),
        link: link_node.as_ref(),
        voucher: voucher_node.as_ref(),
        stock: stock_node.as_ref(),
        caps: caps_node.as_ref(),
        worth: worth_node.as_ref(),
        budget: budget_node.as_ref(),
        holdout: holdout_node.as_ref(),
    };
    let agree = parts.agree(&row);
    row.done();
    agree?;
    let offer = Offer {
        id: id?,
        words: words?,
        image: image?,
        link: link?,
        audience: audience?,
        placements: placements?.unwrap_or_default(),
        validity: validity?,
        priority: priority?.unwrap_or_default() as i32,
        caps: caps?,
        stock: stock?.map(i64::unsigned_abs),
        voucher: voucher?,
        kind: kind?,
        worth: worth?,
        budget: budget?,
        holdout: holdout?,
        theme: theme?,
    };
    Ok((offer, rule?))
}

fn voucher(node: &Node<'_>) -> Result<Voucher, Told> {
    let mut fields = node.fields()?;
    let valid_days = fields.need("valid_days", "valid_days = 30").and_then(|node| node.days());
    fields.done();
    Ok(Voucher { valid_days: valid_days? })
}
