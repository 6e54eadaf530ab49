//! What is said of choices, on a terminal.

use super::said::{HeldOut, Offer, Said, Sides};

/// What is printed, in lines.
pub(super) fn write(said: &Said) -> String {
    let Said { brand, at, days, policy, customers, choices, young, .. } = said;
    let mut page = format!("{brand}: {choices} choices for {customers} customers until {at}\n");
    page += &format!(
        "What was bought within {days} days of the first choice of an offer is counted as its effect.\n"
    );
    if *young > 0 {
        page += &format!("{young} choices are younger than {days} days and left out.\n");
    }
    if said.offers.is_empty() {
        return page + NOTHING;
    }
    page += &format!("\nThe share who buy, as it was done and with the policy `{policy}`:\n");
    page +=
        &row(&["offer", "customers", "bought", "done", "IPS", "SNIPS", "ESS", "difference, 95 %", "verdict"]);
    page += &said.offers.iter().map(line).collect::<String>();
    for Offer { offer, held_out, .. } in &said.offers {
        if let Some(held_out) = held_out {
            page += &format!("\nThose held out from {offer}, against the others:\n{}", against(held_out));
        }
    }
    match &said.holdout {
        Some(holdout) => {
            page + &format!("\nThose who are offered nothing, against the others:\n{}", against(holdout))
        }
        None => page,
    }
}

const NOTHING: &str = "
There is nothing to look back on yet. Choices are kept while `constance serve` answers known customers, of offers with a
`worth`, and of all offers where some customers are held out.
";

fn line(offer: &Offer) -> String {
    let share = |value: f64| format!("{value:.4}");
    let numbers = match &offer.estimate {
        None => ["-"; 5].map(str::to_owned),
        Some(found) => {
            let [low, high] = found.gain_interval;
            let difference = format!("{:+.4} ({low:+.4} to {high:+.4})", found.gain);
            [
                share(found.logged),
                share(found.ips),
                share(found.snips),
                format!("{:.1}", found.ess),
                difference,
            ]
        }
    };
    let (customers, bought) = (offer.customers.to_string(), offer.bought.to_string());
    let [done, ips, snips, ess, difference] = &numbers;
    row(&[&offer.offer, &customers, &bought, done, ips, snips, ess, difference, &offer.verdict.text])
}

fn row(cells: &[&str; 9]) -> String {
    let [offer, customers, bought, done, ips, snips, ess, difference, verdict] = cells;
    format!(
        "  {offer:<20} {customers:>9} {bought:>7} {done:>7} {ips:>7} {snips:>7} {ess:>9}  {difference:<28} {verdict}\n"
    )
}

fn against(held_out: &HeldOut) -> String {
    let HeldOut { bought, spent, currency } = held_out;
    let side = |name: &str, side: fn(&Sides) -> &super::said::Side| {
        let (share, money) = (side(bought), side(spent));
        let (percent, mean) = (100.0 * share.mean, money.mean);
        let (customers, bought) = (share.customers, share.bought);
        format!(
            "  {name:<10} {customers:>9} customers, {bought:>7} bought ({percent:.2} %), {mean:.2} {currency} each\n"
        )
    };
    let difference = |name: &str, sides: &Sides, scale: f64, unit: &str| {
        let ([low, high], by) = (sides.interval.map(|end| end * scale), sides.difference * scale);
        let verdict = &sides.verdict.text;
        format!("  {name:<10} {by:+.2} {unit} ({low:+.2} to {high:+.2}): {verdict}\n")
    };
    side("others", |sides| &sides.given)
        + &side("held out", |sides| &sides.held_out)
        + &difference("who buy", bought, 100.0, "points")
        + &difference("spent each", spent, 1.0, currency)
}
