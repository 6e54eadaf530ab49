//! What a decision is made from, read at one go.

use domain::id::Placement;
use domain::time::Date;
use service::store::{Glance, Look, Store};

use crate::story::{at, brand, customer};

/// Whatever has been kept: it says the same as each verb by itself.
pub(crate) async fn a_glance_says_what_each_verb_says(store: &dyn Store) {
    let placement = Placement::new("home").unwrap();
    let customers: Vec<_> = store.customers(&brand(), None, 50).await.unwrap();
    assert!(customers.len() > 5);
    let mut chosen = 0;
    for name in customers.into_iter().chain([customer("nobody")]) {
        for day in [Date::constant(1970, 1, 1), Date::constant(1970, 1, 2)] {
            let (now, today) = (at(5), at(0));
            let look = Look {
                brand: brand(),
                customer: Some(name.clone()),
                now,
                today,
                choice: Some((placement.clone(), day)),
            };
            let has_chosen = store.has_chosen(&brand(), &name, &placement, day).await.unwrap();
            chosen += usize::from(has_chosen);
            let memory = store.recall(&brand(), &name).await.unwrap();
            let names: Vec<_> = memory.names.keys().cloned().collect();
            let expected = Glance {
                memory: Some(memory),
                version: store.version(&brand(), &names).await.unwrap(),
                tallies: store.tallies(&brand(), now, today).await.unwrap(),
                has_chosen,
            };
            assert_eq!(store.glance(&look).await.unwrap(), expected);
            let unasked = store.glance(&Look { choice: None, ..look }).await.unwrap();
            assert_eq!(unasked, Glance { has_chosen: false, ..expected });
        }
    }
    assert!(chosen > 0, "nothing was chosen in these tests");
    let visitor = Look { brand: brand(), customer: None, now: at(5), today: at(0), choice: None };
    assert_eq!(store.glance(&visitor).await.unwrap().memory, None);
}
