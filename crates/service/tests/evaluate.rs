//! What choices were worth, through the library and through the command.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};

use domain::decision::Choice;
use domain::evaluation::policy::Policy;
use domain::evaluation::verdict::{Lack, Verdict};
use domain::event::{Event, Fact};
use domain::id::{CustomerId, EventId, OfferId, OrderId, Placement};
use domain::money::{Currency, Money};
use domain::offer::Holdout;
use domain::program::Program;
use domain::time::{Date, Timestamp, plus};
use serde_json::Value;
use service::evaluation::{Evaluation, Question, evaluate};
use service::store::sqlite::Sqlite;
use service::store::{Chosen, Store};

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/program.toml");
const DAY: Date = Date::constant(1998, 6, 1);

fn program() -> Program {
    service::program::read(&std::fs::read_to_string(PROGRAM).unwrap()).unwrap()
}

/// A customer for whom `tote` was shown or not with even chances on a day, and who then spent so much.
struct Guest {
    name: String,
    day: Date,
    shown: bool,
    held_out: bool,
    spent: i64,
}

/// So many of each kind: shown or not, of whom so many spent 20.00.
fn guests(kind: &str, shown: bool, held_out: bool, count: usize, bought: usize) -> Vec<Guest> {
    let guest = |n| Guest {
        name: format!("{kind}-{n:04}"),
        day: DAY,
        shown,
        held_out,
        spent: if n < bought { 2_000 } else { 0 },
    };
    (0..count).map(guest).collect()
}

async fn keep(store: &dyn Store, guests: &[Guest]) {
    let program = program();
    let noon = |day: Date| program.zone.start(day) + jiff::SignedDuration::from_hours(12);
    let chosen = |guest: &Guest| Chosen {
        customer: CustomerId::new(&*guest.name).unwrap(),
        placement: Placement::new("home").unwrap(),
        day: guest.day,
        at: noon(guest.day),
        looked_until: program.zone.end(plus(guest.day, 30)),
        choice: Choice {
            offer: OfferId::new("tote").unwrap(),
            shown: guest.shown,
            propensity: 0.5,
            held_out: guest.held_out,
        },
    };
    store.log_choices(&program.brand, guests.iter().map(chosen).collect()).await.unwrap();
    let order = |guest: &Guest| Event {
        id: EventId::new(format!("order-{}", guest.name)).unwrap(),
        customer: CustomerId::new(&*guest.name).unwrap(),
        at: noon(plus(guest.day, 3)),
        fact: Fact::OrderCompleted {
            order: OrderId::new(&*guest.name).unwrap(),
            total: Money { minor: guest.spent, currency: Currency::new("USD").unwrap() },
            items: Vec::new(),
        },
    };
    let orders = guests.iter().filter(|guest| guest.spent > 0).map(order).collect();
    store.append(&program.brand, orders, noon(plus(DAY, 9))).await.unwrap();
}

fn question(now: &str) -> Question {
    Question {
        now: now.parse::<Timestamp>().unwrap(),
        since: None,
        days: 30,
        policy: Policy::Always,
        seed: 7,
    }
}

async fn told(guests: &[Guest], program: &Program, question: &Question) -> Evaluation {
    let store = Sqlite::in_memory().unwrap();
    keep(&store, guests).await;
    evaluate(&store, program, question).await.unwrap()
}

fn halves(each: usize, shown: usize, not: usize) -> Vec<Guest> {
    let mut all = guests("shown", true, false, each, shown);
    all.extend(guests("not", false, false, each, not));
    all
}

#[tokio::test]
async fn a_clear_effect_is_told_and_a_small_log_is_not_enough() {
    let much = told(&halves(500, 100, 40), &program(), &question("1998-08-01T00:00:00Z")).await;
    let worth = &much.offers[&OfferId::new("tote").unwrap()];
    let estimate = worth.estimate.unwrap();
    assert_eq!((worth.customers, worth.bought, much.choices, much.young), (1_000, 140, 1_000, 0));
    assert!((estimate.ips - 0.2).abs() < 1e-9 && (estimate.snips - 0.2).abs() < 1e-9);
    assert!((estimate.logged - 0.14).abs() < 1e-9 && (estimate.effective - 500.0).abs() < 1e-9);
    assert_eq!(estimate.verdict(), Verdict::Better);
    assert_eq!((worth.held_out, much.holdout), (None, None));

    let little = told(&halves(38, 10, 4), &program(), &question("1998-08-01T00:00:00Z")).await;
    let estimate = little.offers[&OfferId::new("tote").unwrap()].estimate.unwrap();
    assert_eq!(estimate.verdict(), Verdict::TooLittle(Lack::Choices(38.0)));
}

