//! What a page loads: loader, glue, wasm and theme, compressed ahead and embedded.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::hex::hex;

/// The name of the loader among the files.
pub const LOADER: &str = "constance.js";

/// The files, by their path below the address of the service.
#[derive(Debug, Default)]
pub struct Assets(BTreeMap<&'static str, Asset>);

/// One file, as it is and in the encodings it was compressed to.
#[derive(Debug)]
pub struct Asset {
    kind: &'static str,
    tag: String,
    plain: &'static [u8],
    encoded: Vec<(&'static str, &'static [u8])>,
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
        Self(
            plain
                .map(|(path, bytes)| {
                    let find = |(encoding, ending)| {
                        let name = format!("{path}{ending}");
                        files.iter().find(|(path, _)| *path == name).map(|(_, bytes)| (encoding, *bytes))
                    };
                    let encoded = ENCODINGS.into_iter().filter_map(find).collect();
                    (*path, Asset { kind: kind(path), tag: tag(bytes), plain: bytes, encoded })
                })
                .collect(),
        )
    }

    /// A file by its path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Asset> {
        self.0.get(path)
    }

    /// The path of the theme.
    #[must_use]
    pub fn theme(&self) -> Option<&'static str> {
        self.0.keys().find(|path| path.ends_with(".css")).copied()
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Asset {
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
    pub fn best(&self, accepts: impl Fn(&str) -> bool) -> (Option<&'static str>, &'static [u8]) {
        let encoded = self.encoded.iter().find(|(encoding, _)| accepts(encoding));
        encoded.map_or((None, self.plain), |(encoding, bytes)| (Some(encoding), bytes))
    }
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

fn tag(bytes: &[u8]) -> String {
    format!("W/\"{}\"", hex(&Sha256::digest(bytes)[..8]))
}
