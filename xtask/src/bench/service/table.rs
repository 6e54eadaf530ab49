//! What is printed: what was measured, beside what was promised, and as a share of what a service bears that only
//! answers.

use serde_json::Value;

/// What was measured.
pub(super) struct Row<'a> {
    pub(super) name: &'a str,
    /// `p99 5 ms`, `20,000/s`, or nothing.
    pub(super) promise: &'a str,
    pub(super) done: &'a Value,
    /// The same load on a service that only answers.
    pub(super) echo: Option<&'a Value>,
}

pub(super) fn head() {
    let [nothing, rate, p50, p99, p999, promised] = ["", "rate", "p50 ms", "p99 ms", "p99.9", "promised"];
    println!(
        "\n{nothing:<56} {rate:>9} {p50:>8} {p99:>8} {p999:>8}  {promised:<20} echo: rate, p99; share of its rate, times its p99"
    );
}

pub(super) fn row(row: &Row<'_>) {
    let Row { name, promise, done, echo } = row;
    let kept = match (promised(promise), figure(done, "rate"), figure(done, "p99")) {
        (None, ..) => "",
        (Some(Promise::Rate(least)), rate, _) if rate >= least => "kept",
        (Some(Promise::Time(most)), _, p99) if p99 <= most => "kept",
        (Some(_), ..) => "NOT KEPT",
    };
    let beside = echo.map(|echo| {
        let ratio = |name| figure(done, name) / figure(echo, name);
        let (rate, p99) = (figure(echo, "rate"), figure(echo, "p99"));
        format!("{rate:.0}/s, {p99:.1} ms; {:.2}, {:.1}", ratio("rate"), ratio("p99"))
    });
    let failed = match (figure(done, "failed"), figure(done, "busy")) {
        (0.0, _) => String::new(),
        (failed, busy) => format!("  NOT ANSWERED WELL: {failed}, of them told to come again: {busy}"),
    };
    println!(
        "  {name:<54} {:>9.0} {:>8.1} {:>8.1} {:>8.1}  {promise:<11} {kept:<8} {}{failed}",
        figure(done, "rate"),
        figure(done, "p50"),
        figure(done, "p99"),
        figure(done, "p999"),
        beside.unwrap_or_default()
    );
}

pub(super) fn line(name: &str, value: &str) {
    println!("  {name:<54} {value}");
}

/// How an experience grows with the customers there are.
pub(super) fn growth(asked: &[(u64, Value)]) {
    let [(few, first), .., (many, last)] = asked else { return };
    let times = |name| figure(last, name) / figure(first, name);
    println!();
    let grown = format!("p50 times {:.2}, p99 times {:.2}", times("p50"), times("p99"));
    line(&format!("experience, 2,000/s, from {few} to {many} customers"), &grown);
}

enum Promise {
    /// At least so many a second.
    Rate(f64),
    /// At most so many milliseconds for 99 of 100.
    Time(f64),
}

fn promised(text: &str) -> Option<Promise> {
    let number = |text: &str| text.replace(',', "").parse().ok();
    match (text.strip_suffix("/s"), text.strip_prefix("p99 ").and_then(|time| time.strip_suffix(" ms"))) {
        (Some(rate), _) => number(rate).map(Promise::Rate),
        (_, Some(time)) => number(time).map(Promise::Time),
        _ => None,
    }
}

fn figure(of: &Value, name: &str) -> f64 {
    of[name].as_f64().unwrap_or(f64::NAN)
}
