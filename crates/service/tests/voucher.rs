//! Voucher codes: what a till accepts and what it does not.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::id::{BrandId, ClaimId};
use proptest::prelude::*;
use service::voucher::{check, code};

const SECRET: [u8; 32] = [7; 32];
const SYMBOLS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn house() -> BrandId {
    BrandId::new("house").unwrap()
}

fn code_of(claim: &str) -> String {
    code(&SECRET, &house(), &ClaimId::new(claim).unwrap())
}

#[test]
fn a_code_is_four_groups_of_four_that_cannot_be_misread() {
    let code = code_of("claim-1");
    let groups: Vec<&str> = code.split('-').collect();
    assert!(groups.len() == 4 && groups.iter().all(|group| group.len() == 4), "{code}");
    assert!(code.chars().all(|c| c == '-' || SYMBOLS.contains(c)), "{code}");
}

#[test]
fn a_code_never_changes() {
    expect_test::expect!["RC40-5FE2-D49S-VDNG"].assert_eq(&code_of("claim-1"));
}

#[test]
fn a_till_takes_a_code_however_it_is_typed() {
    for claim in (0..200).map(|i| format!("claim-{i}")) {
        let code = code_of(&claim);
        let typed = [
            code.clone(),
            code.to_lowercase(),
            code.replace('-', ""),
            code.replace('-', " "),
            code.replace('-', " – "),
            code.replace('0', "O"),
            code.replace('0', "o"),
            code.replace('1', "I"),
            code.replace('1', "l"),
            format!("  {code}\n"),
        ];
        for typed in typed {
            assert!(check(&SECRET, &house(), &typed), "{typed}");
        }
    }
}

#[test]
fn a_till_refuses_what_is_no_code() {
    let code = code_of("claim-1");
    let longer = format!("{code}0");
    let odd = code.replacen(|c: char| c.is_alphanumeric(), "U", 1);
    for typed in ["", "----", "0000-0000-0000-0000", &code[..18], &longer, &odd, "é", "🎁🎁🎁🎁"] {
        assert!(!check(&SECRET, &house(), typed), "{typed}");
    }
}

#[test]
fn a_code_is_good_for_its_brand_and_secret_only() {
    let code = code_of("claim-1");
    assert!(!check(&SECRET, &BrandId::new("another").unwrap(), &code));
    assert!(!check(&[8; 32], &house(), &code));
}

proptest! {
    #[test]
    fn a_code_with_one_letter_changed_is_refused(claim in "[a-z0-9-]{1,40}", place in 0..16_usize, to in 0..32_usize) {
        let code = code_of(&claim).replace('-', "");
        let other = &SYMBOLS[to..=to];
        prop_assume!(&code[place..=place] != other);
        let changed = format!("{}{other}{}", &code[..place], &code[place + 1..]);
        prop_assert!(!check(&SECRET, &house(), &changed), "{} passes for {}", changed, code);
    }

    #[test]
    fn two_claims_have_two_codes(one in ".{1,40}", other in ".{1,40}") {
        prop_assume!(one != other);
        let (Ok(one), Ok(other)) = (ClaimId::new(one), ClaimId::new(other)) else { return Ok(()) };
        let [one, other] = [one, other].map(|claim| code(&SECRET, &house(), &claim));
        prop_assert_ne!(&one[..9], &other[..9], "the names differ");
        prop_assert_ne!(&one[10..], &other[10..], "the signatures differ");
    }

    #[test]
    fn whatever_is_typed_is_answered(typed in "\\PC{0,40}") {
        prop_assert!(!check(&SECRET, &house(), &typed));
    }
}