#[tokio::test]
async fn another_policy_asks_the_same_log_another_question() {
    let ask = async |policy| {
        let question = Question { policy, ..question("1998-08-01T00:00:00Z") };
        let told = told(&halves(500, 100, 40), &program(), &question).await;
        told.offers[&OfferId::new("tote").unwrap()].estimate.unwrap()
    };
    let never = ask(Policy::Never).await;
    assert!((never.snips - 0.08).abs() < 1e-9);
    assert_eq!(never.verdict(), Verdict::Worse);
    assert_eq!(ask(Policy::Thompson).await.choices, 500, "what it learnt from does not judge it");
    assert_eq!(ask(Policy::Linear).await.choices, 500);
}

#[tokio::test]
async fn choices_whose_days_are_not_over_are_left_out() {
    let guests = halves(500, 100, 40);
    let young = told(&guests, &program(), &question("1998-07-01T23:59:59Z")).await;
    assert_eq!((young.young, young.choices, young.offers.len()), (1_000, 0, 0));
    let over = told(&guests, &program(), &question("1998-07-02T00:00:00Z")).await;
    assert_eq!((over.young, over.choices), (0, 1_000));
    let short = Question { days: 2, ..question("1998-07-02T00:00:00Z") };
    assert_eq!(told(&guests, &program(), &short).await.offers[&OfferId::new("tote").unwrap()].bought, 0);
    let later = Question { since: Some(plus(DAY, 1)), ..question("1998-07-02T00:00:00Z") };
    assert_eq!(told(&guests, &program(), &later).await.customers, 0);
}

#[tokio::test]
async fn the_first_choice_of_an_offer_for_a_customer_counts() {
    let mut guests = guests("ada", true, false, 1, 1);
    guests.push(Guest {
        day: plus(DAY, 1),
        shown: false,
        spent: 0,
        name: guests[0].name.clone(),
        ..guests[0]
    });
    let told = told(&guests, &program(), &question("1998-08-01T00:00:00Z")).await;
    let worth = &told.offers[&OfferId::new("tote").unwrap()];
    assert_eq!((worth.customers, worth.bought), (1, 1));
    assert!((worth.estimate.unwrap().effective - 1.0).abs() < 1e-9);
}

/// Two thousand customers, a fifth of them held out: of these every twentieth bought, of the others every fifth.
fn measured() -> (Holdout, Vec<Guest>) {
    let holdout = Holdout { salt: "summer".to_owned(), share: 2_000 };
    let all = guests("guest", true, false, 2_000, 0).into_iter().enumerate().map(|(n, guest)| {
        let held_out = holdout.leaves_out(&CustomerId::new(&*guest.name).unwrap());
        let bought = if held_out { n % 20 == 0 } else { n % 5 == 0 };
        Guest { held_out, shown: !held_out, spent: if bought { 2_000 } else { 0 }, ..guest }
    });
    let all = all.collect();
    (holdout, all)
}

#[tokio::test]
async fn those_who_are_held_out_are_compared_in_buying_and_in_spending() {
    let mut program = program();
    let (holdout, all) = measured();
    program.holdout = Some(holdout);
    let told = told(&all, &program, &question("1998-08-01T00:00:00Z")).await;
    let against = told.holdout.unwrap();
    assert_eq!(against.bought.given.customers + against.bought.held_out.customers, 2_000);
    assert!((against.bought.difference.0 - 0.15).abs() < 0.04, "{against:?}");
    assert!((against.spent.difference.0 - 300.0).abs() < 80.0, "{against:?}");
    assert_eq!((against.bought.verdict(), against.spent.verdict()), (Verdict::Better, Verdict::Better));
    assert_eq!(
        told.offers[&OfferId::new("tote").unwrap()].held_out,
        None,
        "they are held out from everything"
    );

    let tote = program.offers.iter_mut().find(|offer| offer.id.as_str() == "tote").unwrap();
    tote.holdout = program.holdout.take();
    let told = self::told(&all, &program, &question("1998-08-01T00:00:00Z")).await;
    assert_eq!(told.offers[&OfferId::new("tote").unwrap()].held_out, Some(against));
    assert_eq!(told.holdout, None);
}

