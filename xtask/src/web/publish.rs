//! Names and files: every asset is called by what it holds, and is written compressed beside itself.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::Assets;

/// Everything `target/web` holds, by path inside it.
pub(crate) fn files(assets: &Assets) -> Result<BTreeMap<String, Vec<u8>>> {
    let glue = name(assets.glue.as_bytes(), "js");
    let wasm = name(&assets.wasm, "wasm");
    let theme = name(assets.theme.as_bytes(), "css");
    let later = name(assets.later.as_bytes(), "js");
    let names = [("__GLUE__", &glue), ("__WASM__", &wasm), ("__THEME__", &theme), ("__LATER__", &later)];
    let loader =
        names.iter().fold(assets.loader.clone(), |loader, (place, name)| loader.replace(place, name));

    let mut files = BTreeMap::new();
    add(&mut files, "constance.js".to_owned(), loader.into_bytes())?;
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
