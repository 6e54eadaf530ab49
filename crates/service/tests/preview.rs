//! What the agent is told of one customer, through the command.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use domain::decision::Situation;
use domain::event::{Event, Fact, Item};
use domain::id::{BehaviourName, CustomerId, EventId, OfferId, OrderId};
use domain::money::{Currency, Money};
use domain::time::Timestamp;
use expect_test::expect;
use serde_json::Value;
use service::ask::{Ask, Asked};
use service::store::sqlite::Sqlite;
use service::store::{Log, Store};
use tempfile::TempDir;

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/maison/program.toml");
const NOW: &str = "1998-06-30T09:00:00Z";

/// A house with a few customers.
struct House {
    folder: TempDir,
}

impl House {
    async fn open() -> Self {
        let house = Self { folder: tempfile::tempdir().unwrap() };
        let store = Sqlite::open(house.database()).unwrap();
        let program = service::program::read(&std::fs::read_to_string(PROGRAM).unwrap()).unwrap();
        store.append(&program.brand, stories(), at(NOW)).await.unwrap();
        store.close().await;
        house
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("maison.sqlite")
    }

    fn preview(&self, args: &[&str]) -> Output {
        preview(&self.database(), args)
    }

    fn page(&self, args: &[&str]) -> String {
        let output = self.preview(args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, customer: &str) -> Value {
        serde_json::from_str(&self.page(&[customer, "--json"])).unwrap()
    }
}

fn preview(database: &Path, args: &[&str]) -> Output {
    by_program(Path::new(PROGRAM), database, args)
}

fn by_program(program: &Path, database: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_constance"));
    command.arg("preview").args(args).args(["--at", NOW]).arg("--program").arg(program);
    command.arg("--database").arg(database).output().unwrap()
}

/// Ada comes often, Ben came once, Cleo was long away, Dan has only looked around.
fn stories() -> Vec<Event> {
    let mut events = Vec::new();
    let mut happened = |customer: &str, day: &str, fact: Fact| {
        events.push(Event {
            id: EventId::new(format!("{customer}-{}", events.len())).unwrap(),
            customer: CustomerId::new(customer).unwrap(),
            at: at(&format!("{day}T16:00:00Z")),
            fact,
        });
    };
    for (customer, day, dollars) in [
        ("ada", "1997-11-20", 60),
        ("ada", "1998-01-08", 55),
        ("ada", "1998-03-02", 50),
        ("ada", "1998-05-11", 45),
        ("ada", "1998-06-20", 60),
        ("ben", "1998-06-12", 18),
        ("cleo", "1997-02-02", 12),
        ("cleo", "1997-03-14", 30),
    ] {
        let order = OrderId::new(format!("{customer}-{day}")).unwrap();
        let total = Money { minor: dollars * 100, currency: Currency::new("USD").unwrap() };
        happened(customer, day, Fact::OrderCompleted { order, total, items: Vec::<Item>::new() });
    }
    let name = BehaviourName::new("Product Viewed").unwrap();
    happened("dan", "1998-06-28", Fact::Behaviour { name, item: None });
    let offer = OfferId::new("season-catalogue").unwrap();
    happened("ada", "1998-06-29", Fact::OfferDeclined { offer });
    events
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

#[tokio::test]
async fn the_agent_sees_where_a_customer_stands_what_they_are_offered_and_why() {
    expect![[r#"
        customer        ada of maison
        as of           1998-06-30T09:00:00Z, 1998-06-30 there
        met on          web, placement home, in en

        stage           loyal since 1998-05-11
        why             days with a purchase in 365 days: 5, wants at least 4
                        days since the last purchase: 10, wants at most 90
        if nothing more at_risk on 1998-09-19
                        lapsed on 1999-06-21
        ambassador      no: friends who bought: 0, wants at least 1

        still with us   88 %, by MBG/NBD
        in a year       4.22 purchases to be expected in 365 days
        worth           50.07 USD a purchase, 211.41 USD in 365 days

        tier            Concerto, 270 points
                        230 points to Symphony
                        Concerto is yours until November 19
                        since 1998-06-20, from sonata: 270 points reached it
                        then sonata
                        40 points to keep it, from 1998-06-30 to 1998-11-19
        benefits        Hear it before you buy it
                        Thirty days to live with it
                        Delivery is on us
                        Kept under your name for two weeks
                        New arrivals, two days early
                        Someone who knows your shelves

        offers          1. quartet-seats: A chair for the Hirondelle quartet
                           “Your tier is Concerto.”
                           “It is for you as long as your tier is Concerto or higher.”
                           tier: concerto, wants at least concerto: yes
                        2. early-pressing: Low Tide, before it has a sleeve
                           “You have ordered on 5 different days in the past year.”
                           stage: loyal, wants loyal: yes
                        3. bring-a-friend: One record, two pairs of headphones
                           “You have ordered on 5 different days in the past year.”
                           stage: loyal, wants active or loyal: yes
                        4. sleeve-care: Five records, cleaned and re-sleeved
                           “You have ordered 5 times so far.”
                           “You have ordered on 5 different days in the past year.”
                           “It is for you until June 20, 1999.”
                           stage: loyal, wants active or loyal or at_risk: yes
                           orders: 5, wants at least 3: yes
                        5. listening-evening: Thursdays in the listening room
                           “For everyone who visits.”

        not offered     season-catalogue (declined): declined, may come back at 1998-09-27T04:00:00Z
                        first-record (eligible): stage: loyal, wants prospect: no
                        second-side (eligible): stage: loyal, wants new: no
                        double-week (eligible): stage: loyal, wants active: no
                        your-chair (eligible): stage: loyal, wants at_risk: no
                           stage: loyal, wants at_risk: no
                           days since the last order: 10, wants at least 91: no
                        gift-record (eligible): stage: loyal, wants lapsed: no
                        encore (eligible): stage: loyal, wants won_back: no
                        almost-there (eligible): points to the next tier: 230, wants at most 60: no
                           stage: loyal, wants new or active or loyal or won_back: yes
                           points to the next tier: 230, wants at most 60: no
                        cellar-tasting (eligible): tier: concerto, wants symphonie: no
                        margin-pencil (eligible): bought of category `score` in 90 days: 0, wants at least 1: no
                        anniversary (eligible): days since the first order: 222, wants 530 to 566: no
                           days since the first order: 222, wants 530 to 566: no
                           stage: loyal, wants lapsed: no
    "#]]
    .assert_eq(&House::open().await.page(&["ada"]));
}

#[tokio::test]
async fn the_manual_shows_what_is_printed() {
    let manual = include_str!("../../../docs/preview.md");
    let shown = manual.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let page = House::open().await.page(&["ada"]);
    for line in shown.lines() {
        assert!(page.lines().any(|printed| printed == line), "not printed: {line}");
    }
}

#[tokio::test]
async fn the_reasons_are_those_the_customer_reads_in_their_language() {
    let house = House::open().await;
    let page = house.page(&["ada", "--locale", "fr", "--placement", "account", "--surface", "agent"]);
    assert!(page.contains("met on          agent, placement account, in fr"), "{page}");
    assert!(
        page.contains("“Vous avez commandé à 5 dates différentes au cours de l’année écoulée.”"),
        "{page}"
    );
}

#[tokio::test]
async fn machines_read_the_same_and_every_offer_is_in_or_out() {
    let house = House::open().await;
    let program = service::program::read(&std::fs::read_to_string(PROGRAM).unwrap()).unwrap();
    for customer in ["ada", "ben", "cleo", "dan"] {
        let seen = house.json(customer);
        let ids = |list: &str| -> Vec<String> {
            let offers = seen[list].as_array().unwrap().iter();
            offers.map(|offer| offer["id"].as_str().unwrap().to_owned()).collect()
        };
        let mut all = [ids("offers"), ids("withheld")].concat();
        all.sort_unstable();
        let mut known: Vec<String> = program.offers.iter().map(|offer| offer.id.to_string()).collect();
        known.sort_unstable();
        assert_eq!(all, known, "{customer}");
        for offer in seen["withheld"].as_array().unwrap() {
            assert!(!offer["title"].as_str().unwrap().is_empty(), "{offer}");
            let not_theirs = offer["step"] == "eligible";
            assert_eq!(offer["first_failing"].is_object(), not_theirs, "{offer}");
            assert!(!not_theirs || offer["first_failing"]["holds"] == false, "{offer}");
        }
        assert!(seen["offers"].as_array().unwrap().iter().all(|offer| !offer["why"][0].is_null()));
        assert_eq!(ids("offers"), on_the_page(&house, customer).await, "{customer}");
    }
}

/// The offers in the order in which the service gives them to a page.
async fn on_the_page(house: &House, customer: &str) -> Vec<String> {
    let program = service::program::read(&std::fs::read_to_string(PROGRAM).unwrap()).unwrap();
    let store = Sqlite::open(house.database()).unwrap();
    let customer = CustomerId::new(customer).unwrap();
    let profile = store.recall(&program.brand, &customer).await.unwrap().profile(at(NOW));
    let tallies = service::choices::tallies(&store, &program, at(NOW)).await.unwrap();
    store.close().await;
    let ask =
        Ask::new(&program, &Asked { placement: "home", surface: Some("web"), ..Asked::default() }).unwrap();
    let situation = Situation::of(&program, customer.clone(), &profile, ask.visit(), at(NOW));
    let decision = situation.decide(&ask.slot(&program, Some(&customer), at(NOW)), &tallies);
    decision.ids().map(ToString::to_string).collect()
}

#[tokio::test]
async fn points_are_accounted_for_and_purchases_are_valued_where_the_program_says_how() {
    let house = House::open().await;
    let program = house.folder.path().join("program.toml");
    let demo = std::fs::read_to_string(PROGRAM).unwrap();
    let mut more = String::new();
    if !demo.contains("[points.balance]") {
        more += "\n[points.balance]\npending_days = 14\nexpire_months = 12\nreturns = \"unlimited\"\n";
    }
    if !demo.contains("[forecast]") {
        // As published in note 025 of Fader and Hardie.
        more += "\n[forecast]\nspending = { p = 6.25, q = 3.74, v = 15.44 }\n";
    }
    std::fs::write(&program, demo + &more).unwrap();
    let output = by_program(&program, &house.database(), &["ada"]);
    let page = String::from_utf8(output.stdout).unwrap();
    let part =
        page.lines().skip_while(|line| !line.starts_with("to spend")).take_while(|line| !line.is_empty());
    expect![[r#"
        to spend        210 points, 60 pending
                        210 points to spend, 60 more on July 4
        statement       day         to spend   pending   balance
                        1997-11-20                 +60         0  earned: order ada-1997-11-20
                        1997-12-04       +60       -60        60  can be spent from now on: order ada-1997-11-20
                        1998-01-08                 +55        60  earned: order ada-1998-01-08
                        1998-01-22       +55       -55       115  can be spent from now on: order ada-1998-01-08
                        1998-03-02                 +50       115  earned: order ada-1998-03-02
                        1998-03-16       +50       -50       165  can be spent from now on: order ada-1998-03-02
                        1998-05-11                 +45       165  earned: order ada-1998-05-11
                        1998-05-25       +45       -45       210  can be spent from now on: order ada-1998-05-11
                        1998-06-20                 +60       210  earned: order ada-1998-06-20"#]].assert_eq(&part.collect::<Vec<_>>().join("\n"));
    let worth: Vec<&str> = page.lines().filter(|line| line.starts_with("worth")).collect();
    expect!["worth           50.07 USD a purchase, 211.41 USD in 365 days"].assert_eq(&worth.join("\n"));
}

#[tokio::test]
async fn what_was_told_of_points_stays_and_what_came_late_explains_itself() {
    let house = House::open().await;
    let program = house.folder.path().join("program.toml");
    let demo = std::fs::read_to_string(PROGRAM).unwrap();
    std::fs::write(&program, demo + "\n[points.balance]\npending_days = 14\nreturns = \"unlimited\"\n")
        .unwrap();
    let store = Sqlite::open(house.database()).unwrap();
    let brand = service::program::read(&std::fs::read_to_string(&program).unwrap()).unwrap().brand;
    let late =
        Event { id: EventId::new("late").unwrap(), at: at("1998-06-22T16:00:00Z"), ..stories()[5].clone() };
    let (order, total) =
        (OrderId::new("late").unwrap(), Money { minor: 2000, currency: Currency::new("USD").unwrap() });
    let late = Event { fact: Fact::OrderCompleted { order, total, items: Vec::new() }, ..late };
    store.append(&brand, vec![late], at("1998-07-02T16:00:00Z")).await.unwrap();
    store.close().await;

    let mut command = Command::new(env!("CARGO_BIN_EXE_constance"));
    command.args(["preview", "ben", "--at", "1998-07-03T09:00:00Z", "--program"]).arg(&program);
    let output = command.arg("--database").arg(house.database()).output().unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    let part =
        page.lines().skip_while(|line| !line.starts_with("statement")).take_while(|line| !line.is_empty());
    expect![[r#"
        statement       day         to spend   pending   balance
                        1998-06-12                 +18         0  earned: order ben-1998-06-12
                        1998-06-26       +18       -18        18  can be spent from now on: order ben-1998-06-12
                        1998-06-22                 +20        18  earned: order late, adjusted on 1998-07-02"#]].assert_eq(&part.collect::<Vec<_>>().join("\n"));
}

#[tokio::test]
async fn what_a_basket_would_do_is_said_when_it_is_asked() {
    let house = House::open().await;
    let told = |args: &[&str]| -> Value {
        serde_json::from_str(&house.page(&[args, &["--json", "--placement", "account"]].concat())).unwrap()
    };
    let (now, none) = (told(&["ada"]), told(&["ada", "--basket", "0.00"]));
    assert_eq!(now["basket"], Value::Null);
    assert_eq!(none["basket"]["tier"], now["tier"]["id"]);
    let rich = told(&["ada", "--basket", "500.00"]);
    assert_eq!((&rich["basket"]["earns"], &rich["basket"]["tier"]), (&500.into(), &"symphonie".into()));
    assert_eq!(rich["tier"], now["tier"], "asking changes nothing");
    for wrong in ["a lot", "-1"] {
        let output = house.preview(&["ada", "--basket", wrong]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().contains("--basket must"), "{wrong}");
    }
}

#[tokio::test]
async fn of_who_has_not_bought_nothing_is_reckoned() {
    let house = House::open().await;
    assert!(house.json("dan")["outlook"].is_null());
    let page = house.page(&["dan"]);
    assert!(page.contains("outlook         nothing to reckon from: there is no order yet"), "{page}");
    assert!(page.contains("stage           prospect\n"), "{page}");
}

#[tokio::test]
async fn nobody_is_called_surely_there_or_surely_gone() {
    let house = House::open().await;
    for customer in ["ada", "ben", "cleo"] {
        let chance = house.json(customer)["outlook"]["still_with_us"].as_f64().unwrap();
        assert!(0.0 < chance && chance < 1.0, "{customer}: {chance}");
        let page = house.page(&[customer]).to_lowercase();
        assert!(!page.contains("surely") && !page.contains("100 %") && !page.contains("  0 %"), "{page}");
    }
}

#[tokio::test]
async fn the_changes_to_come_are_those_a_later_look_finds() {
    let house = House::open().await;
    let seen = house.json("ada");
    let next = seen["relationship"]["next"].as_array().unwrap();
    assert!(next.len() >= 2, "{next:?}");
    for change in next {
        let noon = format!("{}T16:00:00Z", change["on"].as_str().unwrap());
        let output = Command::new(env!("CARGO_BIN_EXE_constance"))
            .args(["preview", "ada", "--json", "--program", PROGRAM, "--at", &noon, "--database"])
            .arg(house.database())
            .output();
        let then: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
        assert_eq!(then["relationship"]["stage"], change["stage"], "{noon}");
        assert_eq!(then["relationship"]["since"], change["on"], "{noon}");
    }
}

#[tokio::test]
async fn what_cannot_be_seen_is_said_in_one_line() {
    let house = House::open().await;
    for (args, said) in [
        (&["eve"][..], "error: nothing is known of customer `eve` of brand `maison`"),
        (
            &["ada", "--placement", "cellar"],
            "error: --placement must be one of the program's: account, home, product",
        ),
        (&["ada", "--surface", "radio"], "must be one of `web`"),
        (&[""], "must not be empty"),
    ] {
        let output = house.preview(args);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(said) && output.stdout.is_empty(), "{error}");
    }
}

#[test]
fn a_database_is_not_made_by_looking() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere.sqlite");
    let output = preview(&nowhere, &["ada"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: cannot read "), "it is said");
    assert!(!nowhere.exists());
}
