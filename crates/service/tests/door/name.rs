//! Who it was: visitors who turn out to be customers, and customers who turn out to be one.

use expect_test::expect;
use service::door::Strength;

use super::check;

fn identify(fields: &str) -> String {
    format!(r#"{{"messageId":"m-1","type":"identify",{fields}}}"#)
}

fn alias(fields: &str) -> String {
    format!(r#"{{"messageId":"m-1","type":"alias",{fields}}}"#)
}

#[test]
fn whoever_says_who_they_are_takes_along_what_they_did_unknown() {
    check(
        Strength::Public,
        &[
            identify(r#""userId":"ada","anonymousId":"b-1""#),
            identify(r#""userId":"ada","anonymousId":"b-1","traits":{"timezone":"Asia/Tokyo"}"#),
            identify(r#""userId":"ada","anonymousId":null,"traits":{"time_zone":"Asia/Tokyo"}"#),
            identify(r#""anonymousId":"b-1","context":{"timezone":"Asia/Tokyo","ip":"192.0.2.7"}"#),
            identify(r#""userId":"ada","traits":{"email":"ada@quartet.example","timezone":"somewhere"}"#),
            identify(r#""userId":"ada","traits":7,"context":[]"#),
            identify(r#""userId":"ada","anonymousId":["b-1"]"#),
            identify(r#""traits":{}"#),
        ],
        expect![[r#"
            page:m-1 ada at 1998-06-30T09:00:00Z: Identified { anonymous: CustomerId("anon:b-1"), assurance: Asserted }
            page:m-1 ada at 1998-06-30T09:00:00Z: Identified { anonymous: CustomerId("anon:b-1"), assurance: Asserted }
            page:m-1#1 ada at 1998-06-30T09:00:00Z: days of Asia/Tokyo
            page:m-1 ada at 1998-06-30T09:00:00Z: days of Asia/Tokyo
            page:m-1 anon:b-1 at 1998-06-30T09:00:00Z: days of Asia/Tokyo
            nothing that is kept
            nothing that is kept
            refused: anonymousId `["b-1"]` must be a text
            refused: userId `` must be given, or anonymousId for a visitor who is not known
        "#]],
    );
}

#[test]
fn a_visitors_name_may_be_made_a_customers_and_only_a_server_makes_two_customers_one() {
    let messages = [
        alias(r#""previousId":"b-1","userId":"ada","anonymousId":"b-1""#),
        alias(r#""previousId":"anon:b-1","userId":"ada""#),
        alias(r#""previousId":"bea","userId":"ada","anonymousId":"b-1""#),
        alias(r#""previousId":"ada","userId":"ada""#),
        alias(r#""previousId":"bea","userId":"anon:b-1""#),
        alias(r#""previousId":"bea""#),
        alias(r#""userId":"ada""#),
    ];
    check(
        Strength::Secret,
        &messages,
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: Identified { anonymous: CustomerId("anon:b-1"), assurance: Proven }
            m-1 ada at 1998-06-30T09:00:00Z: Identified { anonymous: CustomerId("anon:b-1"), assurance: Proven }
            m-1 ada at 1998-06-30T09:00:00Z: Merged { other: CustomerId("bea") }
            m-1#1 ada at 1998-06-30T09:00:00Z: Identified { anonymous: CustomerId("anon:bea"), assurance: Proven }
            refused: previousId `ada` must be another name than userId
            refused: userId `anon:b-1` must not start with `anon:`, which names visitors who are not known
            refused: userId `` must be given
            refused: previousId `` must be given
        "#]],
    );
    check(
        Strength::Public,
        &messages[..3],
        expect![[r#"
            page:m-1 ada at 1998-06-30T09:00:00Z: Identified { anonymous: CustomerId("anon:b-1"), assurance: Asserted }
            page:m-1 ada at 1998-06-30T09:00:00Z: Identified { anonymous: CustomerId("anon:b-1"), assurance: Asserted }
            refused: previousId `bea` must be the anonymousId: two customers are made one with a secret key
        "#]],
    );
}
