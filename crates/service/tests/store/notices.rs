//! What other processes leave word of.

use domain::id::BrandId;
use service::store::{Notice, Store};

use crate::story::customer;

pub(crate) async fn notices_are_passed_on_and_go(store: &dyn Store) {
    let [one, other] = ["notices-one", "notices-other"].map(|name| BrandId::new(name).unwrap());
    let before = store.pass_notices(0).await.unwrap();
    let named = |name: &str| Notice::Changed(customer(name));
    store.notify(&one, vec![named("bea"), named("ada")]).await.unwrap();
    store.notify(&other, vec![Notice::Everyone]).await.unwrap();
    let told = async |after| {
        let found = store.notices(after).await.unwrap();
        found.into_iter().map(|(_, brand, notice)| (brand, notice)).collect::<Vec<_>>()
    };
    let all = [(one.clone(), named("bea")), (one.clone(), named("ada")), (other.clone(), Notice::Everyone)];
    assert_eq!(told(before).await, all, "in the order in which they were left");
    let first = store.notices(before).await.unwrap()[0].0;
    assert_eq!(told(first).await, all[1..]);

    // Of who is erased none stays, and a number is never given twice.
    let last = store.pass_notices(first).await.unwrap();
    assert_eq!(store.notices(before).await.unwrap().len(), 2);
    let zone = domain::time::Zone::utc();
    let at = crate::story::at(5);
    store.erase(&one, &customer("ada"), at, &zone, service::store::Actor::Customer).await.unwrap();
    assert_eq!(told(before).await, all[2..]);
    assert_eq!(store.pass_notices(last).await.unwrap(), last);
    assert_eq!(told(before).await, []);
    store.notify(&one, vec![Notice::Everyone]).await.unwrap();
    assert!(store.notices(last).await.unwrap()[0].0 > last);

    // However many are left, the newest stay.
    let many: Vec<_> = (0..5_000).map(|n| named(&format!("n-{n}"))).collect();
    store.notify(&one, many).await.unwrap();
    let kept = told(last).await;
    assert_eq!((kept.len(), kept.last()), (4_096, Some(&(one, named("n-4999")))));
    store.pass_notices(i64::MAX).await.unwrap();
}
