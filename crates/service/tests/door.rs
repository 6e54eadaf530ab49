//! What the door takes, and what it says of what it does not take.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;

use domain::event::{Fact, Item, Refund, Returned};
use domain::money::Currency;
use expect_test::{Expect, expect};
use service::door::{self, Arrival, Sent, Strength};

#[path = "door/goods.rs"]
mod goods; // products, bought and looked at
#[path = "door/refund.rs"]
mod refund; // what is given back
#[path = "door/name.rs"]
mod name; // who it was
#[path = "door/parcel.rs"]
mod parcel; // what was sent, message by message
#[path = "door/when.rs"]
mod when; // when it happened, whatever the sender's clock says
#[path = "door/message.rs"]
mod message; // the way back: an event as a message
#[path = "door/person.rs"]
mod person; // what a customer says, raises, allows and uses

#[test]
fn orders_are_read_to_the_cent() {
    check(
        Strength::Secret,
        &[
            order(r#""order_id":"o-1","total":29.33"#),
            order(r#""order_id":"o-1","revenue":"29.3""#),
            order(r#""order_id":"o-1","total":30,"revenue":25"#),
            order(r#""order_id":4711,"total":"0","currency":"JPY""#),
            order(r#""order_id":"o-1","total":"12.5","currency":"EUR""#),
            order(r#""order_id":"o-1","value":12"#),
            order(r#""orderId":"o-1","total":12,"currency":"eur""#),
            order(r#""order_id":"o-1","total":null,"revenue":1,"currency":null,"products":[{"sku":"x"}]"#),
            order(r#""total":1"#),
            order(r#""order_id":"","total":1"#),
            order(r#""order_id":["o-1"],"total":1"#),
            order(r#""order_id":"o-1""#),
            order(r#""order_id":"o-1","total":true"#),
            order(r#""order_id":"o-1","total":-5"#),
            order(r#""order_id":"o-1","total":"12,50""#),
            order(r#""order_id":"o-1","total":"1e3""#),
            order(r#""order_id":"o-1","total":"NaN""#),
            order(r#""order_id":"o-1","total":1e300"#),
            order(r#""order_id":"o-1","total":"99999999999999999999""#),
            order(r#""order_id":"o-1","total":0.30000000000000004"#),
            order(r#""order_id":"o-1","total":"0.30000000000000004""#),
            order(r#""order_id":"o-1","total":0.305"#),
            order(r#""order_id":"o-1","total":"1.5","currency":"JPY""#),
            order(r#""order_id":"o-1","total":1,"currency":"euro""#),
            order(r#""order_id":"o-1","total":1,"currency":978"#),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 29.33 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 29.30 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 30.00 USD
            m-1 ada at 1998-06-30T09:00:00Z: order 4711 of 0 JPY
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 12.50 EUR
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 12.00 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 12.00 EUR
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD, 1 x
            refused: properties.order_id `` must be given
            refused: properties.order_id `` must not be empty
            refused: properties.order_id `["o-1"]` must be a text
            refused: properties.total `` must be given
            refused: properties.total `true` must be a number or a decimal text, such as 12.50
            refused: properties.total `-5` must not be negative; money given back is an `Order Refunded`
            refused: properties.total `12,50` must be a plain decimal number, such as 12.50
            refused: properties.total `1e3` must be a plain decimal number, such as 12.50
            refused: properties.total `NaN` must be a plain decimal number, such as 12.50
            refused: properties.total `1e+300` must be a plain decimal number, such as 12.50
            refused: properties.total `99999999999999999999` must fit into 64 bits of minor units
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 0.30 USD
            refused: properties.total `0.30000000000000004` must have at most 2 digits after the point in this currency
            refused: properties.total `0.305` must have at most 2 digits after the point in this currency
            refused: properties.total `1.5` must have at most 0 digits after the point in this currency
            refused: properties.currency `euro` must be a currency code of ISO 4217 in use, such as EUR
            refused: properties.currency `978` must be a currency code of ISO 4217 in use, such as EUR
        "#]],
    );
}

#[test]
fn offers_and_vouchers_are_reported_by_name() {
    check(
        Strength::Secret,
        &[
            track("Offer Shown", r#""offer_id":"tasting","placement":"home""#),
            track("Offer Shown", r#""offer_id":"tasting""#),
            track("Offer Shown", r#""offer_id":"The Tasting","placement":"home""#),
            track("Offer Opened", r#""offer_id":"tasting""#),
            track("Offer Opened", ""),
            track("Offer Declined", r#""offer_id":"tasting""#),
            track("Voucher Redeemed", r#""claim_id":"k-1""#),
            track("Voucher Redeemed", ""),
            track("Offer Claimed", r#""offer_id":"tasting""#),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: OfferShown { offer: OfferId("tasting"), placement: Placement("home") }
            refused: properties.placement `` must be given
            refused: properties.offer_id `The Tasting` must be a slug: lower-case letters, digits and hyphens, starting with a letter
            m-1 ada at 1998-06-30T09:00:00Z: behaviour Offer Opened
            refused: properties.offer_id `` must be given
            m-1 ada at 1998-06-30T09:00:00Z: OfferDeclined { offer: OfferId("tasting") }
            m-1 ada at 1998-06-30T09:00:00Z: VoucherRedeemed { claim: ClaimId("k-1") }
            refused: properties.claim_id `` must be given
            refused: event `Offer Claimed` must be claimed, not reported: POST /v1/offers/{id}/claim
        "#]],
    );
}

#[test]
fn everything_else_is_behaviour() {
    check(
        Strength::Secret,
        &[
            track("Product Viewed", r#""sku":"x""#),
            track("Checkout Started", ""),
            track("order COMPLETED", r#""order_id":"o-1","total":1"#),
            track("order_completed", r#""order_id":"o-1","total":1"#),
            track("Completed Order", r#""order_id":"o-1","revenue":1,"products":[{"id":"x"}]"#),
            track("Viewed Product", r#""id":"x""#),
            message(r#""type":"group","groupId":"g-1","traits":{"name":"The Quartet"}"#),
            message(r#""type":"page","name":"Home""#),
            message(r#""type":"screen""#),
            track("", ""),
            message(r#""type":"track""#),
            message(r#""type":"track","event":{}"#),
            message(r#""type":"delete""#),
            message(r#""event":"Product Viewed""#),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Viewed, 1 x
            m-1 ada at 1998-06-30T09:00:00Z: behaviour Checkout Started
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD, 1 x
            m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Viewed, 1 x
            m-1 ada at 1998-06-30T09:00:00Z: behaviour Group Joined
            m-1 ada at 1998-06-30T09:00:00Z: behaviour Page Viewed
            m-1 ada at 1998-06-30T09:00:00Z: behaviour Screen Viewed
            refused: event `` must not be empty
            refused: event `` must be given
            refused: event `{}` must be a text
            refused: type `delete` must be track, identify, page, screen, group or alias
            refused: type `` must be given
        "#]],
    );
}

#[test]
fn a_page_says_what_it_saw_and_never_what_was_paid() {
    check(
        Strength::Public,
        &[
            track("Product Viewed", ""),
            message(r#""type":"page""#),
            track("Offer Shown", r#""offer_id":"tasting","placement":"home""#),
            track("Offer Opened", r#""offer_id":"tasting""#),
            order(r#""order_id":"o-1","total":1"#),
            track("order completed", r#""order_id":"o-1","total":1"#),
            track("completed-order", r#""order_id":"o-1","total":1"#),
            track("Order Refunded", r#""order_id":"o-1""#),
            track("Order Cancelled", r#""order_id":"o-1""#),
            track("Offer Declined", r#""offer_id":"tasting""#),
            track("Voucher Redeemed", r#""claim_id":"k-1""#),
            track("Points Spent", r#""spending_id":"s-1","points":5"#),
            track("Benefit Used", r#""benefit_id":"lounge""#),
            track("Friend Invited", r#""friend_id":"ben""#),
            track("Contact Opened", r#""contact_id":"c-1""#),
            track("Contact Closed", r#""contact_id":"c-1""#),
            track("Consent Given", r#""purpose":"personal_offers""#),
            track("CONSENT WITHDRAWN", r#""purpose":"personal_offers""#),
            track("Time Zone Reported", r#""time_zone":"Asia/Tokyo""#),
            track("Offer Claimed", r#""offer_id":"tasting""#),
        ],
        expect![[r#"
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Viewed
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Page Viewed
            refused: userId `ada` must not be given with a public key: a page may only say what a visitor was shown
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Offer Opened
            refused: event `Order Completed` must be reported with a secret key
            refused: event `order completed` must be reported with a secret key
            refused: event `completed-order` must be reported with a secret key
            refused: event `Order Refunded` must be reported with a secret key
            refused: event `Order Cancelled` must be reported with a secret key
            refused: event `Offer Declined` must be reported with a secret key
            refused: event `Voucher Redeemed` must be reported with a secret key
            refused: event `Points Spent` must be reported with a secret key
            refused: event `Benefit Used` must be reported with a secret key
            refused: event `Friend Invited` must be reported with a secret key
            refused: event `Contact Opened` must be reported with a secret key
            refused: event `Contact Closed` must be reported with a secret key
            refused: event `Consent Given` must be reported with a secret key
            refused: event `CONSENT WITHDRAWN` must be reported with a secret key
            page:m-1 ada at 1998-06-30T09:00:00Z: days of Asia/Tokyo
            refused: event `Offer Claimed` must be claimed, not reported: POST /v1/offers/{id}/claim
        "#]],
    );
}

#[test]
fn what_a_page_says_was_shown_is_a_visitors() {
    let shown = |who: &str| {
        let event = r#""type":"track","event":"offer_shown""#;
        let properties = r#""properties":{"offer_id":"tasting","placement":"home"}"#;
        format!(r#"{{"messageId":"m-1",{who},{event},{properties}}}"#)
    };
    check(
        Strength::Public,
        &[
            shown(r#""anonymousId":"b-1""#),
            shown(r#""userId":null,"anonymousId":"b-1""#),
            shown(r#""userId":"ada","anonymousId":"b-1""#),
            shown(r#""userId":1842"#),
        ],
        expect![[r#"
            page:m-1 anon:b-1 at 1998-06-30T09:00:00Z: OfferShown { offer: OfferId("tasting"), placement: Placement("home") }
            page:m-1 anon:b-1 at 1998-06-30T09:00:00Z: OfferShown { offer: OfferId("tasting"), placement: Placement("home") }
            refused: userId `ada` must not be given with a public key: a page may only say what a visitor was shown
            refused: userId `1842` must not be given with a public key: a page may only say what a visitor was shown
        "#]],
    );
}

#[test]
fn every_message_says_who_when_and_which() {
    let with = |fields: &str| format!(r#"{{"type":"page",{fields}}}"#);
    check(
        Strength::Secret,
        &[
            with(r#""messageId":"m","userId":"ada","timestamp":"1998-06-30T10:00:00+02:00""#),
            with(r#""messageId":"m","userId":2357"#),
            with(r#""messageId":"m","userId":null,"anonymousId":"b-1""#),
            with(r#""messageId":"m","userId":"ada","anonymousId":"b-1""#),
            with(r#""messageId":"m""#),
            with(r#""messageId":"m","userId":"""#),
            with(r#""messageId":"m","userId":1.5"#),
            with(r#""messageId":"m","userId":"anon:b-1""#),
            with(r#""messageId":"m","userId":"two\nlines""#),
            with(&format!(r#""messageId":"m","userId":"{}""#, "x".repeat(201))),
            with(r#""userId":"ada""#),
            with(r#""messageId":"","userId":"ada""#),
            with(&format!(r#""messageId":"{}","userId":"ada""#, "x".repeat(101))),
            with(r#""messageId":"m","userId":"ada","timestamp":"1998-07-01T08:59:59Z""#),
            with(r#""messageId":"m","userId":"ada","timestamp":"1998-07-01T09:00:01Z""#),
            with(r#""messageId":"m","userId":"ada","timestamp":"yesterday""#),
            with(r#""messageId":"m","userId":"ada","timestamp":"1998-02-30T09:00:00Z""#),
            with(r#""messageId":"m","userId":"ada","timestamp":"1998-06-30""#),
            with(r#""messageId":"m","userId":"ada","timestamp":899197200"#),
        ],
        expect![[r#"
            m ada at 1998-06-30T08:00:00Z: behaviour Page Viewed
            m 2357 at 1998-06-30T09:00:00Z: behaviour Page Viewed
            m anon:b-1 at 1998-06-30T09:00:00Z: behaviour Page Viewed
            m ada at 1998-06-30T09:00:00Z: behaviour Page Viewed
            refused: userId `` must be given, or anonymousId for a visitor who is not known
            refused: userId `` must not be empty
            refused: userId `1.5` must be a text
            refused: userId `anon:b-1` must not start with `anon:`, which names visitors who are not known
            refused: userId `two
            lines` must not contain control characters
            refused: userId `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` must be at most 200 bytes long
            refused: messageId `` must be given: a message sent twice is known by it
            refused: messageId `` must not be empty
            refused: messageId `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` must be at most 100 characters long
            m ada at 1998-07-01T08:59:59Z: behaviour Page Viewed
            refused: timestamp `1998-07-01T09:00:01Z` must not be more than 24 hours ahead of the service's clock
            refused: timestamp `yesterday` must be an instant in RFC 3339, such as 2026-03-01T09:30:00Z
            refused: timestamp `1998-02-30T09:00:00Z` must be an instant in RFC 3339, such as 2026-03-01T09:30:00Z
            refused: timestamp `1998-06-30` must be an instant in RFC 3339, such as 2026-03-01T09:30:00Z
            refused: timestamp `899197200` must be an instant in RFC 3339, such as 2026-03-01T09:30:00Z
        "#]],
    );
}

#[test]
fn every_example_of_a_message_is_taken_for_what_it_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract/examples");
    let examples = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let texts = examples.map(|path| std::fs::read_to_string(path).unwrap());
    let mut messages: Vec<String> = texts.filter(|text| text.contains("\"messageId\"")).collect();
    messages.retain(|text| !text.contains("\"batch\""));
    messages.sort();
    check(
        Strength::Secret,
        &messages,
        expect![[r#"
            refused: type `` must be given
            alias-1842-1 1842 at 1998-06-29T16:12:08Z: Merged { other: CustomerId("977") }
            alias-1842-1#1 1842 at 1998-06-29T16:12:08Z: Identified { anonymous: CustomerId("anon:977"), assurance: Proven }
            ajs-next-5d2e 1842 at 1998-06-30T09:00:08Z: Identified { anonymous: CustomerId("anon:b1f0c7d2-6a53-4f0e-9f51-0c7b7c0a9d11"), assurance: Proven }
            ajs-next-5d2e#1 1842 at 1998-06-30T09:00:08Z: days of America/Chicago
            add-5d32 1842 at 1998-06-29T16:12:08Z: behaviour Product Added, 2 lp-311 of vinyl at 42.50 USD
            consent-1842-1 1842 at 1998-06-29T16:12:08Z: Consent { purpose: PersonalOffers, given: true }
            consent-1842-2 1842 at 1998-06-29T16:12:08Z: Consent { purpose: PersonalOffers, given: false }
            contact-88-closed 1842 at 1998-06-29T16:12:08Z: ContactClosed { contact: ContactId("88") }
            contact-88-opened 1842 at 1998-06-29T16:12:08Z: ContactOpened { contact: ContactId("88"), complaint: true }
            invitation-305 1842 at 1998-06-29T16:12:08Z: FriendInvited { friend: CustomerId("2290") }
            lounge-1842-1 1842 at 1998-06-29T16:12:08Z: BenefitUsed { benefit: BenefitId("listening-lounge") }
            order-20481 1842 at 1998-06-29T16:12:08Z: order 20481 of 85.00 USD, 2 lp-311 of vinyl at 42.50 USD
            remove-5d33 1842 at 1998-06-29T16:12:08Z: behaviour Product Removed, 1 lp-311
            spending-771 1842 at 1998-06-29T16:12:08Z: PointsSpent { spending: SpendingId("771"), points: Points(250) }
            view-5d31 1842 at 1998-06-29T16:12:08Z: behaviour Product Viewed, 1 lp-311 of vinyl at 42.50 USD
            zone-5d34 1842 at 1998-06-29T16:12:08Z: days of America/Chicago
        "#]],
    );
}

fn message(fields: &str) -> String {
    format!(r#"{{"messageId":"m-1","userId":"ada",{fields}}}"#)
}

fn track(event: &str, properties: &str) -> String {
    message(&format!(r#""type":"track","event":"{event}","properties":{{{properties}}}"#))
}

fn order(properties: &str) -> String {
    track("Order Completed", properties)
}

/// Reads each message at 1998-06-30T09:00:00Z for a program in dollars, and says in a line what came of it.
fn check(strength: Strength, messages: &[String], expected: Expect) {
    let (currency, now) = (Currency::new("USD").unwrap(), "1998-06-30T09:00:00Z".parse().unwrap());
    let arrival = Arrival { strength, currency, received: Some(now), now };
    let mut said = String::new();
    for json in messages {
        let read = Sent::alone(json).message().and_then(|message| door::read(&message, &arrival));
        match read {
            Ok(events) if events.is_empty() => writeln!(said, "nothing that is kept").unwrap(),
            Ok(events) => events.into_iter().for_each(|event| {
                let fact = match event.fact {
                    Fact::OrderCompleted { order, total, items } => {
                        format!("order {order} of {total}{}", items.iter().map(line).collect::<String>())
                    }
                    Fact::OrderRefunded { order, amount: Some(Refund::Amount(amount)) } => {
                        format!("{amount} of order {order} back")
                    }
                    Fact::OrderRefunded { order, amount: Some(Refund::Products(products)) } => {
                        format!("of order {order} back{}", products.iter().map(returned).collect::<String>())
                    }
                    Fact::OrderRefunded { order, amount: None } => format!("all of order {order} back"),
                    Fact::Behaviour { name, item } => {
                        format!("behaviour {name}{}", item.iter().map(line).collect::<String>())
                    }
                    Fact::ZoneReported { zone } => format!("days of {}", zone.0.iana_name().unwrap()),
                    fact => format!("{fact:?}"),
                };
                writeln!(said, "{} {} at {}: {fact}", event.id, event.customer, event.at).unwrap();
            }),
            Err(fault) => {
                writeln!(said, "refused: {} `{}` {}", fault.field, fault.value, fault.rule).unwrap()
            }
        }
    }
    expected.assert_eq(&said);
}

fn returned(line: &Returned) -> String {
    let price = line.price.map_or(String::new(), |price| format!(" at {price}"));
    format!(", {} {}{price}", line.quantity, line.product)
}

fn line(item: &Item) -> String {
    let category = item.category.as_ref().map_or(String::new(), |category| format!(" of {category}"));
    let price = item.price.map_or(String::new(), |price| format!(" at {price}"));
    format!(", {} {}{category}{price}", item.quantity, item.product)
}
