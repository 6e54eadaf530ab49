//! What a customer says of themselves, raises, allows and uses.

use expect_test::expect;
use service::door::Strength;

use super::{check, track};

#[test]
fn points_and_benefits_are_used_by_name() {
    let spent = |properties| track("Points Spent", properties);
    check(
        Strength::Secret,
        &[
            spent(r#""spending_id":"s-1","points":250"#),
            spent(r#""spending_id":17,"points":"250""#),
            spent(r#""points":250"#),
            spent(r#""spending_id":"s-1""#),
            spent(r#""spending_id":"s-1","points":0"#),
            spent(r#""spending_id":"s-1","points":-250"#),
            spent(r#""spending_id":"s-1","points":"99999999999999999999""#),
            spent(r#""spending_id":"s-1","points":2.5"#),
            track("Benefit Used", r#""benefit_id":"lounge""#),
            track("Benefit Used", r#""benefit_id":"The Lounge""#),
            track("Benefit Used", ""),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: PointsSpent { spending: SpendingId("s-1"), points: Points(250) }
            m-1 ada at 1998-06-30T09:00:00Z: PointsSpent { spending: SpendingId("17"), points: Points(250) }
            refused: properties.spending_id `` must be given
            refused: properties.points `` must be given
            refused: properties.points `0` must be a whole number above 0
            refused: properties.points `-250` must be a whole number above 0
            refused: properties.points `99999999999999999999` must be a whole number above 0
            refused: properties.points `2.5` must be a whole number above 0
            m-1 ada at 1998-06-30T09:00:00Z: BenefitUsed { benefit: BenefitId("lounge") }
            refused: properties.benefit_id `The Lounge` must be a slug: lower-case letters, digits and hyphens, starting with a letter
            refused: properties.benefit_id `` must be given
        "#]],
    );
}

#[test]
fn a_friend_is_somebody_else_with_a_name() {
    let invited = |properties| track("Friend Invited", properties);
    check(
        Strength::Secret,
        &[
            invited(r#""friend_id":"ben""#),
            invited(r#""friend_id":4711"#),
            invited(""),
            invited(r#""friend_id":"ada""#),
            invited(r#""friend_id":"anon:b-1""#),
            invited(r#""friend_id":["ben"]"#),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: FriendInvited { friend: CustomerId("ben") }
            m-1 ada at 1998-06-30T09:00:00Z: FriendInvited { friend: CustomerId("4711") }
            refused: properties.friend_id `` must be given
            refused: properties.friend_id `ada` must be somebody else
            refused: properties.friend_id `anon:b-1` must not start with `anon:`, which names visitors who are not known
            refused: properties.friend_id `["ben"]` must be a text
        "#]],
    );
}

#[test]
fn a_matter_is_a_complaint_where_that_is_said() {
    let opened = |properties| track("Contact Opened", properties);
    check(
        Strength::Secret,
        &[
            opened(r#""contact_id":"c-1""#),
            opened(r#""contact_id":"c-1","complaint":true"#),
            opened(r#""contact_id":"c-1","complaint":false,"topic":"complaint""#),
            opened(r#""contact_id":"c-1","topic":"Complaint""#),
            opened(r#""contact_id":"c-1","topic":["delivery"]"#),
            opened(r#""contact_id":"c-1","complaint":"yes""#),
            opened(r#""complaint":true"#),
            track("Contact Closed", r#""contact_id":17"#),
            track("Contact Closed", ""),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: ContactOpened { contact: ContactId("c-1"), complaint: false }
            m-1 ada at 1998-06-30T09:00:00Z: ContactOpened { contact: ContactId("c-1"), complaint: true }
            m-1 ada at 1998-06-30T09:00:00Z: ContactOpened { contact: ContactId("c-1"), complaint: false }
            m-1 ada at 1998-06-30T09:00:00Z: ContactOpened { contact: ContactId("c-1"), complaint: true }
            m-1 ada at 1998-06-30T09:00:00Z: ContactOpened { contact: ContactId("c-1"), complaint: false }
            refused: properties.complaint `yes` must be true or false
            refused: properties.contact_id `` must be given
            m-1 ada at 1998-06-30T09:00:00Z: ContactClosed { contact: ContactId("17") }
            refused: properties.contact_id `` must be given
        "#]],
    );
}

#[test]
fn consent_names_what_it_is_for() {
    check(
        Strength::Secret,
        &[
            track("Consent Given", r#""purpose":"personal_offers""#),
            track("Consent Withdrawn", r#""purpose":"personal_offers""#),
            track("Consent Given", r#""purpose":"everything""#),
            track("Consent Withdrawn", ""),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: Consent { purpose: PersonalOffers, given: true }
            m-1 ada at 1998-06-30T09:00:00Z: Consent { purpose: PersonalOffers, given: false }
            refused: properties.purpose `everything` must be `personal_offers`
            refused: properties.purpose `` must be given
        "#]],
    );
}

#[test]
fn a_time_zone_is_one_of_the_database() {
    let reported = |properties| track("Time Zone Reported", properties);
    check(
        Strength::Public,
        &[
            reported(r#""time_zone":"Asia/Tokyo""#),
            reported(r#""time_zone":"asia/tokyo""#),
            reported(r#""time_zone":"UTC""#),
            reported(r#""time_zone":"Etc/Unknown""#),
            reported(r#""time_zone":"JST-9""#),
            reported(r#""time_zone":"../../etc/passwd""#),
            reported(r#""time_zone":540"#),
            reported(""),
        ],
        expect![[r#"
            page:m-1 ada at 1998-06-30T09:00:00Z: days of Asia/Tokyo
            page:m-1 ada at 1998-06-30T09:00:00Z: days of Asia/Tokyo
            page:m-1 ada at 1998-06-30T09:00:00Z: days of UTC
            refused: properties.time_zone `Etc/Unknown` must be a zone of the IANA time zone database, such as Europe/Paris
            refused: properties.time_zone `JST-9` must be a zone of the IANA time zone database, such as Europe/Paris
            refused: properties.time_zone `../../etc/passwd` must be a zone of the IANA time zone database, such as Europe/Paris
            refused: properties.time_zone `540` must be a zone of the IANA time zone database, such as Europe/Paris
            refused: properties.time_zone `` must be given
        "#]],
    );
}
