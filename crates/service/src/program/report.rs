//! Faults and programs, as text for people and as JSON for machines.

use std::fmt::Write;

use domain::id::{Locale, TierId};
use domain::lifecycle::{STAGES, Stage};
use domain::offer::{Audience, Offer};
use domain::program::Program;
use serde_json::{Value, json};

use super::reach::{self, Reach};
use super::{Fault, language, write};

/// Every fault with its place, its line and a caret below it, and how many there are.
#[must_use]
pub fn faults(file: &str, text: &str, faults: &[Fault]) -> String {
    let mut out = String::new();
    for Fault { line, column, width, wrong, instead } in faults {
        let (source, caret) = excerpt(text, *line, *column, *width);
        let gutter = " ".repeat(line.to_string().len());
        let _ = writeln!(out, "{file}:{line}:{column}: {wrong}");
        let _ = writeln!(out, "{gutter} |\n{line} | {source}\n{gutter} | {caret}");
        let _ = writeln!(out, "    help: {instead}\n");
    }
    let _ = match faults.len() {
        1 => writeln!(out, "1 fault in {file}"),
        count => writeln!(out, "{count} faults in {file}"),
    };
    out
}

/// Every fault in a line of its own: its place, what is wrong, what to write instead.
#[must_use]
pub fn lines(file: &str, faults: &[Fault]) -> Vec<String> {
    let line = |Fault { line, column, wrong, instead, .. }: &Fault| {
        format!("{file}:{line}:{column}: {wrong}; {instead}")
    };
    faults.iter().map(line).collect()
}

/// The same as JSON: `{"ok": false, "faults": [{"file", "line", "column", "wrong", "instead"}]}`.
#[must_use]
pub fn faults_json(file: &str, faults: &[Fault]) -> Value {
    let fault = |fault: &Fault| json!({ "file": file, "line": fault.line, "column": fault.column, "wrong": fault.wrong, "instead": fault.instead });
    json!({ "ok": false, "faults": faults.iter().map(fault).collect::<Vec<_>>() })
}

/// What a sound program says: brand, tiers, places, and whom each offer can reach.
#[must_use]
pub fn summary(file: &str, program: &Program) -> String {
    let mut out = String::new();
    let languages: Vec<String> =
        program.locales.iter().map(|locale| language::name(locale.as_str()).unwrap_or_default()).collect();
    let first = program.locales.first();
    let name = |tier: &domain::tier::Tier| {
        first.and_then(|locale| tier.name.get(locale).cloned()).unwrap_or_default()
    };
    let tiers: Vec<String> =
        program.ladder.tiers().iter().map(|tier| format!("{} from {}", name(tier), tier.from)).collect();
    let places: Vec<String> =
        program.placements.iter().map(|(place, room)| format!("{place} {room}")).collect();
    let (currency, zone) = (program.points.currency(), program.zone.0.iana_name().unwrap_or("UTC"));
    let _ = writeln!(out, "{file} is sound.\n");
    let _ = writeln!(out, "brand       {} ({}), {currency}, {zone}", program.name, program.brand);
    let _ = writeln!(out, "languages   {}", languages.join(", "));
    let _ = writeln!(out, "tiers       {}", tiers.join(", "));
    let _ = writeln!(out, "placements  {}", places.join(", "));
    let _ = writeln!(out, "offers      {}\n", program.offers.len());
    table(&mut out, program);
    out
}

/// Whom each offer is for, in the words of a program file.
#[must_use]
pub fn rules(program: &Program) -> String {
    let mut out = "\nwhom it is for\n".to_owned();
    for offer in program.offers.iter() {
        let _ = writeln!(out, "{}: {}", offer.id, rule(offer));
    }
    out
}

fn rule(offer: &Offer) -> String {
    match &offer.audience {
        Audience::Everyone => "everyone".to_owned(),
        Audience::Customers(condition) => write::rule(condition),
    }
}

/// The same as JSON.
#[must_use]
pub fn summary_json(program: &Program) -> Value {
    let rules = program.offers.iter().map(rule);
    let offers: Vec<Value> = reaches(program)
        .zip(rules)
        .map(|((id, Reach { public, stages, tiers }), rule)| {
            let stages: Vec<&str> = stages.into_iter().map(Stage::name).collect();
            let tiers: Vec<&str> = tiers.iter().map(TierId::as_str).collect();
            json!({ "id": id, "everyone": public, "stages": stages, "tiers": tiers, "for": rule })
        })
        .collect();
    json!({
        "ok": true,
        "brand": program.brand.as_str(),
        "name": program.name,
        "locales": program.locales.iter().map(Locale::as_str).collect::<Vec<_>>(),
        "tiers": program.ladder.tiers().iter().map(|tier| tier.id.as_str()).collect::<Vec<_>>(),
        "offers": offers,
    })
}

fn table(out: &mut String, program: &Program) {
    let all: Vec<(&str, Reach)> = reaches(program).collect();
    let wide = all.iter().map(|(id, _)| id.len()).max().unwrap_or(0).max("who it can reach".len());
    let heads = STAGES.map(Stage::name);
    let _ = writeln!(out, "{:wide$}  {}  tiers", "who it can reach", heads.join("  "));
    for (id, reach) in &all {
        let marks = STAGES.map(|stage| {
            let mark = if reach.stages.contains(&stage) { "x" } else { "-" };
            format!("{mark:^width$}", width = stage.name().len())
        });
        let tiers: Vec<&str> = reach.tiers.iter().map(TierId::as_str).collect();
        let tiers = match tiers.len() == program.ladder.tiers().len() {
            true if reach.public => "all, and visitors".to_owned(),
            true => "all".to_owned(),
            false => tiers.join(", "),
        };
        let _ = writeln!(out, "{id:wide$}  {}  {tiers}", marks.join("  "));
    }
    let counts = STAGES.map(|stage| {
        let count = all.iter().filter(|(_, reach)| reach.stages.contains(&stage)).count();
        format!("{count:^width$}", width = stage.name().len())
    });
    let _ = writeln!(out, "{:wide$}  {}", "offers in all", counts.join("  ").trim_end());
}

fn reaches(program: &Program) -> impl Iterator<Item = (&str, Reach)> {
    program.offers.iter().map(|offer| (offer.id.as_str(), reach::of(program, offer)))
}

/// The longest line that is shown whole, in characters.
const WIDEST: usize = 100;

/// A line and the caret for below it. Of a long line only the part around the caret.
fn excerpt(text: &str, line: usize, column: usize, width: usize) -> (String, String) {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let source: Vec<char> =
        text.lines().nth(line.saturating_sub(1)).unwrap_or("").chars().map(printable).collect();
    let at = column.saturating_sub(1);
    let from = if source.len() > WIDEST && at > WIDEST / 2 { at - WIDEST / 4 } else { 0 };
    let shown: String = source.iter().skip(from).take(WIDEST).collect();
    let (before, after) =
        (if from > 0 { "…" } else { "" }, if source.len() > from + WIDEST { "…" } else { "" });
    let indent = " ".repeat(at - from + before.chars().count());
    let carets = "^".repeat(width.min(WIDEST.saturating_sub(at - from)).max(1));
    (format!("{before}{shown}{after}").trim_end().to_owned(), format!("{indent}{carets}"))
}
