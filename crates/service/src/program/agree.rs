//! What an offer says here must fit what it says there.

use domain::offer::{Audience, Kind, Validity};

use super::fields::Fields;
use super::kind::holds_back;
use super::node::Node;
use super::source::Told;

/// The parts of an offer that others depend on, and where they stand.
pub(super) struct Parts<'n, 'a> {
    pub(super) audience: Option<&'n Audience>,
    pub(super) validity: Option<Validity>,
    pub(super) kind: Option<Kind>,
    pub(super) link: Option<&'n Node<'a>>,
    pub(super) voucher: Option<&'n Node<'a>>,
    pub(super) stock: Option<&'n Node<'a>>,
    pub(super) caps: Option<&'n Node<'a>>,
    pub(super) worth: Option<&'n Node<'a>>,
    pub(super) budget: Option<&'n Node<'a>>,
    pub(super) holdout: Option<&'n Node<'a>>,
}

impl Parts<'_, '_> {
    pub(super) fn agree(&self, row: &Fields<'_>) -> Result<(), Told> {
        let checks = [self.to_claim(), self.to_do(row), self.to_spend(), self.to_arrive()];
        checks.into_iter().collect()
    }

    /// What limits claims needs something to claim, and somebody who can.
    fn to_claim(&self) -> Result<(), Told> {
        let Some(voucher) = self.voucher else {
            let limits = self.caps.filter(|caps| caps.has("claims")).map(|caps| (caps, "claims"));
            let limits = limits.into_iter().chain(self.stock.map(|node| (node, "stock")));
            let limits = limits.chain(self.budget.map(|node| (node, "budget")));
            let mut told = Ok(());
            for (node, key) in limits {
                let instead = format!("add `voucher = {{ valid_days = 30 }}`, or take `{key}` out");
                told = Err(node.wrong("limits claims, but there is nothing to claim", instead));
            }
            return told;
        };
        match self.audience {
            Some(Audience::Everyone) => Err(voucher.wrong(
                "is on an offer for everyone, but a visitor who is not known cannot claim",
                "write who may claim it, such as `for = { stage = [\"new\", \"active\"] }`, or take the voucher out",
            )),
            _ => Ok(()),
        }
    }

    fn to_do(&self, row: &Fields<'_>) -> Result<(), Told> {
        match (self.voucher, self.link) {
            (None, None) => {
                let instead =
                    "add `link = { href = \"/…\", label.en = \"…\" }` or `voucher = { valid_days = 30 }`";
                Err(row.lacks("link and no voucher: there is nothing to do with it", instead))
            }
            _ => Ok(()),
        }
    }

    /// A budget is spent evenly until an end.
    fn to_spend(&self) -> Result<(), Told> {
        match (self.budget, self.validity) {
            (Some(budget), Some(Validity { until: None, .. })) => Err(budget.wrong(
                "is to be spent evenly until the offer ends, but it has no end",
                "add `valid = { until = \"1998-07-31\" }`",
            )),
            _ => Ok(()),
        }
    }

    /// What must always arrive is not held back.
    fn to_arrive(&self) -> Result<(), Told> {
        let kind = self.kind.unwrap_or_default();
        let shown = self.caps.filter(|caps| caps.has("shown"));
        let limits = [("shown", shown), ("worth", self.worth), ("holdout", self.holdout)];
        limits.map(|(key, limit)| holds_back(kind, key, limit)).into_iter().collect()
    }
}
