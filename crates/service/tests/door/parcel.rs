//! What was sent, message by message.

use expect_test::expect;
use service::door::{LONGEST, Parcel, Strength};

use super::{check, message};

#[test]
fn a_message_is_an_object_and_not_too_long() {
    let long = |bytes: usize| {
        let empty = message(r#""type":"page","name":"""#);
        empty.replace(r#""name":"""#, &format!(r#""name":"{}""#, "x".repeat(bytes - empty.len())))
    };
    check(
        Strength::Secret,
        &[
            "7".to_owned(),
            "null".to_owned(),
            r#"["page"]"#.to_owned(),
            r#""page""#.to_owned(),
            message(r#""type":"page","type":"track""#),
            long(LONGEST),
            long(LONGEST + 1),
        ],
        expect![[r#"
            refused: message `7` must be an object that names no field twice
            refused: message `null` must be an object that names no field twice
            refused: message `["page"]` must be an object that names no field twice
            refused: message `"page"` must be an object that names no field twice
            refused: message `{"messageId":"m-1","userId":"ada","type":"page","type":"track"}` must be an object that names no field twice
            m-1 ada at 1998-06-30T09:00:00Z: behaviour Page Viewed
            refused: message `32769 bytes` must be at most 32 KB long
        "#]],
    );
}

#[test]
fn a_batch_says_for_all_of_its_messages_when_it_was_sent() {
    let batch = r#"{"writeKey":"pk_1","sentAt":"1998-06-30T08:00:00Z","batch":[{"sentAt":"1998-06-30T07:00:00Z"},{},7]}"#;
    let parcel = Parcel::batch(batch.as_bytes()).unwrap();
    assert_eq!(parcel.write_key.as_deref(), Some("pk_1"));
    let sent = parcel.sent.iter().map(|sent| sent.message().ok()?.sent_at?.as_str().map(str::to_owned));
    let sent: Vec<_> = sent.collect();
    assert_eq!(
        sent,
        [Some("1998-06-30T07:00:00Z".to_owned()), Some("1998-06-30T08:00:00Z".to_owned()), None]
    );
}

#[test]
fn what_is_kept_of_a_message_to_mend_it_holds_no_key_and_no_form() {
    let sent = r#"{"userId":"ada","writeKey":"pk_1","event":"Tea","integrations":{"All":true},"_metadata":{},
        "traits":{"email":"ada@quartet.example","timezone":"Asia/Tokyo"},"context":{"ip":"192.0.2.7"},"misnamed":1}"#;
    let parcel = Parcel::single(sent.as_bytes(), "track").unwrap();
    expect![[
        r#"{"event":"Tea","misnamed":1,"traits":{"timezone":"Asia/Tokyo"},"type":"track","userId":"ada"}"#
    ]]
    .assert_eq(&parcel.sent[0].to_mend().to_string());
}
