//! What a page loads: loader, glue, wasm and theme, compressed ahead and embedded; and those of other builds, which
//! lie in folders, for pages that were loaded before an upgrade or pin a loader.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest, Sha256};

use crate::hex::hex;

/// The name of the loader among the files.
pub const LOADER: &str = "constance.js";

/// The file that names the pinned loader and its sum.
pub const INTEGRITY: &str = "integrity.json";

/// The files, by their path below the address of the service.
#[derive(Debug, Default)]
pub struct Assets {
    files: BTreeMap<&'static str, Asset>,
    others: Vec<PathBuf>,
}

/// Embedded, or read from the disk.
type Bytes = Cow<'static, [u8]>;

/// One file, as it is and in the encodings it was compressed to.
#[derive(Debug, Clone)]
pub struct Asset {
    kind: &'static str,
    tag: String,
    plain: Bytes,
    encoded: Vec<(&'static str, Bytes)>,
}

// FILES: (path, bytes) of everything below the folder of web assets, in order of the paths.
include!(concat!(env!("OUT_DIR"), "/web.rs"));

/// Encodings and the endings of their files, the smallest first.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

impl Assets {
    /// Those that were there when this program was built.
    #[must_use]
    pub fn embedded() -> Self {
        Self::of(FILES)
    }

    /// Takes files; one called `a.js.br` is `a.js`, compressed.
    #[must_use]
    pub fn of(files: &[(&'static str, &'static [u8])]) -> Self {
        let is_encoded = |path: &str| ENCODINGS.iter().any(|(_, ending)| path.ends_with(ending));
        let plain = files.iter().filter(|(path, _)| !is_encoded(path));
        let named = |name: &str| {
            let found = files.iter().find(|(path, _)| *path == name);
            found.map(|(_, bytes)| Cow::Borrowed(*bytes))
        };
        let files = plain.map(|(path, bytes)| (*path, Asset::new(path, Cow::Borrowed(*bytes), named)));
        Self { files: files.collect(), others: Vec::new() }
    }

    /// With those of other builds: each folder as `cargo xtask dist` writes it.
    ///
    /// # Errors
    /// The first folder that is none, and why.
    pub fn with_builds(self, folders: Vec<PathBuf>) -> Result<Self, (PathBuf, io::Error)> {
        for folder in &folders {
            fs::read_dir(folder.join("assets")).map_err(|source| (folder.clone(), source))?;
        }
        Ok(Self { others: folders, ..self })
    }

    /// A file of this build by its path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Asset> {
        self.files.get(path)
    }

    /// A file of another build by its name. What is put into the folders while the service runs is found; what is not
    /// what its name says, such as half a copy, is not. Waits for the disk.
    #[must_use]
    pub fn of_other_builds(&self, name: &str) -> Option<Asset> {
        let sum = sum_in(name)?;
        self.others.iter().find_map(|folder| {
            let read = |name: &str| fs::read(folder.join("assets").join(name)).ok().map(Cow::Owned);
            let bytes = read(name).filter(|bytes| short_sum(bytes) == sum)?;
            Some(Asset::new(name, bytes, read))
        })
    }

    /// The path of the theme.
    #[must_use]
    pub fn theme(&self) -> Option<&'static str> {
        self.files.keys().find(|path| path.ends_with(".css")).copied()
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Asset {
    fn new(path: &str, plain: Bytes, read: impl Fn(&str) -> Option<Bytes>) -> Self {
        let find = |(encoding, ending)| read(&format!("{path}{ending}")).map(|bytes| (encoding, bytes));
        let encoded = ENCODINGS.into_iter().filter_map(find).collect();
        Self { kind: kind(path), tag: format!("W/\"{}\"", short_sum(&plain)), plain, encoded }
    }

    /// The media type.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The entity tag: weak, as it is the same for every encoding.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The smallest form that is accepted, with its encoding; `None` for the file as it is.
    #[must_use]
    pub fn best(&self, accepts: impl Fn(&str) -> bool) -> (Option<&'static str>, Bytes) {
        let encoded = self.encoded.iter().find(|(encoding, _)| accepts(encoding));
        encoded.map_or((None, self.plain.clone()), |(encoding, bytes)| (Some(*encoding), bytes.clone()))
    }
}

/// What a name says of the content: `constance-0123456789abcdef.js` and `0123456789abcdef.wasm` name the beginning of
/// its sum. No other name leads into a folder.
fn sum_in(name: &str) -> Option<&str> {
    let path = Path::new(name);
    let stem = path.file_stem()?.to_str()?;
    let sum = stem.strip_prefix("constance-").unwrap_or(stem);
    let whole = sum.len() == 16 && sum.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    let ours = ["js", "wasm", "css"].iter().any(|ending| path.extension().is_some_and(|is| is == *ending));
    (whole && ours && path.file_name()? == name).then_some(sum)
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

fn short_sum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8])
}
