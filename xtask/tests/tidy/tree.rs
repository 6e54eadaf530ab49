//! The files of the house.

use std::fs;
use std::path::{Path, PathBuf};

/// Built, installed, found by chance or git's own: not ours to judge.
const NOT_OURS: [&str; 7] = [".git", "node_modules", "target", "results", "corpus", "artifacts", "coverage"];

/// The root of the workspace.
pub(super) fn root() -> PathBuf {
    // Asked now, not when this was compiled: the house may have moved.
    let own = std::env::var_os("CARGO_MANIFEST_DIR").unwrap();
    Path::new(&own).parent().unwrap().to_owned()
}

/// Every file below this folder, as a path from the root with forward slashes, in order.
pub(super) fn files_below(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    found
}

/// Every Rust source file, tests apart.
pub(super) fn sources() -> Vec<String> {
    let mut found = files_below("src");
    for name in folders_in("crates") {
        found.extend(files_below(&format!("crates/{name}/src")));
    }
    found.retain(|file| file.ends_with(".rs"));
    found
}

/// The names of the folders in this one, hidden and built ones apart.
pub(super) fn folders_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let mut names: Vec<_> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.') && !NOT_OURS.contains(&name.as_str()));
    names.sort();
    names
}

/// What a file says.
pub(super) fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path: PathBuf = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_ref()) {
                walk(&path, found);
            }
        } else {
            found.push(path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}
