//! How long a tier is held: the section `[tiers]`. Without it, as long as its points are in the window of `[points]`.

use domain::tier::{Holding, Keep, Landing, Window};
use domain::time::Days;
use toml::de::DeValue;

use super::fields::Fields;
use super::name::named;
use super::node::Node;
use super::source::Told;

/// The longest grace, in days.
const MOST_GRACE: i64 = 365;
/// The longest period of a member's own, in months.
const MOST_MONTHS: i64 = 36;

/// What a program says about holding tiers. The window may be said with the points.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tiers {
    pub(super) window: Option<Window>,
    keep: Keep,
    grace_days: Days,
    landing: Landing,
}

impl Tiers {
    /// The rules, with the days of a window that rolls where no other is said.
    pub(super) fn holding(self, days: Option<Days>) -> Holding {
        let Self { window, keep, grace_days, landing } = self;
        Holding { window: window.unwrap_or(Window::Rolling(days.unwrap_or(0))), keep, grace_days, landing }
    }
}

pub(super) fn read(file: &mut Fields<'_>) -> Result<Tiers, Told> {
    let Some(node) = file.get("tiers") else { return Ok(Tiers::default()) };
    let mut tiers = node.fields()?.named("`[tiers]`".to_owned());
    let window = tiers.get("window").map(|node| window(&node)).transpose();
    let keep = tiers.get("keep").map(|node| Ok((keep(&node)?, node))).transpose();
    let grace = tiers.get("grace_days").map(|node| node.whole(0..=MOST_GRACE)).transpose();
    let landing = tiers.get("landing").map(|node| {
        let landings = [(Landing::ByBalance, "by_points"), (Landing::OneDown, "one_down")];
        named(&node, "landing", &landings)
    });
    tiers.done();
    let (window, keep) = (window?, keep?);
    if let Some((Keep::NextPeriod, node)) = &keep
        && matches!(window, None | Some(Window::Rolling(_)))
    {
        let wrong = "asks for a next period, but the window has no periods: it rolls";
        return Err(node.wrong(wrong, "add `window = \"calendar_year\"`, or write `keep = { days = 365 }`"));
    }
    Ok(Tiers {
        window,
        keep: keep.map(|(keep, _)| keep).unwrap_or_default(),
        grace_days: grace?.unwrap_or_default() as Days,
        landing: landing.transpose()?.unwrap_or_default(),
    })
}

/// A period of the calendar by its name, or days or months in braces.
fn window(node: &Node<'_>) -> Result<Window, Told> {
    let calendar = [
        (Window::Calendar(1), "calendar_month"),
        (Window::Calendar(3), "calendar_quarter"),
        (Window::Calendar(6), "calendar_half_year"),
        (Window::Calendar(12), "calendar_year"),
    ];
    if matches!(node.value(), DeValue::String(_)) {
        return named(node, "window", &calendar);
    }
    let mut fields = node.fields()?;
    let rolling = fields.get("rolling_days").map(|node| Ok(Window::Rolling(node.days()?)));
    let own = fields.get("member_months").map(|node| node.whole(1..=MOST_MONTHS));
    let own = own.map(|months| Ok(Window::Personal(months? as u8)));
    fields.done();
    match (rolling, own) {
        (Some(window), None) | (None, Some(window)) => window,
        (None, None) => {
            Err(node.wrong("says no window", "write `{ rolling_days = 365 }` or `{ member_months = 12 }`"))
        }
        (Some(_), Some(_)) => Err(node.wrong("says two windows", "take one of them out")),
    }
}

fn keep(node: &Node<'_>) -> Result<Keep, Told> {
    if matches!(node.value(), DeValue::String(_)) {
        return named(node, "way to keep", &[(Keep::Window, "window"), (Keep::NextPeriod, "next_period")]);
    }
    let mut fields = node.fields()?;
    let days = fields.need("days", "days = 365").and_then(|node| node.days());
    fields.done();
    Ok(Keep::Days(days?))
}
