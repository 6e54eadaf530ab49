//! What elements in pages say of themselves is counted by day.

use contract::health::Path;
use domain::id::BrandId;
use domain::surface::Surface;
use domain::time::Date;
use service::beacons::{Beacon, Counted, First};
use service::store::Store;

use crate::story::brand;

pub(crate) async fn beacons_are_counted_by_day(store: &dyn Store) {
    let (first, second) = (Date::constant(2026, 2, 28), Date::constant(2026, 3, 1));
    let fast = beacon(First::Within(100), None, 0);
    let slow = beacon(First::Later, Some("wasm_trap"), 2);
    let nothing = beacon(First::Never, Some("wasm_trap"), 0);
    for (day, beacon) in [(second, &fast), (first, &slow), (first, &nothing), (first, &slow), (first, &fast)]
    {
        store.count(&brand(), day, beacon.clone()).await.unwrap();
    }
    let elsewhere = BrandId::new("elsewhere").unwrap();
    store.count(&elsewhere, first, fast.clone()).await.unwrap();

    let traps = Beacon { traps: 4, ..slow };
    let tomorrow = Counted { day: second, beacon: fast.clone(), beacons: 1 };
    let all = [
        Counted { day: first, beacon: fast, beacons: 1 },
        Counted { day: first, beacon: nothing, beacons: 1 },
        Counted { day: first, beacon: traps, beacons: 2 },
        tomorrow.clone(),
    ];
    assert_eq!(store.counted(&brand(), first).await.unwrap(), all);
    assert_eq!(store.counted(&brand(), second).await.unwrap(), [tomorrow]);
    assert_eq!(store.counted(&elsewhere, first).await.unwrap().len(), 1);
}

fn beacon(first: First, code: Option<&str>, traps: u64) -> Beacon {
    let code = code.map(str::to_owned);
    Beacon { surface: code.as_ref().map(|_| Surface::Web), path: Path::Html, code, first, traps }
}
