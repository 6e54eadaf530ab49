use domain::evaluation::comparison::Comparison;
use domain::evaluation::verdict::{Lack, Verdict};

use crate::close;

/// So many customers, of whom some spent 40.00 each.
fn customers(count: usize, bought: usize) -> Vec<f64> {
    (0..count).map(|customer| if customer < bought { 4_000.0 } else { 0.0 }).collect()
}

#[test]
fn the_held_out_show_what_would_have_happened_anyway() {
    let told = Comparison::of(&customers(9_000, 1_080), &customers(1_000, 60), 7).unwrap();
    assert_eq!((told.given.customers, told.given.outcomes), (9_000, 1_080));
    assert!(
        close(told.given.mean, 480.0) && close(told.held_out.mean, 240.0) && close(told.difference.0, 240.0)
    );
    // ± 1.96 × 4,000 √(0.12 × 0.88 / 9,000 + 0.06 × 0.94 / 1,000), which is 65.
    assert!((told.difference.1.low - 175.0).abs() < 12.0, "{told:?}");
    assert!((told.difference.1.high - 305.0).abs() < 12.0, "{told:?}");
    assert_eq!(told.verdict(), Verdict::Better);
    let turned = Comparison::of(&customers(1_000, 60), &customers(9_000, 1_080), 7).unwrap();
    assert_eq!(turned.verdict(), Verdict::Worse);
}

#[test]
fn the_smaller_group_says_how_much_can_be_said() {
    let few = Comparison::of(&customers(10_000, 2_000), &customers(99, 1), 7).unwrap();
    assert_eq!(few.verdict(), Verdict::TooLittle(Lack::Choices(99.0)));
    let alike = Comparison::of(&customers(5_000, 500), &customers(500, 48), 7).unwrap();
    assert!(matches!(alike.verdict(), Verdict::TooLittle(Lack::Undecided(_))));
}

#[test]
fn nothing_is_compared_with_nobody() {
    assert_eq!(Comparison::of(&[], &customers(5, 5), 7), None);
    assert_eq!(Comparison::of(&customers(5, 5), &[], 7), None);
}
