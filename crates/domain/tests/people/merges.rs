//! What an agent says, and takes back.

use domain::event::Fact;
use domain::person::{BondError, Bonds};

use crate::story::{at, summary, told, who};

#[test]
fn merged_names_are_one_person_under_the_name_they_were_merged_into() {
    assert_eq!(summary("1 bea red; 2 ada blue; 5 ada merges bea; 6 bea green"), "ada: blue, green, red");
}

#[test]
fn a_wrong_merge_is_undone_with_both_histories_and_what_came_after() {
    let story = "1 bea red; 2 ada blue; 5 ada merges bea; 6 bea green; 7 ada grey; 8 ada parts bea";
    assert_eq!(summary(story), "ada: blue, grey; bea: green, red");
    assert_eq!(summary(&format!("{story}; 9 ada merges bea")), "ada: blue, green, grey, red");
}

#[test]
fn the_browsers_of_both_come_along_and_go_back() {
    let story = "1 anon:x red; 2 bea is anon:x; 3 anon:y blue; 4 ada is anon:y; 5 ada merges bea";
    assert_eq!(summary(story), "ada: blue, red");
    assert_eq!(summary(&format!("{story}; 6 ada parts bea")), "ada: blue; bea: red");
}

#[test]
fn a_shared_device_stays_in_doubt_though_both_are_merged() {
    let story = "1 ada is anon:x; 2 anon:x red; 3 bea is anon:x; 4 ada merges bea";
    assert_eq!(summary(story), "nobody: red");
}

#[test]
fn three_names_are_one_person_and_part_where_they_were_joined() {
    let story = "1 ada red; 2 bea blue; 3 cid green; 4 bea merges cid; 5 ada merges bea";
    assert_eq!(summary(story), "ada: blue, green, red");
    assert_eq!(summary(&format!("{story}; 6 ada parts bea")), "ada: red; bea: blue, green");
    assert_eq!(summary(&format!("{story}; 6 bea parts cid")), "ada: blue, red; cid: green");
}

#[test]
fn what_no_agent_can_bring_about_still_has_one_answer() {
    assert_eq!(summary("1 cid red; 2 ada merges cid; 3 bea merges cid"), "ada: red");
    assert_eq!(summary("1 bea red; 2 bea merges ada; 3 ada merges bea"), "ada: red");
    assert_eq!(
        summary("1 ada red; 2 ada merges ada; 3 ada merges anon:x; 4 anon:x blue"),
        "ada: red; anon:x: blue"
    );
}

#[test]
fn a_merge_is_refused_with_its_reason() {
    let story = "4 ada merges bea; 5 bea merges cid; 6 dee merges eve; 7 dee parts eve";
    let mut bonds = Bonds::default();
    told(story).iter().for_each(|event| bonds.learn(&event.customer, &event.fact, event.at));
    let merge = |customer: &str, other: &str| bonds.may(&who(customer), &Fact::Merged { other: who(other) });
    let part = |customer: &str, other: &str| bonds.may(&who(customer), &Fact::Unmerged { other: who(other) });
    assert_eq!(
        (merge("ada", "fay"), merge("cid", "fay"), merge("dee", "eve")),
        (Ok(true), Ok(true), Ok(true))
    );
    assert_eq!((merge("fay", "ada"), merge("ada", "bea")), (Ok(true), Ok(false)), "who leads may be merged");
    assert_eq!(merge("ada", "ada"), Err(BondError::Same));
    assert_eq!(
        (merge("fay", "bea"), merge("ada", "cid")),
        (Err(BondError::Elsewhere), Err(BondError::Elsewhere))
    );
    assert_eq!((merge("bea", "ada"), merge("cid", "ada")), (Err(BondError::Circle), Err(BondError::Circle)));
    assert_eq!(
        (merge("ada", "anon:x"), merge("anon:x", "ada")),
        (Err(BondError::Anonymous), Err(BondError::Anonymous))
    );
    assert_eq!(
        (part("ada", "bea"), part("dee", "eve"), part("ada", "fay")),
        (Ok(true), Ok(false), Ok(false))
    );
    assert_eq!((part("ada", "cid"), part("bea", "ada")), (Err(BondError::Elsewhere), Err(BondError::Circle)));
}

#[test]
fn of_a_pair_what_was_said_last_holds_and_at_one_instant_the_parting() {
    let mut bonds = Bonds::default();
    let fact = |merged| {
        if merged { Fact::Merged { other: who("bea") } } else { Fact::Unmerged { other: who("bea") } }
    };
    bonds.learn(&who("ada"), &fact(false), at(2));
    bonds.learn(&who("ada"), &fact(true), at(2));
    assert!(bonds.leading().is_empty());
    bonds.learn(&who("ada"), &fact(true), at(3));
    assert_eq!(bonds.leading()[&who("bea")], who("ada"));
}
