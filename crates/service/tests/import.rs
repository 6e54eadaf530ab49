//! Histories from files, through the library and through the command.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};

use csv::ByteRecord;
use domain::event::{Event, Fact};
use domain::id::CustomerId;
use domain::program::Program;
use domain::time::Timestamp;
use expect_test::{Expect, expect};
use service::import::{ImportError, Names, Options, Reject, Rejects, Summary, Watch, import};
use service::store::Log;
use service::store::sqlite::Sqlite;

#[path = "import/table.rs"]
mod table; // what a row may say beside who, when and how much
#[path = "import/messages.rs"]
mod messages; // one a line

const COHORT: &str = include_str!("../../demo/data/cdnow_transactions.csv");
const PROGRAM: &str = include_str!("../../demo/maison/program.toml");

#[tokio::test]
async fn a_real_cohort_comes_in_whole_and_only_once() {
    let shop = Shop::new();
    let first = shop.import(COHORT, &options()).await.unwrap();
    let whole = Summary {
        rows: 6_919,
        new: 6_919,
        known: 0,
        rejected: 0,
        customers: 2_357,
        from: Some("1997-01-01".to_owned()),
        to: Some("1998-06-30".to_owned()),
    };
    assert_eq!(first, whole);
    let before = shop.everything().await;
    assert_eq!(before.iter().map(|event| total(event).0).sum::<i64>(), 24_409_194, "cents");

    let again = shop.import(COHORT, &options()).await.unwrap();
    assert_eq!(again, Summary { new: 0, known: 6_919, ..whole.clone() });
    // The same rows in another order are the same rows.
    let (header, rows) = COHORT.split_once('\n').unwrap();
    let backwards: Vec<&str> = rows.lines().rev().collect();
    let turned = shop.import(&format!("{header}\n{}\n", backwards.join("\n")), &options()).await.unwrap();
    assert_eq!(turned, Summary { new: 0, known: 6_919, ..whole });
    assert_eq!(shop.everything().await, before);
}

#[tokio::test]
async fn equal_rows_are_orders_of_their_own_and_so_are_equal_rows_of_another_source() {
    let shop = Shop::new();
    let file = "customer_id,date,amount\nada,1998-03-01,5\nada,1998-03-01,5\nada,1998-03-01,5\n";
    assert_eq!(shop.import(file, &options()).await.unwrap().new, 3);
    assert_eq!(shop.import(file, &options()).await.unwrap().new, 0);
    let longer = format!("{file}ada,1998-03-01,5\n");
    assert_eq!(shop.import(&longer, &options()).await.unwrap().new, 1, "one more was added");
    let till = Options { source: "till".to_owned(), ..options() };
    assert_eq!(shop.import(file, &till).await.unwrap().new, 3);
    assert_eq!(shop.history("ada").await.len(), 7);
}

