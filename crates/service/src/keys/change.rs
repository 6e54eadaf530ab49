//! A keys file with a write key more, or less. The text stays as it is otherwise: people write into it.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::fresh::random;
use super::{Keys, KeysError, field, hash};
use crate::door::Strength;

/// So many characters of its hash name a write key.
const NAME: usize = 8;

/// A write key that was just made, and the file that takes it.
pub struct Added {
    /// What the keys file says from now on.
    pub file: String,
    /// The key, for whoever reports with it.
    pub key: String,
    /// What it is called where keys are listed.
    pub name: String,
}

/// What a write key is called where it is listed: the beginning of its hash, as the file has it.
#[must_use]
pub fn name(hash: &[u8; 32]) -> String {
    let mut name = BASE64_URL_SAFE_NO_PAD.encode(hash);
    name.truncate(NAME);
    name
}

/// Makes another write key, good beside those there are.
///
/// # Errors
/// [`KeysError`] where the machine has no random numbers, or the file is none.
pub fn add(file: &str, strength: Strength) -> Result<Added, KeysError> {
    let drawn = random().map_err(|error| field("random numbers", format!("are not to be had: {error}")))?;
    let (kind, sign) = match strength {
        Strength::Public => ("public", "pk"),
        Strength::Secret => ("secret", "sk"),
    };
    let key = format!("{sign}_{}", BASE64_URL_SAFE_NO_PAD.encode(drawn));
    let hash = hash(&key);
    let written = BASE64_URL_SAFE_NO_PAD.encode(hash);
    let file = format!("{}\n\n[[write]]\nkind = \"{kind}\"\nsha256 = \"{written}\"\n", file.trim_end());
    Keys::read(&file)?;
    Ok(Added { file, key, name: name(&hash) })
}

/// Takes out the write key of this name: who reports with it is refused from then on.
///
/// # Errors
/// [`KeysError`] where there is none, or more than one.
pub fn retire(file: &str, wanted: &str) -> Result<String, KeysError> {
    let (_, keys) = Keys::read(file)?;
    let meant = |(hash, _): &&([u8; 32], Strength)| name(hash) == wanted;
    let mut meant = keys.write.iter().filter(meant);
    let (Some((hash, _)), None) = (meant.next(), meant.next()) else {
        return Err(field("name", "must be that of one write key: see `constance keys list`"));
    };
    let mut lines: Vec<&str> = file.lines().collect();
    let written = BASE64_URL_SAFE_NO_PAD.encode(hash);
    let wrong = || field("write", "must have each key in a table [[write]] of its own");
    let at = lines.iter().position(|line| line.contains(&written)).ok_or_else(wrong)?;
    let is_table = |line: &&str| line.trim_start().starts_with('[');
    let begin = lines[..at].iter().rposition(is_table).ok_or_else(wrong)?;
    let end = lines[at..].iter().position(is_table).map_or(lines.len(), |more| at + more);
    lines.drain(begin..end);
    let left = lines.join("\n").trim_end().to_owned() + "\n";
    let (_, after) = Keys::read(&left)?;
    match after.write.len() + 1 == keys.write.len() && !after.write.iter().any(|(other, _)| other == hash) {
        true => Ok(left),
        false => Err(wrong()),
    }
}
