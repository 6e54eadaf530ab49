//! Writes the list of web assets to embed: everything in `target/web`, or in the folder `CONSTANCE_WEB` names.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=CONSTANCE_WEB");
    let var = |name| env::var_os(name).map(PathBuf::from);
    let below = |dir: PathBuf| dir.join("../../target/web");
    let folder = var("CONSTANCE_WEB").or_else(|| var("CARGO_MANIFEST_DIR").map(below)).unwrap_or_default();
    // Cargo takes a missing folder for one that changed, and would build the service anew every time.
    fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut files = Vec::new();
    walk(&folder, &mut files)?;
    files.sort();
    let mut list = String::from("const FILES: &[(&str, &[u8])] = &[\n");
    // Copies: the folder may be written anew while the compiler reads.
    let out = var("OUT_DIR").unwrap_or_default();
    fs::create_dir_all(out.join("web"))?;
    for (at, file) in files.iter().enumerate() {
        let name = file.strip_prefix(&folder).unwrap_or(file).to_string_lossy().replace('\\', "/");
        fs::copy(file, out.join(format!("web/{at}")))?;
        let _ = writeln!(list, "    ({name:?}, include_bytes!(\"web/{at}\")),");
    }
    list.push_str("];\n");
    fs::write(out.join("web.rs"), list)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
