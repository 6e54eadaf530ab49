//! Words that may be written only where they belong.

use super::{settle, tree};

/// A word, where it may be written, and why nowhere else.
const TABLE: [(&str, &[&str], &str); 15] = [
    (
        "rusqlite",
        &["crates/service/src/store/"],
        "SQL is spoken in one place, so that a second store needs no change above",
    ),
    (
        "tokio_postgres",
        &["crates/service/src/store/"],
        "SQL is spoken in one place, so that another store needs no change above",
    ),
    ("axum", &HTTP, "HTTP ends where the handlers do"),
    ("StatusCode", &HTTP, "what went wrong becomes a status in one place"),
    ("SystemTime", &CLOCK, "the time is handed in"),
    ("Instant::now", &CLOCK, "the time is handed in"),
    ("Timestamp::now", &CLOCK, "the time is handed in"),
    ("Zoned::now", &CLOCK, "the time is handed in"),
    (
        "std::env",
        &["crates/service/src/main.rs", "crates/service/src/cli/", "crates/demo/src/main.rs"],
        "settings are read at the rim",
    ),
    ("getrandom", &["crates/service/src/keys/", "crates/service/src/error.rs"], "chance is handed in"),
    ("web_sys", &BROWSER, "views are rendered natively too"),
    ("js_sys", &BROWSER, "views are rendered natively too"),
    ("gloo", &BROWSER, "views are rendered natively too"),
    ("wasm_bindgen", &BROWSER, "views are rendered natively too"),
    (
        "Serialize",
        &SAID,
        "what is true is not what is said: only the wire, the disk and the page have a written form",
    ),
];

const BROWSER: [&str; 2] = ["src/browser.rs", "src/browser/"];
const CLOCK: [&str; 2] = ["crates/service/src/clock.rs", "crates/service/src/cli/"];
const HTTP: [&str; 8] = [
    "crates/service/src/http.rs",
    "crates/service/src/http/",
    "crates/service/src/error.rs",
    "crates/service/src/keys.rs",
    "crates/service/src/router.rs",
    "crates/service/src/serve.rs",
    "crates/demo/src/",
    "crates/service/src/app.rs",
];
const SAID: [&str; 10] = [
    "src/browser/",
    "crates/contract/src/",
    "crates/service/src/store/",
    "crates/service/src/cli/",
    "crates/service/src/identity.rs",
    "crates/service/src/import.rs",
    "crates/service/src/import/",
    "crates/service/src/preview.rs",
    "crates/service/src/preview/",
    "crates/demo/src/",
];

#[test]
fn words_are_written_where_they_belong() {
    let mut complaints = Vec::new();
    for file in tree::sources() {
        let elsewhere =
            TABLE.iter().filter(|(_, places, _)| !places.iter().any(|place| file.starts_with(place)));
        let elsewhere: Vec<_> = elsewhere.collect();
        for (number, line) in code(&tree::read(&file)) {
            let said = elsewhere.iter().filter(|(word, ..)| says(&line, word));
            complaints.extend(said.map(|(word, _, why)| format!("{file}:{number} says `{word}`: {why}")));
        }
    }
    settle(complaints);
}

#[test]
fn the_domain_says_nothing_of_the_wire_the_disk_or_the_clock() {
    const NEVER: [&str; 8] =
        ["serde", "std::fs", "std::io", "std::net", "std::thread", "async", "tracing", "println"];
    let mut complaints = Vec::new();
    for file in tree::files_below("crates/domain/src") {
        for (number, line) in code(&tree::read(&file)) {
            let said = NEVER.iter().filter(|word| says(&line, word));
            complaints
                .extend(said.map(|word| format!("{file}:{number} says `{word}`: the domain only computes")));
        }
    }
    settle(complaints);
}

#[test]
fn the_table_names_only_places_that_are_there() {
    let places = TABLE.iter().flat_map(|(_, places, _)| *places);
    let gone = places.filter(|place| !tree::root().join(place).exists());
    settle(gone.map(|place| format!("the table of words names {place}, which is no more")));
}

/// The lines that are not comments, with their numbers.
fn code(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    lines
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(n, line)| (n, line.to_owned()))
        .collect()
}

/// Whether the line holds the word, and not only inside a longer one that ends or goes on otherwise.
fn says(line: &str, word: &str) -> bool {
    let part_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back().is_some_and(part_of_name);
        // `gloo` is also `gloo_timers`; every other word stands alone.
        let after = line[start + word.len()..].chars().next().is_some_and(part_of_name) && word != "gloo";
        !before && !after
    })
}
