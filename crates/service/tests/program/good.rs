//! What a good file says is what the program holds.

use domain::condition::{Condition, Leaf, Range};
use domain::id::{OfferId, TierId};
use domain::lifecycle::Stage;
use domain::money::Points;
use domain::offer::{Audience, Offer};
use domain::program::Program;
use service::program::{reach, read};

use super::{GOOD, told};

fn program(text: &str) -> Program {
    read(text).unwrap_or_else(|faults| panic!("{}", told(&faults)))
}

fn offer(program: &Program, id: &str) -> Offer {
    program.offer(&OfferId::new(id).unwrap()).unwrap().clone()
}

/// The good file's last offer with another rule.
fn rule(rule: &str) -> Condition {
    let program = program(&GOOD.replace("for = { tier_at_least = \"full\" }", &format!("for = {rule}")));
    match offer(&program, "cellar").audience {
        Audience::Customers(condition) => condition,
        Audience::Everyone => panic!("a rule"),
    }
}

#[test]
fn a_day_runs_from_its_first_instant_to_its_last_in_the_brands_zone() {
    let validity = offer(&program(GOOD), "dessert").validity;
    assert_eq!(validity.from.unwrap().to_string(), "1998-05-31T22:00:00Z");
    assert_eq!(validity.until.unwrap().to_string(), "1998-07-31T22:00:00Z");
}

#[test]
fn an_instant_can_be_given_and_a_date_without_quotes_too() {
    let text = GOOD
        .replace("from = \"1998-06-01\"", "from = 1998-06-01")
        .replace("until = \"1998-07-31\"", "until = \"1998-07-31T18:00:00+02:00\"");
    let validity = offer(&program(&text), "dessert").validity;
    assert_eq!(validity.from.unwrap().to_string(), "1998-05-31T22:00:00Z");
    assert_eq!(validity.until.unwrap().to_string(), "1998-07-31T16:00:00Z");
}

#[test]
fn what_is_not_said_is_the_gentle_default() {
    let menu = offer(&program(GOOD), "menu");
    assert_eq!((menu.priority, menu.stock, menu.voucher, menu.image), (0, None, None, None));
    assert!(
        menu.placements.is_empty() && menu.validity == Default::default() && menu.caps == Default::default()
    );
}

#[test]
fn a_picture_that_only_adorns_says_so_with_an_empty_text() {
    let text = GOOD.replace("alt.en = \"A tart\", alt.fr = \"Une tarte\"", "alt = \"\"");
    assert!(offer(&program(&text), "dessert").image.unwrap().alt.is_empty());
}

#[test]
fn the_ladder_keeps_the_order_of_the_file() {
    let program = program(GOOD);
    let steps: Vec<_> = program.ladder.tiers().iter().map(|tier| (tier.id.as_str(), tier.from)).collect();
    assert_eq!(steps, [("crescent", Points(0)), ("full", Points(200))]);
}

#[test]
fn every_condition_of_the_domain_can_be_written() {
    let all = rule(
        r#"{ any = [
            { stage = "new" },
            { tier_at_least = "full" },
            { tier_is = "crescent" },
            { orders = { at_least = 1, at_most = 9, within_days = 30 } },
            { spent = { at_least = "50.00" } },
            { days_since_order = { at_least = 61 } },
            { days_since_first_order = { at_most = 400 } },
            { points_to_next_tier = { at_most = 60 } },
            { behaviour = { name = "Product Viewed", at_least = 3, within_days = 7 } },
            { claims = { offer = "dessert", at_most = 0 } },
            { redemptions = { offer = "dessert", at_least = 1 } },
        ] }"#,
    );
    let leaves: Vec<Leaf> = all.leaves().cloned().collect();
    assert_eq!(leaves.len(), 11);
    assert_eq!(leaves[0], Leaf::Stage(vec![Stage::New]));
    assert_eq!(leaves[2], Leaf::TierIs(TierId::new("crescent").unwrap()));
    assert_eq!(leaves[3], Leaf::Orders(Some(30), Range { at_least: Some(1), at_most: Some(9) }));
    assert!(matches!(&leaves[4], Leaf::Spent(None, range) if range.at_least.unwrap().minor == 5000));
    assert_eq!(leaves[9], Leaf::Claims(OfferId::new("dessert").unwrap(), Range::at_most(0)));
}

#[test]
fn a_rule_reaches_the_stages_and_tiers_in_which_it_can_hold() {
    let reached = |rule: &str| {
        let program = program(&GOOD.replace("for = { tier_at_least = \"full\" }", &format!("for = {rule}")));
        let reach = reach::of(&program, &offer(&program, "cellar"));
        let stages: Vec<&str> = reach.stages.into_iter().map(Stage::name).collect();
        format!(
            "{} | {}",
            stages.join(" "),
            reach.tiers.iter().map(TierId::as_str).collect::<Vec<_>>().join(" ")
        )
    };
    assert_eq!(reached("{ tier_is = \"full\" }"), "new active loyal at_risk lapsed won_back | full");
    assert_eq!(reached("{ orders = { at_most = 0 } }"), "prospect | crescent");
    assert_eq!(reached("{ days_since_order = { at_least = 61 } }"), "at_risk lapsed | crescent full");
    assert_eq!(
        reached("{ not = { stage = [\"prospect\", \"lapsed\"] } }"),
        "new active loyal at_risk won_back | crescent full"
    );
    assert_eq!(
        reached("{ orders = { at_least = 1, within_days = 60 } }"),
        "new active loyal won_back | crescent full"
    );
    assert_eq!(
        reached("{ points_to_next_tier = { at_least = 150 } }"),
        "prospect new active loyal at_risk lapsed won_back | crescent"
    );
}
