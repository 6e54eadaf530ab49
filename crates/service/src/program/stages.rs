//! When a stage begins and ends.

use domain::lifecycle::StageRules;
use domain::time::Days;

use super::fields::Fields;
use super::node::Node;
use super::source::Told;

/// The most friends an ambassador may be asked to bring.
const MOST_FRIENDS: i64 = 1_000;

pub(super) fn read(file: &mut Fields<'_>) -> Result<StageRules, Told> {
    let keys = "`new_days`, `active_days`, `at_risk_days`, `won_back_days` and `loyal`";
    let mut stages = file.section("stages", keys)?;
    let new = days(stages.need("new_days", "new_days = 45"));
    let active = days(stages.need("active_days", "active_days = 90"));
    let at_risk = days(stages.need("at_risk_days", "at_risk_days = 365"));
    let won_back = days(stages.need("won_back_days", "won_back_days = 60"));
    let loyal = loyal(&mut stages);
    let friends = stages.get("ambassador_friends").map(|node| node.whole(0..=MOST_FRIENDS)).transpose();
    stages.done();

    let (_, active_days) = active?;
    let new_days = within_active(new, active_days);
    let won_back_days = within_active(won_back, active_days);
    let (at_risk, at_risk_days) = at_risk?;
    if at_risk_days <= active_days {
        let wrong =
            format!("is not longer than `active_days`, which is {active_days}: the stages would overlap");
        return Err(at_risk.wrong(wrong, format!("write a number above {active_days}")));
    }
    let (loyal_purchase_days, loyal_within_days) = loyal?;
    Ok(StageRules {
        ambassador_friends: friends?.map_or(1, |friends| friends as u32),
        new_days: new_days?,
        active_days,
        at_risk_days,
        loyal_purchase_days,
        loyal_within_days,
        won_back_days: won_back_days?,
    })
}

type Counted<'a> = Result<(Node<'a>, Days), Told>;

fn days(node: Result<Node<'_>, Told>) -> Counted<'_> {
    let node = node?;
    let days = node.days()?;
    Ok((node, days))
}

fn within_active(counted: Counted<'_>, active: Days) -> Result<Days, Told> {
    match counted? {
        (node, days) if days > active => Err(node.wrong(
            format!("is longer than `active_days`, which is {active}: the stages would overlap"),
            format!("write a number from 1 to {active}"),
        )),
        (_, days) => Ok(days),
    }
}

fn loyal(stages: &mut Fields<'_>) -> Result<(u32, Days), Told> {
    let mut loyal = stages.need("loyal", "loyal = { purchase_days = 4, within_days = 365 }")?.fields()?;
    let purchases = loyal.need("purchase_days", "purchase_days = 4");
    let within = loyal.need("within_days", "within_days = 365").and_then(|node| node.days());
    loyal.done();
    let purchases = purchases?;
    let (count, within) = (purchases.whole(2..=1_000), within?);
    let count = count?;
    if count > i64::from(within) {
        let wrong = format!("asks for purchases on {count} days, but `within_days` looks at {within} only");
        return Err(purchases.wrong(wrong, "write fewer days, or more of them in `within_days`"));
    }
    Ok((u32::try_from(count).unwrap_or(u32::MAX), within))
}
