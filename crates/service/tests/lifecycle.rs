//! Files of purchases, through the library and through the command.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fmt::Write;
use std::process::{Command, Output};

use domain::forecast::fit::{FitError, Source};
use domain::forecast::model::Model;
use domain::lifecycle::Stage;
use domain::lifecycle::preset::Preset;
use domain::time::{Date, Zone};
use serde_json::Value;
use service::import::{ImportError, Names};
use service::lifecycle::LifecycleError;
use service::lifecycle::estimates::Estimates;
use service::lifecycle::holdout::Holdout;
use service::lifecycle::picture;
use service::lifecycle::purchases::{Options, Purchases, read};
use service::lifecycle::scores::scores;
use service::program;

const COHORT: &str = include_str!("../../demo/data/cdnow_transactions.csv");
const PROGRAM: &str = include_str!("program/good.toml");
const MAISON: &str = include_str!("../../demo/maison/program.toml");
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/data/cdnow_transactions.csv");

fn options(count_nothing: bool) -> Options {
    let columns = Names {
        customer: "customer_id".to_owned(),
        date: "date".to_owned(),
        amount: "amount".to_owned(),
        ..Names::default()
    };
    Options { columns, delimiter: b',', zone: Zone::utc(), count_nothing }
}

fn purchases(file: &str) -> Result<Purchases, LifecycleError> {
    read(file.as_bytes(), &options(false), &mut |_| {})
}

