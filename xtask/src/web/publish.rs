//! Names and files: every asset is called by what it holds, and is written compressed beside itself.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256, Sha384};

use super::Assets;

/// The loader that is asked for again every few minutes.
pub(crate) const LOADER: &str = "constance.js";

/// Where the other loader is, which stays what it is, and its sum: what a page says of it.
pub(crate) const INTEGRITY: &str = "integrity.json";

/// Everything `target/web` holds, by path inside it.
pub(crate) fn files(assets: &Assets) -> Result<BTreeMap<String, Vec<u8>>> {
    let glue = name(assets.glue.as_bytes(), "js");
    let wasm = name(&assets.wasm, "wasm");
    let theme = name(assets.theme.as_bytes(), "css");
    let later = name(assets.later.as_bytes(), "js");
    let names = [("__GLUE__", &glue), ("__WASM__", &wasm), ("__THEME__", &theme), ("__LATER__", &later)];
    let loader = filled(&assets.loader, names);
    let sums = [("__WASM_SUM__", &sum(&assets.wasm)), ("__THEME_SUM__", &sum(assets.theme.as_bytes()))];
    let pinned = filled(&filled(&assets.pinned, names), sums);
    let pinned_name = format!("assets/constance-{}", name(pinned.as_bytes(), "js"));
    let integrity = json!({ "loader": format!("/{pinned_name}"), "integrity": sum(pinned.as_bytes()) });

    let mut files = BTreeMap::new();
    add(&mut files, LOADER.to_owned(), loader.into_bytes())?;
    add(&mut files, pinned_name, pinned.into_bytes())?;
    add(&mut files, INTEGRITY.to_owned(), format!("{integrity:#}\n").into_bytes())?;
    add(&mut files, format!("assets/{glue}"), assets.glue.clone().into_bytes())?;
    add(&mut files, format!("assets/{later}"), assets.later.clone().into_bytes())?;
    add(&mut files, format!("assets/{wasm}"), assets.wasm.clone())?;
    add(&mut files, format!("assets/{theme}"), assets.theme.clone().into_bytes())?;
    Ok(files)
}

/// Makes the folder hold these files and no others, touching only what differs.
pub(crate) fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    fs::create_dir_all(folder.join("assets"))?;
    for (name, content) in files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|old| old == *content) {
            continue;
        }
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    }
    for (place, start) in [(folder.to_owned(), ""), (folder.join("assets"), "assets/")] {
        for entry in fs::read_dir(place)? {
            let entry = entry?;
            let name = format!("{start}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_file() && !files.contains_key(&name) {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}

/// The first 16 hexadecimal digits of the content's SHA-256.
pub(crate) fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// As pages and browsers write it.
fn sum(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

fn filled<const N: usize>(script: &str, places: [(&str, &String); N]) -> String {
    places.into_iter().fold(script.to_owned(), |script, (place, name)| script.replace(place, name))
}

fn name(content: &[u8], extension: &str) -> String {
    format!("{}.{extension}", digest(content))
}

fn add(files: &mut BTreeMap<String, Vec<u8>>, name: String, content: Vec<u8>) -> Result<()> {
    files.insert(format!("{name}.br"), brotli(&content)?);
    files.insert(format!("{name}.gz"), gzip(&content)?);
    files.insert(name, content);
    Ok(())
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &settings)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::{Assets, INTEGRITY, files, sum};

    #[test]
    fn the_sum_of_the_pinned_loader_is_told_and_it_knows_the_sums_of_the_others() {
        let assets = Assets {
            loader: "__WASM__".to_owned(),
            pinned: "__WASM__ __WASM_SUM__ __THEME_SUM__".to_owned(),
            later: String::new(),
            glue: String::new(),
            theme: "theme".to_owned(),
            wasm: b"wasm".to_vec(),
        };
        let files = files(&assets).unwrap();
        let told: serde_json::Value = serde_json::from_slice(&files[INTEGRITY]).unwrap();
        let pinned = &files[told["loader"].as_str().unwrap().trim_start_matches('/')];
        assert_eq!(told["integrity"], sum(pinned));
        let wasm = String::from_utf8(files["constance.js"].clone()).unwrap();
        let knows = format!("{wasm} {} {}", sum(b"wasm"), sum(b"theme"));
        assert_eq!(String::from_utf8_lossy(pinned), knows);
        // By another program: printf wasm | openssl dgst -sha384 -binary | base64
        assert_eq!(sum(b"wasm"), "sha384-boOOaqkCTcUlfiSLj0sYt5Ko4fy3O7Y0XS3Aba0eU9k1KwMGTQqNxweYTKrQVdvJ");
    }
}