#[tokio::test]
async fn bad_rows_are_left_with_what_is_wrong_and_the_good_ones_taken() {
    let shop = Shop::new();
    let mut file = b"customer_id,date,quantity,amount\n".to_vec();
    for row in [
        &b"ada,1998-03-01,1,12.50"[..],
        b"ada,1998-02-30,1,12.50",
        b"ada,01/03/1998,1,12.50",
        b"ada,,1,12.50",
        b"ada,2999-01-01,1,12.50",
        b",1998-03-02,1,12.50",
        b"ada,1998-03-03,1,\"12,50\"",
        b"ada,1998-03-03,1,NaN",
        b"ada,1998-03-03,1,1e3",
        b"ada,1998-03-03,1,-4",
        b"ada,1998-03-03,1,4.005",
        b"ada,1998-03-03,1,",
        b"ada,1998-03-03,1",
        b"ada,1998-03-03,1,5,6",
        b"",
        b"\"ada\nb\",1998-03-03,1,5",
        b"ad\xe9,1998-03-03,1,5",
        b"ada,1998-03-03,1,inf",
        b"ada,1998-03-03,1,-inf",
        b"ada,1998-03-03,1,92233720368547758.08",
        b" bea , 1998-03-04 ,1, 0.00 ",
    ] {
        file.extend_from_slice(row);
        file.push(b'\n');
    }
    let (summary, rejects) = shop.import_and_reject(&file, &options()).await.unwrap();
    assert_eq!((summary.rows, summary.new, summary.rejected, summary.customers), (20, 2, 18, 2));
    assert_eq!((summary.from.as_deref(), summary.to.as_deref()), (Some("1998-03-01"), Some("1998-03-04")));
    assert_eq!(total(&shop.history("bea").await[0]), (0, "USD"), "nothing was paid, and that is no mistake");
    expect![[r#"
        line,column,value,rule,customer_id,date,quantity,amount
        3,date,1998-02-30,"must be a day such as 2026-03-01, or an instant such as 2026-03-01T09:30:00Z",ada,1998-02-30,1,12.50
        4,date,01/03/1998,"must be a day such as 2026-03-01, or an instant such as 2026-03-01T09:30:00Z",ada,01/03/1998,1,12.50
        5,date,,"must be a day such as 2026-03-01, or an instant such as 2026-03-01T09:30:00Z",ada,,1,12.50
        6,date,2999-01-01,must not be more than 24 hours ahead of the service's clock,ada,2999-01-01,1,12.50
        7,customer_id,,must not be empty,,1998-03-02,1,12.50
        8,amount,"12,50","must be a plain decimal number, such as 12.50",ada,1998-03-03,1,"12,50"
        9,amount,NaN,"must be a plain decimal number, such as 12.50",ada,1998-03-03,1,NaN
        10,amount,1e3,"must be a plain decimal number, such as 12.50",ada,1998-03-03,1,1e3
        11,amount,-4,must not be negative; money given back is an `Order Refunded`,ada,1998-03-03,1,-4
        12,amount,4.005,must have at most 2 digits after the point in this currency,ada,1998-03-03,1,4.005
        13,amount,,"must be a plain decimal number, such as 12.50",ada,1998-03-03,1,
        14,,3 fields,"must have 4 fields, as the first line has",ada,1998-03-03,1
        15,,5 fields,"must have 4 fields, as the first line has",ada,1998-03-03,1,5,6
        17,customer_id,"ada
        b",must not contain control characters,"ada
        b",1998-03-03,1,5
        19,customer_id,ad�,must be text in UTF-8,ad�,1998-03-03,1,5
        20,amount,inf,"must be a plain decimal number, such as 12.50",ada,1998-03-03,1,inf
        21,amount,-inf,"must be a plain decimal number, such as 12.50",ada,1998-03-03,1,-inf
        22,amount,92233720368547758.08,must fit into 64 bits of minor units,ada,1998-03-03,1,92233720368547758.08
    "#]].assert_eq(&String::from_utf8_lossy(&rejects));

    // Put right, the rejected rows can be imported as they are: the columns before them do not matter.
    let rejects = String::from_utf8_lossy(&rejects).replace("1998-02-30", "1998-02-28");
    let mended: Vec<&str> = rejects.lines().take(2).collect();
    assert_eq!(shop.import(&mended.join("\n"), &options()).await.unwrap().new, 1);
}

#[tokio::test]
async fn a_row_is_on_the_line_that_an_editor_shows() {
    let rows = [
        "\u{feff}customer_id,date,amount",
        "ada,x,1",
        "",
        "\"ada",
        "b\",x,1",
        "",
        "",
        "ada,1998-03-01,1",
        "ada,x,1",
    ];
    for end_of_line in ["\n", "\r\n"] {
        for end_of_file in ["", end_of_line] {
            let file = rows.join(end_of_line) + end_of_file;
            let (_, rejects) = Shop::new().import_and_reject(file.as_bytes(), &options()).await.unwrap();
            let rejects =
                csv::Reader::from_reader(&*rejects).into_records().map(|row| row.unwrap()[0].to_owned());
            assert_eq!(rejects.collect::<Vec<_>>(), ["2", "4", "9"], "{file:?}");
        }
    }
}

#[tokio::test]
async fn a_day_is_noon_in_the_zone_of_the_program() {
    let shop = Shop::new();
    let file = "customer_id,date,amount\n\
        ada,1998-01-15,1\nada,1998-07-01,1\nada,1998-01-15 23:30,1\nada,1998-01-15T23:30:00Z,1\nada,1998-01-15T23:30:00+09:00,1\n";
    shop.import(file, &options()).await.unwrap();
    let mut at: Vec<String> = shop.history("ada").await.iter().map(|event| event.at.to_string()).collect();
    at.sort();
    expect![[r#"
        1998-01-15T14:30:00Z
        1998-01-15T17:00:00Z
        1998-01-15T23:30:00Z
        1998-01-16T04:30:00Z"#]]
    .assert_eq(&at.join("\n"));
}

#[tokio::test]
async fn columns_currency_and_delimiter_can_be_chosen() {
    let shop = Shop::new();
    let names = Names {
        customer: "client".into(),
        date: "jour".into(),
        amount: "somme".into(),
        order: Some("no".into()),
        ..Names::default()
    };
    let euro = domain::money::Currency::new("EUR").unwrap();
    let options = Options { columns: names, currency: Some(euro), delimiter: b';', ..options() };
    shop.import("no;somme;jour;client\nA-1;12.5;1998-03-01;ada\n", &options).await.unwrap();
    let history = shop.history("ada").await;
    assert_eq!(total(&history[0]), (1250, "EUR"));
    let Fact::OrderCompleted { order, .. } = &history[0].fact else { panic!("no order") };
    assert_eq!(order.as_str(), "A-1");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_as_one_is_refused_as_a_whole() {
    let shop = Shop::new();
    let check = async |file: &str, expected: Expect| {
        let error = shop.import(file, &options()).await.unwrap_err();
        expected.assert_eq(&error.to_string());
    };
    check("", expect!["is empty: the first line must name the columns"]).await;
    check("customer,date,amount\nada,1998-03-01,5\n", expect!["has no column `customer_id`: its first line names `customer`, `date`, `amount`; choose one with --customer-column"]).await;
    check("customer_id;date;amount\nada;1998-03-01;5\n", expect!["has no column `customer_id`: its first line names `customer_id;date;amount`; choose one with --customer-column"]).await;
    assert_eq!(shop.everything().await, []);
}

#[test]
fn the_command_says_what_it_did_and_ends_well_when_some_rows_were_left() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("orders.csv");
    std::fs::write(&file, "customer_id,date,amount\nada,1998-03-01,5\nada,1998-03-01,five\n").unwrap();
    let output = command(folder.path(), &["orders.csv"]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).unwrap();
    let (head, tail) = (said.split_once(" in ").unwrap().0, said.split_once(" s, ").unwrap().1);
    expect![[r#"
        rows: 2, 1 new, 0 known, 1 rejected
        customers: 1, from 1998-03-01 to 1998-03-01
        rejected rows, with what is wrong with them: orders.rejects.csv
    "#]]
    .assert_eq(&format!("{head}, {tail}"));
    expect![[r#"
        line 3, amount `five`: must be a plain decimal number, such as 12.50
    "#]]
    .assert_eq(&String::from_utf8(output.stderr).unwrap());
    expect![[r#"
        line,column,value,rule,customer_id,date,amount
        3,amount,five,"must be a plain decimal number, such as 12.50",ada,1998-03-01,five
    "#]]
    .assert_eq(&std::fs::read_to_string(folder.path().join("orders.rejects.csv")).unwrap());

    let output = command(folder.path(), &["orders.csv", "--json", "--rejects", "left.csv"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["new"], &report["known"], &report["rejected"]), (&0.into(), &1.into(), &1.into()));
    assert_eq!(report["rejects"], "left.csv");
    assert!(report["seconds"].is_f64());
}

#[test]
fn the_command_fails_in_one_line_when_nothing_can_be_imported() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("orders.csv"), "customer,date,amount\nada,1998-03-01,5\n").unwrap();
    std::fs::write(folder.path().join("bad.csv"), "customer_id,date,amount\nada,1998-03-01,five\n").unwrap();
    let check = |args: &[&str], expected: Expect| {
        let output = command(folder.path(), args);
        assert_eq!(output.status.code(), Some(2));
        expected.assert_eq(&String::from_utf8(output.stderr).unwrap());
    };
    check(
        &["orders.csv"],
        expect![[r#"
        error: orders.csv has no column `customer_id`: its first line names `customer`, `date`, `amount`; choose one with --customer-column
    "#]],
    );
    check(
        &["nowhere.csv"],
        expect![[r#"
        error: cannot read nowhere.csv: No such file or directory (os error 2)
    "#]],
    );
    check(
        &["bad.csv"],
        expect![[r#"
        line 2, amount `five`: must be a plain decimal number, such as 12.50
        error: bad.csv has no row that could be imported; see what is wrong with the first ones above
    "#]],
    );
    check(
        &["bad.csv", "--rejects", "./bad.csv"],
        expect![[r#"
        error: --rejects must not be the file that is imported
    "#]],
    );
}

/// A store of its own, and the program of the demo brand: dollars, days of New York.
struct Shop {
    store: Sqlite,
    program: Program,
}

impl Shop {
    fn new() -> Self {
        Self { store: Sqlite::in_memory().unwrap(), program: service::program::read(PROGRAM).unwrap() }
    }

    async fn import(&self, file: &str, options: &Options) -> Result<Summary, ImportError> {
        self.import_and_reject(file.as_bytes(), options).await.map(|(summary, _)| summary)
    }

    async fn import_and_reject(
        &self,
        file: &[u8],
        options: &Options,
    ) -> Result<(Summary, Vec<u8>), ImportError> {
        let folder = tempfile::tempdir().unwrap();
        let mut watcher = Watcher(Rejects::to(&folder.path().join("rejects.csv"), options.delimiter));
        let now: Timestamp = "1998-06-30T09:00:00Z".parse().unwrap();
        let summary = import(&self.store, &self.program, file, options, now, &mut watcher).await?;
        let written = watcher.0.finish().unwrap();
        assert_eq!(written.is_some(), summary.rejected > 0, "a file of rejects only where there are any");
        Ok((summary, written.map(|path| std::fs::read(path).unwrap()).unwrap_or_default()))
    }

    async fn history(&self, customer: &str) -> Vec<Event> {
        self.store.history(&self.program.brand, &CustomerId::new(customer).unwrap()).await.unwrap()
    }

    async fn everything(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for customer in self.store.customers(&self.program.brand, None, usize::MAX).await.unwrap() {
            events.extend(self.history(customer.as_str()).await);
        }
        events
    }
}

struct Watcher(Rejects);

impl Watch for Watcher {
    fn read(&mut self, _: u64) {}

    fn rejected(&mut self, header: &ByteRecord, row: &ByteRecord, why: &Reject) -> std::io::Result<()> {
        self.0.write(header, row, why)
    }
}

fn options() -> Options {
    let columns = Names {
        customer: "customer_id".into(),
        date: "date".into(),
        amount: "amount".into(),
        ..Names::default()
    };
    Options { source: "file".to_owned(), columns, currency: None, delimiter: b',' }
}

fn total(event: &Event) -> (i64, &'static str) {
    match &event.fact {
        Fact::OrderCompleted { total, .. } => (total.minor, total.currency.code()),
        other => panic!("no order: {other:?}"),
    }
}

fn command(folder: &Path, args: &[&str]) -> Output {
    let program = folder.join("program.toml");
    std::fs::write(&program, PROGRAM).unwrap();
    Command::new(env!("CARGO_BIN_EXE_constance"))
        .current_dir(folder)
        .env_clear()
        .args(["import", "--program", "program.toml", "--database", "events.sqlite"])
        .args(args)
        .output()
        .unwrap()
}
