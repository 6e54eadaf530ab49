//! What an offer brings, what it costs, and what may be spent on it.

use domain::money::{Currency, Money};
use domain::offer::{Budget, Worth};

use super::node::Node;
use super::points::money;
use super::source::Told;

pub(super) fn worth(node: &Node<'_>, currency: Result<Currency, Told>) -> Result<Worth, Told> {
    let mut fields = node.fields()?;
    let margin = fields.need("margin", "margin = \"12.00\"").and_then(|node| money(&node, currency, 1));
    let cost = fields.get("cost").map(|node| money(&node, currency, 0)).transpose();
    fields.done();
    let margin = margin?;
    Ok(Worth { margin, cost: cost?.unwrap_or(Money { minor: 0, ..margin }) })
}

pub(super) fn budget(node: &Node<'_>, currency: Result<Currency, Told>) -> Result<Budget, Told> {
    let mut fields = node.fields()?;
    let total = fields.need("total", "total = \"1000.00\"").and_then(|node| money(&node, currency, 1));
    let each_node = fields.need("each", "each = \"5.00\"");
    let each = each_node.as_ref().map_err(|told| *told).and_then(|node| money(node, currency, 1));
    fields.done();
    let budget = Budget { total: total?, each: each? };
    match each_node {
        Ok(node) if budget.each.minor > budget.total.minor => Err(node
            .wrong("is more than `total`, so that nothing can be claimed", "write less, or raise `total`")),
        _ => Ok(budget),
    }
}
