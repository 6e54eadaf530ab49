//! A keys file with a key more, or less. The text stays as it is otherwise: people write into it.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::fresh::{Pair, draw};
use super::{Keys, KeysError, field, hash};
use crate::door::Strength;

/// So many characters of its hash name a write key, and a secret.
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

/// A key to sign identities with that was just made, and the file that takes it.
pub struct Signer {
    /// What the keys file says from now on.
    pub file: String,
    /// The private key, for the brand's back end: Ed25519, PKCS#8, PEM.
    pub identity: String,
    /// Its name, for the `kid` of the tokens, and where keys are listed.
    pub kid: String,
}

/// What a write key is called where it is listed: the beginning of its hash, as the file has it.
#[must_use]
pub fn name(hash: &[u8; 32]) -> String {
    let mut name = BASE64_URL_SAFE_NO_PAD.encode(hash);
    name.truncate(NAME);
    name
}

/// What a secret that vouchers are signed with is called.
#[must_use]
pub fn secret_name(secret: &[u8; 32]) -> String {
    name(&Sha256::digest(secret).into())
}

/// Makes another write key, good beside those there are.
///
/// # Errors
/// [`KeysError`] where the machine has no random numbers, or the file is none.
pub fn add(file: &str, strength: Strength) -> Result<Added, KeysError> {
    let (kind, sign) = match strength {
        Strength::Public => ("public", "pk"),
        Strength::Secret => ("secret", "sk"),
    };
    let key = format!("{sign}_{}", BASE64_URL_SAFE_NO_PAD.encode(draw()?));
    let hash = hash(&key);
    let written = BASE64_URL_SAFE_NO_PAD.encode(hash);
    let file = format!("{}\n\n[[write]]\nkind = \"{kind}\"\nsha256 = \"{written}\"\n", file.trim_end());
    Keys::read(&file)?;
    Ok(Added { file, key, name: name(&hash) })
}

/// Makes another key to sign identities with, good beside those there are.
///
/// # Errors
/// [`KeysError`] where the machine has no random numbers, or the file is none.
pub fn add_identity(file: &str) -> Result<Signer, KeysError> {
    let (brand, _) = Keys::read(file)?;
    let Pair { identity, public_key, kid } = Pair::draw(&brand)?;
    let file =
        format!("{}\n\n[[identity]]\nkid = \"{kid}\"\npublic_key = \"{public_key}\"\n", file.trim_end());
    Keys::read(&file)?;
    Ok(Signer { file, identity, kid })
}

/// Makes another secret to sign vouchers with. What was signed with those before it holds. Says what it is called.
///
/// # Errors
/// [`KeysError`] where the machine has no random numbers, or the file is none.
pub fn add_voucher(file: &str) -> Result<(String, String), KeysError> {
    let (_, keys) = Keys::read(file)?;
    let drawn = draw()?;
    let before: Vec<_> = keys.voucher.all().copied().collect();
    Ok((with_secrets(file, &drawn, &before)?, secret_name(&drawn)))
}

/// Takes out the key of this name: a write key, a key to sign identities with, or a secret that vouchers were signed with
/// before. What rests on it is refused from then on.
///
/// # Errors
/// [`KeysError`] where there is none, or more than one, or it is the secret that vouchers are signed with.
pub fn retire(file: &str, wanted: &str) -> Result<String, KeysError> {
    let (_, keys) = Keys::read(file)?;
    let write = keys.write.iter().map(|(hash, _)| (name(hash), hash));
    let identity = keys.identity.iter().map(|(kid, key)| (kid.clone(), key));
    let tables = write.chain(identity).filter(|(name, _)| name == wanted).map(|(_, key)| Some(key));
    let secrets = keys.voucher.all().filter(|secret| secret_name(secret) == wanted).map(|_| None);
    let mut meant = tables.chain(secrets);
    match (meant.next(), meant.next()) {
        (Some(Some(key)), None) => without_table(file, &keys, key),
        (Some(None), None) if secret_name(&keys.voucher.signing) == wanted => {
            Err(field("name", "must not be that of the secret vouchers are signed with: add another first"))
        }
        (Some(None), None) => {
            let left = keys.voucher.before.iter().filter(|secret| secret_name(secret) != wanted);
            with_secrets(file, &keys.voucher.signing, &left.copied().collect::<Vec<_>>())
        }
        _ => Err(field("name", "must be that of one key: see `constance keys list`")),
    }
}

/// Without the table that has this key in it.
fn without_table(file: &str, keys: &Keys, key: &[u8; 32]) -> Result<String, KeysError> {
    let mut lines: Vec<&str> = file.lines().collect();
    let written = BASE64_URL_SAFE_NO_PAD.encode(key);
    let wrong = || field("name", "must be of a key in a table, [[write]] or [[identity]], of its own");
    let at = lines.iter().position(|line| line.contains(&written)).ok_or_else(wrong)?;
    let is_table = |line: &&str| line.trim_start().starts_with('[');
    let begin = lines[..at].iter().rposition(is_table).ok_or_else(wrong)?;
    let end = lines[at..].iter().position(is_table).map_or(lines.len(), |more| at + more);
    lines.drain(begin..end);
    let left = lines.join("\n").trim_end().to_owned() + "\n";
    let (_, after) = Keys::read(&left)?;
    let listed = |keys: &Keys| {
        let hashes = keys.write.iter().map(|(hash, _)| *hash);
        hashes.chain(keys.identity.iter().map(|(_, key)| *key)).collect::<Vec<_>>()
    };
    let (before, after) = (listed(keys), listed(&after));
    match after.len() + 1 == before.len() && !after.contains(key) {
        true => Ok(left),
        false => Err(wrong()),
    }
}

/// With other secrets for vouchers.
fn with_secrets(file: &str, signing: &[u8; 32], before: &[[u8; 32]]) -> Result<String, KeysError> {
    let is = |line: &str, name: &str| line.split_once('=').is_some_and(|(key, _)| key.trim() == name);
    let written = |secret: &[u8; 32]| format!("\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(secret));
    let mut lines = Vec::new();
    for line in file.lines().filter(|line| !is(line, "voucher_before")) {
        match is(line, "voucher") {
            true => {
                lines.push(format!("voucher = {}", written(signing)));
                let before: Vec<_> = before.iter().map(written).collect();
                lines.extend(
                    (!before.is_empty()).then(|| format!("voucher_before = [{}]", before.join(", "))),
                );
            }
            false => lines.push(line.to_owned()),
        }
    }
    let changed = lines.join("\n") + "\n";
    let (_, after) = Keys::read(&changed)?;
    match after.voucher.all().eq(std::iter::once(signing).chain(before)) {
        true => Ok(changed),
        false => Err(field("voucher", "must stand on a line of its own, and so must `voucher_before`")),
    }
}
