//! What was refused is kept until it is put right, or old.

use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use jiff::ToSpan;
use serde_json::json;
use service::door::{Fault, Strength};
use service::store::{Held, Store};

use crate::story::at;

pub(crate) async fn what_was_refused_is_kept_once_and_not_for_ever(store: &dyn Store) {
    let (brand, elsewhere) = (BrandId::new("strict").unwrap(), BrandId::new("stricter").unwrap());
    let (one, two, three) = (held(1, at(1)), held(2, at(2)), held(3, at(3)));
    store.hold(&brand, vec![one.clone(), two.clone(), one.clone()], at(2)).await.unwrap();
    store.hold(&elsewhere, vec![one.clone()], at(2)).await.unwrap();
    store.hold(&brand, vec![Held { received: at(9), ..two.clone() }, three.clone()], at(9)).await.unwrap();

    let all = store.held(&brand, 0, 10).await.unwrap();
    let (numbers, kept): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    assert_eq!(kept, [one.clone(), two.clone(), three.clone()], "each once, as it came first");
    assert!(numbers.is_sorted());
    assert_eq!(store.held(&brand, numbers[0], 1).await.unwrap(), [(numbers[1], two)]);
    assert_eq!(store.held(&elsewhere, 0, 10).await.unwrap().len(), 1);

    let mended = Held { customer: None, message: json!(["mended"]), ..three };
    store.mend(&brand, numbers[2], mended.clone()).await.unwrap();
    store.mend(&elsewhere, numbers[0], held(8, at(8))).await.unwrap();
    assert_eq!(store.let_go(&brand, numbers[..2].to_vec()).await.unwrap(), 2);
    assert_eq!(store.let_go(&brand, numbers[..2].to_vec()).await.unwrap(), 0);
    assert_eq!(store.held(&brand, 0, 10).await.unwrap(), [(numbers[2], mended)]);

    // A number is never given twice: somebody may have read it.
    store.let_go(&brand, numbers.clone()).await.unwrap();
    store.hold(&brand, vec![one], at(9)).await.unwrap();
    assert!(store.held(&brand, 0, 10).await.unwrap()[0].0 > numbers[2]);

    let later = at(1).checked_add((30 * 24 + 1).hours()).unwrap();
    store.hold(&brand, vec![held(4, later)], later).await.unwrap();
    let left = store.held(&brand, 0, 10).await.unwrap();
    assert_eq!(left.into_iter().map(|(_, held)| held).collect::<Vec<_>>(), [held(4, later)]);
}

/// Tells more than the others, and takes longer: not part of the story.
pub(crate) async fn a_flood_is_bounded(store: &dyn Store) {
    let brand = BrandId::new("flooded").unwrap();
    for thousand in 0..101_u32 {
        let many = (0..1_000).map(|n| held(thousand * 1_000 + n, at(1)));
        store.hold(&brand, many.collect(), at(1)).await.unwrap();
    }
    let left = store.held(&brand, 0, usize::MAX).await.unwrap();
    assert!(left.len() <= 100_100, "{} are kept", left.len());
    assert_eq!(left.last().unwrap().1, held(100_999, at(1)));
}

fn held(n: u32, received: Timestamp) -> Held {
    let mut digest = [0; 32];
    digest[..4].copy_from_slice(&n.to_be_bytes());
    Held {
        digest,
        received,
        strength: if n.is_multiple_of(2) { Strength::Public } else { Strength::Secret },
        customer: Some(CustomerId::new("ada").unwrap()),
        message: json!({ "type": "track", "userId": "ada", "n": n }),
        fault: Fault { field: "event".into(), value: String::new(), rule: "must be given".into() },
    }
}