#[tokio::test]
async fn whoever_the_log_and_the_program_disagree_on_is_not_compared() {
    let mut program = program();
    program.holdout = Some(Holdout { salt: "summer".to_owned(), share: 0 });
    let mut all = guests("kept-from", false, true, 300, 10);
    all.extend(guests("shown", true, false, 300, 90));
    let told = told(&all, &program, &question("1998-08-01T00:00:00Z")).await;
    assert_eq!(told.holdout, None, "under this program nobody would have been held out");
}

async fn database(path: &Path, guests: &[Guest]) {
    let store = Sqlite::open(path).unwrap();
    keep(&store, guests).await;
    store.close().await;
}

fn constance(database: &Path, args: &[&str]) -> Output {
    with_program(PROGRAM.as_ref(), database, args)
}

fn with_program(program: &Path, database: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_constance"));
    command.args(["evaluate", "--program"]).arg(program).args(["--at", "1998-08-01T00:00:00Z", "--database"]);
    command.arg(database).args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test]
async fn the_command_says_what_can_be_said_and_what_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corner.sqlite");
    database(&path, &halves(500, 100, 40)).await;

    let page = said(&constance(&path, &[]));
    assert!(page.contains("corner: 1000 choices for 1000 customers"), "{page}");
    let line = page.lines().find(|line| line.trim().starts_with("tote")).unwrap();
    assert!(
        line.contains(" 0.2000") && line.contains(" 500.0 ") && line.ends_with("better than what was done")
    );
    assert_eq!(said(&constance(&path, &["--seed", "1"])), page, "the same seed draws the same");

    let json: Value =
        serde_json::from_str(&said(&constance(&path, &["--json", "--policy", "never"]))).unwrap();
    assert_eq!((json["policy"].as_str(), json["choices"].as_u64()), (Some("never"), Some(1_000)));
    assert_eq!(json["offers"][0]["verdict"]["verdict"], "worse");
    for policy in ["thompson", "linucb"] {
        assert!(said(&constance(&path, &["--policy", policy])).contains(&format!("the policy `{policy}`")));
    }
}

#[tokio::test]
async fn the_command_tells_of_those_who_were_held_out() {
    let folder = tempfile::tempdir().unwrap();
    let (path, file) = (folder.path().join("corner.sqlite"), folder.path().join("program.toml"));
    database(&path, &measured().1).await;
    let program = std::fs::read_to_string(PROGRAM).unwrap();
    std::fs::write(&file, format!("{program}\n[holdout]\nsalt = \"summer\"\nshare = 2000\n")).unwrap();
    let page = said(&with_program(&file, &path, &[]));
    assert!(page.contains("Those who are offered nothing, against the others:"), "{page}");
    assert_eq!(page.matches("offers do more than nothing").count(), 2, "{page}");
    let json: Value = serde_json::from_str(&said(&with_program(&file, &path, &["--json"]))).unwrap();
    let (bought, spent) = (&json["holdout"]["bought"], &json["holdout"]["spent"]);
    assert_eq!(
        (&bought["verdict"]["verdict"], &spent["verdict"]["verdict"]),
        (&"better".into(), &"better".into())
    );
    assert_eq!(json["holdout"]["currency"], "USD");
}

#[tokio::test]
async fn the_command_does_not_conclude_from_too_little() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corner.sqlite");
    database(&path, &halves(38, 10, 4)).await;
    let page = said(&constance(&path, &[]));
    assert!(page.contains("too little to conclude: 38 choices count, 100 are needed"), "{page}");

    let empty = folder.path().join("empty.sqlite");
    database(&empty, &[]).await;
    let page = said(&constance(&empty, &[]));
    assert!(page.contains("There is nothing to look back on yet."), "{page}");
}

#[test]
fn the_command_makes_no_database_and_says_which_flag_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nothing.sqlite");
    let output = constance(&path, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot read "));
    assert!(!path.exists());
    for (args, said) in [(["--days", "0"], "'--days <DAYS>'"), (["--policy", "best"], "'--policy <POLICY>'")]
    {
        let output = constance(&path, &args);
        assert!(String::from_utf8_lossy(&output.stderr).contains(said));
    }
}
