//! Every file: how long, what it is called, and what it must not say.

use super::{settle, tree};

const LONGEST: usize = 400;

#[test]
fn no_file_is_longer_than_two_minutes_of_reading() {
    let code = tree::files_below(".").into_iter().filter(|file| is(file, &["rs", "js", "mjs", "ts", "css"]));
    let lengths = code.map(|file| (tree::read(&file).lines().count(), file));
    let long = lengths.filter(|(lines, _)| *lines > LONGEST);
    settle(
        long.map(|(lines, file)| {
            format!("{file} has {lines} lines, more than {LONGEST}: more than one noun")
        }),
    );
}

#[test]
fn a_file_is_called_by_what_it_is() {
    let mut complaints = Vec::new();
    for file in tree::files_below(".") {
        let name = file.rsplit('/').next().unwrap();
        let stem = name.split('.').next().unwrap();
        if ["utils", "util", "common", "helpers", "helper", "misc"].contains(&stem) {
            complaints.push(format!("{file}: a name that says nothing collects anything"));
        }
        if name == "mod.rs" {
            complaints.push(format!("{file}: write `name.rs` beside the folder `name`"));
        }
    }
    settle(complaints);
}

#[test]
fn nothing_is_left_half_done_or_tied_to_one_machine() {
    // Spelt in two pieces, so that this file does not say them either.
    let never = [
        ("TO", "DO", "open an issue instead"),
        ("FIX", "ME", "open an issue instead"),
        ("/ro", "ot/", "a path of one machine"),
        ("/ho", "me/", "a path of one machine"),
        ("/wo", "rk/", "a path of one machine"),
        ("/tm", "p/", "a path of one machine"),
        ("file:", "//", "a path of one machine"),
    ];
    let texts = [
        "rs", "toml", "md", "js", "mjs", "ts", "css", "html", "json", "yml", "sql", "svg", "ftl", "txt", "sh",
    ];
    let never = never.map(|(start, end, why)| (format!("{start}{end}"), why));
    let mut complaints = Vec::new();
    for file in tree::files_below(".").iter().filter(|file| is(file, &texts) || !file.contains('.')) {
        for (index, line) in tree::read(file).lines().enumerate() {
            let said = never.iter().filter(|(word, _)| line.contains(word));
            complaints.extend(said.map(|(word, why)| format!("{file}:{} says `{word}`: {why}", index + 1)));
        }
    }
    settle(complaints);
}

#[test]
fn the_packages_for_node_are_pinned_and_name_no_registry() {
    let package: serde_json::Value = serde_json::from_str(&tree::read("tests/package.json")).unwrap();
    for (name, version) in package["devDependencies"].as_object().unwrap() {
        let exact = version.as_str().unwrap().chars().all(|letter| letter.is_ascii_digit() || letter == '.');
        assert!(exact, "{name}: {version} is not one version");
    }
    assert!(
        !tree::read("tests/package-lock.json").contains("\"resolved\""),
        "install with tests/.npmrc in force"
    );
}

/// `npm ci` refuses a lock that leaves one out; `npm install` leaves out those of other machines when packages are there.
#[test]
fn the_lock_of_the_packages_for_node_holds_each_one_that_another_asks_for() {
    let lock: serde_json::Value = serde_json::from_str(&tree::read("tests/package-lock.json")).unwrap();
    let packages = lock["packages"].as_object().unwrap();
    let mut complaints = Vec::new();
    for (place, package) in packages {
        let folders: Vec<_> = std::iter::successors(Some(place.as_str()), outer).collect();
        for kind in ["dependencies", "optionalDependencies"] {
            for name in package[kind].as_object().into_iter().flat_map(|wanted| wanted.keys()) {
                let at = |folder| format!("{folder}/node_modules/{name}").trim_start_matches('/').to_owned();
                if !folders.iter().any(|folder| packages.contains_key(&at(folder))) {
                    complaints.push(format!(
                        "{place}: {name} is missing; remove tests/node_modules, then `npm install`"
                    ));
                }
            }
        }
    }
    settle(complaints);
}

#[test]
fn every_package_states_the_licence_and_takes_the_lints() {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(!tree::read(name).trim().is_empty(), "{name} is empty");
    }
    for file in tree::files_below(".").iter().filter(|file| file.ends_with("Cargo.toml")) {
        let manifest = tree::read(file);
        assert!(manifest.contains("license.workspace = true"), "{file} has no `license.workspace = true`");
        assert!(manifest.contains("[lints]\nworkspace = true"), "{file} does not take the workspace's lints");
    }
}

#[test]
fn migrations_are_numbered_without_a_gap() {
    for store in tree::folders_in("crates/service/migrations") {
        let files = tree::files_below(&format!("crates/service/migrations/{store}"));
        for (index, file) in files.iter().enumerate() {
            let name = file.rsplit('/').next().unwrap();
            let number = format!("{:04}_", index + 1);
            assert!(name.starts_with(&number) && name.ends_with(".sql"), "{file}: expected `{number}….sql`");
        }
    }
}

fn is(file: &str, extensions: &[&str]) -> bool {
    file.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
}

/// The package in whose folder this one lies.
fn outer<'a>(folder: &&'a str) -> Option<&'a str> {
    Some(folder.rsplit_once("node_modules/")?.0.trim_end_matches('/'))
}
