//! When it happened. It is 9 o'clock where the service is.

use expect_test::expect;
use service::door::Strength;

use super::check;

fn page(fields: &str) -> String {
    format!(r#"{{"messageId":"m","type":"page","userId":"ada",{fields}}}"#)
}

#[test]
fn a_clock_that_was_off_when_it_was_sent_was_off_when_it_happened() {
    // An hour slow: sent at 8 by its own clock, and it had happened ten minutes before.
    let slow = r#""sentAt":"1998-06-30T08:00:00Z""#;
    let of = |when: &str| page(&format!("{when},{slow}"));
    let messages = [
        of(r#""originalTimestamp":"1998-06-30T07:50:00Z""#),
        of(r#""timestamp":"1998-06-30T07:50:00Z""#),
        of(r#""timestamp":"1998-06-29T12:00:00Z","originalTimestamp":"1998-06-30T07:50:00Z""#),
        page(r#""timestamp":"1998-06-30T07:50:00Z""#),
        page(r#""originalTimestamp":"1998-06-30T07:50:00Z""#),
        page(slow),
        page(r#""originalTimestamp":"1998-06-30T08:59:58.5Z","sentAt":"1998-06-30T08:59:59Z""#),
        page(r#""originalTimestamp":"1998-06-30T09:00:19Z","sentAt":"1998-06-30T09:00:20Z""#),
        page(r#""originalTimestamp":"1998-06-30T09:02:09Z","sentAt":"1998-06-30T09:02:10Z""#),
        page(r#""timestamp":"2031-01-01T00:00:00Z","sentAt":"2031-01-01T00:10:00Z""#),
        page(r#""timestamp":"1998-06-30T08:00:00Z","sentAt":"1970-01-01T00:00:00Z""#),
        page(r#""originalTimestamp":"1998-06-30T08:00:00Z","sentAt":"soon""#),
        page(r#""originalTimestamp":"9999-12-30T00:00:00Z","sentAt":"-009999-01-02T01:59:59Z""#),
    ];
    check(
        Strength::Public,
        &messages,
        expect![[r#"
        page:m ada at 1998-06-30T08:50:00Z: behaviour Page Viewed
        page:m ada at 1998-06-30T08:50:00Z: behaviour Page Viewed
        page:m ada at 1998-06-30T08:50:00Z: behaviour Page Viewed
        page:m ada at 1998-06-30T07:50:00Z: behaviour Page Viewed
        page:m ada at 1998-06-30T07:50:00Z: behaviour Page Viewed
        page:m ada at 1998-06-30T09:00:00Z: behaviour Page Viewed
        page:m ada at 1998-06-30T08:59:58.5Z: behaviour Page Viewed
        page:m ada at 1998-06-30T09:00:19Z: behaviour Page Viewed
        page:m ada at 1998-06-30T09:00:09Z: behaviour Page Viewed
        page:m ada at 1998-06-30T08:50:00Z: behaviour Page Viewed
        refused: timestamp `1998-06-30T08:00:00Z` must not be more than 24 hours ahead of the service's clock
        refused: sentAt `soon` must be an instant in RFC 3339, such as 2026-03-01T09:30:00Z
        refused: sentAt `-009999-01-02T01:59:59Z` must be near the time of the message
    "#]],
    );
    check(
        Strength::Secret,
        &messages,
        expect![[r#"
        m ada at 1998-06-30T08:50:00Z: behaviour Page Viewed
        m ada at 1998-06-30T07:50:00Z: behaviour Page Viewed
        m ada at 1998-06-29T12:00:00Z: behaviour Page Viewed
        m ada at 1998-06-30T07:50:00Z: behaviour Page Viewed
        m ada at 1998-06-30T07:50:00Z: behaviour Page Viewed
        m ada at 1998-06-30T09:00:00Z: behaviour Page Viewed
        m ada at 1998-06-30T08:59:58.5Z: behaviour Page Viewed
        m ada at 1998-06-30T09:00:19Z: behaviour Page Viewed
        m ada at 1998-06-30T09:00:09Z: behaviour Page Viewed
        refused: timestamp `2031-01-01T00:00:00Z` must not be more than 24 hours ahead of the service's clock
        m ada at 1998-06-30T08:00:00Z: behaviour Page Viewed
        refused: sentAt `soon` must be an instant in RFC 3339, such as 2026-03-01T09:30:00Z
        refused: sentAt `-009999-01-02T01:59:59Z` must be near the time of the message
    "#]],
    );
}