fn rows(rows: impl IntoIterator<Item = String>) -> String {
    std::iter::once("customer_id,date,amount".to_owned()).chain(rows).collect::<Vec<_>>().join("\n")
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn cohort() -> (Purchases, Estimates) {
    let purchases = read(COHORT.as_bytes(), &options(true), &mut |_| {}).unwrap();
    let estimates = Estimates::of(&purchases, day("1997-09-30"), Model::BgNbd).unwrap();
    (purchases, estimates)
}

#[test]
fn a_published_cohort_has_the_published_parameters() {
    // Fader, Hardie and Lee 2005 and note 025, to the digits that lifetimes finds with exact weeks.
    let (purchases, estimates) = cohort();
    assert_eq!((purchases.rows, purchases.nothing, purchases.last), (6_919, 8, day("1998-06-30")));
    assert_eq!((estimates.customers, estimates.repeaters), (2_357, 946));
    let Source::Fitted(buying) = estimates.buying else { panic!("there are enough customers") };
    let Source::Fitted(spending) = estimates.spending else { panic!("there are enough who came back") };
    assert!((buying.log_likelihood - -9_582.429207).abs() < 1e-5);
    assert!((spending.log_likelihood - -4_055.917695).abs() < 1e-5);
    assert!((buying.estimate.parameters().r - 0.2425945).abs() < 1e-5);
}

#[test]
fn orders_of_nothing_are_no_purchases_unless_they_are_asked_for() {
    let purchases = purchases(COHORT).unwrap();
    let estimates = Estimates::of(&purchases, day("1997-09-30"), Model::MbgNbd).unwrap();
    assert_eq!(estimates.customers, 2_349);
    let prospects: Vec<_> = scores(&purchases, &estimates, 52.0, Preset::Standard)
        .filter(|score| score.stage == Stage::Prospect)
        .collect();
    assert_eq!(prospects.len(), 8);
    assert!(prospects.iter().all(|score| score.forecast.is_none()));
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    let (header, told) = COHORT.split_once('\n').unwrap();
    let backwards: Vec<&str> = told.lines().rev().collect();
    let turned = purchases(&format!("{header}\n{}", backwards.join("\n"))).unwrap();
    let straight = purchases(COHORT).unwrap();
    let estimate = |purchases| Estimates::of(purchases, day("1998-06-30"), Model::MbgNbd).unwrap();
    assert_eq!(estimate(&turned), estimate(&straight));
    let sorted = |mut purchases: Purchases| {
        purchases.buyers.sort_by(|a, b| a.name.cmp(&b.name));
        purchases
    };
    assert_eq!(sorted(turned), sorted(straight));
}

#[test]
fn a_row_that_is_not_as_it_should_be_is_named() {
    for (row, said) in [
        ("ada,1998-03-01,NaN", "line 3: amount `NaN`: must be a plain decimal number, such as 12.50"),
        ("ada,1998-03-01,inf", "line 3: amount `inf`: must be a plain decimal number, such as 12.50"),
        ("ada,1998-03-01,1e3", "line 3: amount `1e3`: must be a plain decimal number, such as 12.50"),
        ("ada,1998-03-01,", "line 3: amount ``: must be a plain decimal number, such as 12.50"),
        (
            "ada,1998-03-01,-4",
            "line 3: amount `-4`: must not be negative: take what was given back off its order",
        ),
        (
            "ada,1998-03-01,92233720368547758.08",
            "line 3: amount `92233720368547758.08`: must fit into 64 bits of minor units",
        ),
        (
            "ada,1998-03-01,92233720368547758080.001",
            "line 3: amount `92233720368547758080.001`: must fit into 64 bits of minor units",
        ),
        (
            "ada,1998-02-30,4",
            "line 3: date `1998-02-30`: must be a day such as 2026-03-01, or an instant such as 2026-03-01T09:30:00Z",
        ),
        (",1998-03-01,4", "line 3: customer_id ``: must not be empty"),
        ("ada,1998-03-01", "line 3: 2 fields: must have 3 fields, as the first line has"),
    ] {
        let file = rows(["bea,1998-01-01,5".to_owned(), row.to_owned()]);
        assert_eq!(purchases(&file).unwrap_err().to_string(), said);
    }
    // As a spreadsheet or another tool writes them, exactly.
    let precise = purchases(&rows(["ada,1998-03-01,29.330000000000002".to_owned()])).unwrap();
    assert_eq!(precise.buyers[0].days, [(day("1998-03-01"), 29.330000000000002)]);
}

#[test]
fn a_file_without_purchases_is_said_to_be_one() {
    assert!(matches!(purchases(""), Err(LifecycleError::File(ImportError::Empty))));
    assert!(matches!(purchases("customer_id,date,amount\n"), Err(LifecycleError::NoRows)));
    let wrong = purchases("id,date,amount\n");
    assert!(matches!(
        wrong,
        Err(LifecycleError::File(ImportError::NoColumn { flag: "--customer-column", .. }))
    ));
    let free = purchases(&rows(["ada,1998-03-01,0".to_owned()])).unwrap();
    let error = Estimates::of(&free, day("1998-03-01"), Model::MbgNbd).unwrap_err();
    assert_eq!(error.to_string(), "has no purchase until 1998-03-01");
}

#[test]
fn a_single_customer_is_scored_by_what_was_published() {
    let file = rows(["ada,1998-03-01,10".to_owned(), "ada,1998-03-15,30".to_owned()]);
    let purchases = purchases(&file).unwrap();
    let estimates = Estimates::of(&purchases, day("1998-04-05"), Model::MbgNbd).unwrap();
    assert_eq!(estimates.buying, Source::Published(Model::MbgNbd.published()));
    let score = scores(&purchases, &estimates, 52.0, Preset::Standard).next().unwrap();
    let forecast = score.forecast.unwrap();
    assert_eq!(
        (forecast.history.frequency(), forecast.history.recency(), forecast.history.age()),
        (1, 2.0, 5.0)
    );
    // The published shape is scaled to the one repeat purchase there is, so both means are 30.
    assert!((forecast.expected_value / forecast.expected_purchases - 30.0).abs() < 1e-9);
    assert_eq!(score.stage, Stage::Active);
}

#[test]
fn nothing_is_learnt_where_nobody_came_back() {
    let once = rows((0..250).map(|n| format!("c-{n},1998-{:02}-{:02},10", n % 6 + 1, n % 28 + 1)));
    let error = Estimates::of(&purchases(&once).unwrap(), day("1998-12-31"), Model::MbgNbd).unwrap_err();
    assert!(matches!(error, LifecycleError::Fit(FitError::NobodyCameBack)));
}

#[test]
fn a_few_who_all_bought_once_are_scored_by_what_was_published_and_none_is_surely_there() {
    let once = rows((0..9).map(|n| format!("c-{n},1998-0{}-01,10", n + 1)));
    let purchases = purchases(&once).unwrap();
    let estimates = Estimates::of(&purchases, day("1998-12-31"), Model::MbgNbd).unwrap();
    assert_eq!(estimates.buying, Source::Published(Model::MbgNbd.published()));
    let scored: Vec<_> = scores(&purchases, &estimates, 52.0, Preset::Standard).collect();
    assert_eq!(scored.len(), 9);
    for score in scored {
        let forecast = score.forecast.unwrap();
        assert!(forecast.p_alive.is_some_and(|chance| chance > 0.0 && chance < 1.0), "{}", score.customer);
        assert!(
            forecast.expected_purchases > 0.0 && forecast.expected_value.is_finite(),
            "{}",
            score.customer
        );
    }
}

#[test]
fn a_million_orders_by_one_customer_are_so_many_days() {
    let mut file = rows([]);
    for order in 0..1_000_000 {
        let _ = write!(file, "\nada,{:04}-{:02}-{:02},1", 1990 + order % 30, order % 12 + 1, order % 28 + 1);
    }
    let purchases = purchases(&file).unwrap();
    let [buyer] = &purchases.buyers[..] else { panic!("one customer") };
    let paid: f64 = buyer.days.iter().map(|(_, paid)| paid).sum();
    assert_eq!((purchases.rows, buyer.days.len(), paid), (1_000_000, 420, 1e6));
    let estimates = Estimates::of(&purchases, purchases.last, Model::MbgNbd).unwrap();
    let forecast = scores(&purchases, &estimates, 52.0, Preset::Standard).next().unwrap().forecast.unwrap();
    assert!(forecast.expected_value.is_finite() && forecast.p_alive.unwrap() <= 1.0);
}

#[test]
fn where_everybody_pays_the_same_the_value_is_that() {
    let same = COHORT.lines().skip(1).map(|row| {
        let fields: Vec<&str> = row.split(',').collect();
        format!("{},{},9.99", fields[0], fields[1])
    });
    // One a day, or a day with two would be worth more.
    let mut same: Vec<String> = same.collect();
    same.dedup();
    let purchases = purchases(&rows(same)).unwrap();
    let estimates = Estimates::of(&purchases, day("1998-06-30"), Model::MbgNbd).unwrap();
    for score in scores(&purchases, &estimates, 52.0, Preset::Standard) {
        let forecast = score.forecast.unwrap();
        let each = forecast.expected_value / forecast.expected_purchases;
        assert!((each / 9.99 - 1.0).abs() < 1e-2, "{each}");
    }
}

#[test]
fn nobody_who_bought_once_is_called_surely_there() {
    let (purchases, bg) = cohort();
    let mbg = Estimates::of(&purchases, bg.until, Model::MbgNbd).unwrap();
    for (estimates, says) in [(&bg, false), (&mbg, true)] {
        let all = scores(&purchases, estimates, 39.0, Preset::Standard).filter_map(|score| score.forecast);
        let once: Vec<_> = all.filter(|forecast| forecast.history.frequency() == 0).collect();
        assert_eq!(once.len(), 1_411);
        assert!(once.iter().all(|forecast| forecast.p_alive.is_some() == says));
        assert!(once.iter().all(|forecast| forecast.p_alive.is_none_or(|chance| chance < 0.7)));
    }
}

#[test]
fn the_picture_tells_the_table_in_words_too() {
    let (purchases, estimates) = cohort();
    let holdout = Holdout::of(&purchases, &estimates, day("1998-06-30"));
    assert_eq!((holdout.weeks, holdout.actual, holdout.bands.len()), (39.0, 1_882, 8));
    let svg = picture::draw(&holdout, "BG/NBD");
    for said in [
        "role=\"img\" aria-labelledby=\"title description\"",
        "<title id=\"title\">Purchases foretold and purchases made</title>",
        "0 repeat purchases, 1411 customers: 0.24 made, 0.23 foretold",
        "7+ repeat purchases, 64 customers: 6.36 made, 6.16 foretold",
        "All together: 1882 made, 1653 foretold",
        "prefers-color-scheme:dark",
    ] {
        assert!(svg.contains(said), "{said} is not in {svg}");
    }
    assert_eq!(svg.matches("class=\"bar\"").count(), 1 + 8);
    assert_eq!(svg.matches("<circle").count(), 1 + 8);
}

fn constance(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_constance")).arg("lifecycle").args(args).output().unwrap()
}

#[test]
fn the_command_fits_scores_and_reports() {
    let fit =
        constance(&["fit", FILE, "--until", "1997-09-30", "--model", "bg-nbd", "--count-nothing", "--json"]);
    let fit: Value = serde_json::from_slice(&fit.stdout).unwrap();
    assert_eq!((&fit["customers"], &fit["buying"]["fitted"]), (&2_357.into(), &true.into()));
    assert!((fit["buying"]["log_likelihood"].as_f64().unwrap() - -9_582.429207).abs() < 1e-5);
    assert!((fit["buying"]["parameters"][3]["standard_error"].as_f64().unwrap() - 0.7054).abs() < 1e-3);

    let folder = tempfile::tempdir().unwrap();
    let (out, svg) = (folder.path().join("scores.csv"), folder.path().join("report.svg"));
    let scored = constance(&["score", FILE, "--stages", "emarsys", "--out", out.to_str().unwrap()]);
    assert!(scored.status.success() && scored.stdout.is_empty());
    let scores = std::fs::read_to_string(out).unwrap();
    let first: Vec<&str> = scores.lines().take(2).collect();
    assert_eq!(first[0], "customer,frequency,recency,age,p_alive,expected_purchases,expected_value,stage");
    assert!(
        first[1].starts_with("1,3,49.285714285714285,77.85714285714286,0.6")
            && first[1].ends_with(",defecting")
    );
    assert_eq!(scores.lines().count(), 1 + 2_357);

    let report = constance(&["report", FILE, "--until", "1997-09-30", "--svg", svg.to_str().unwrap()]);
    let report = String::from_utf8(report.stdout).unwrap();
    assert!(report.contains("Purchases in all: 1,882 made"), "{report}");
    assert!(std::fs::read_to_string(svg).unwrap().starts_with("<svg"));
}

#[test]
fn a_program_file_takes_the_section_that_fit_prints_and_means_the_same_by_it() {
    let fit = String::from_utf8(constance(&["fit", FILE]).stdout).unwrap();
    let (_, section) = fit.split_once("For the program file:\n").unwrap();
    let (section, _) = section.split_once("\n\n").unwrap();
    let fitted = Estimates::of(&purchases(COHORT).unwrap(), day("1998-06-30"), Model::MbgNbd).unwrap();
    let same = |read: &[f64], fitted: &[f64]| {
        // As many digits as are printed.
        read.len() == fitted.len() && read.iter().zip(fitted).all(|(a, b)| (a - b).abs() <= 0.5e-6 + 1e-12)
    };
    // The second is what the shop of the demo says it took from there.
    for text in [format!("{PROGRAM}\n{section}\n"), MAISON.to_owned()] {
        let outlook = program::read(&text).unwrap().outlook;
        assert!(same(
            &outlook.buying.parameters().to_array(),
            &fitted.buying.estimate().parameters().to_array()
        ));
        assert!(same(&outlook.spending.unwrap().to_array(), &fitted.spending.estimate().to_array()));
    }
}

#[test]
fn the_command_says_what_is_wrong_in_one_line() {
    for (args, said) in [
        (&["fit", FILE, "--until", "1996-01-01"][..], "has no purchase until 1996-01-01"),
        (&["fit", FILE, "--amount-column", "paid"], "has no column `paid`"),
        (&["fit", "nowhere.csv"], "cannot read nowhere.csv"),
        (&["report", FILE, "--until", "1998-06-30"], "--until must be before 1998-06-30"),
        (&["score", FILE, "--horizon-weeks", "NaN"], "must be a number above 0 and at most 1040"),
        (&["fit", FILE, "--model", "pareto"], "must be `mbg-nbd` or `bg-nbd`"),
    ] {
        let output = constance(args);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(said), "{error}");
    }
}
