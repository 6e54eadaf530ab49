//! What a friend's first order gives: the section `[referral]`.

use domain::money::Points;
use domain::referral::ReferralRules;

use super::fields::Fields;
use super::points::MOST_POINTS;
use super::source::Told;

/// The most friends one customer is rewarded for.
const MOST_FRIENDS: i64 = 10_000;

/// Nothing where the file does not say. `spendable` tells whether points can be spent at all.
pub(super) fn read(file: &mut Fields<'_>, spendable: bool) -> Result<Option<ReferralRules>, Told> {
    let Some(node) = file.get("referral") else { return Ok(None) };
    let mut referral = node.fields()?.named("`[referral]`".to_owned());
    let inviter = referral.need("inviter", "inviter = 100").and_then(|node| node.whole(0..=MOST_POINTS));
    let friend = referral.need("friend", "friend = 50").and_then(|node| node.whole(0..=MOST_POINTS));
    let most = referral.need("most", "most = 10").and_then(|node| node.whole(1..=MOST_FRIENDS));
    let rules = || {
        let (inviter, friend, most) = (Points(inviter?), Points(friend?), most?);
        if inviter == Points(0) && friend == Points(0) {
            return Err(referral.wrong("gives nothing to either side", "write `inviter` or `friend` above 0"));
        }
        if !spendable {
            let instead = "add `[points.balance]`, or take `[referral]` out";
            return Err(referral.wrong("gives points, but nothing says how points are spent", instead));
        }
        Ok(Some(ReferralRules { inviter, friend, most: most.unsigned_abs() }))
    };
    let rules = rules();
    referral.done();
    rules
}
