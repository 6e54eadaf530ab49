//! Voucher codes: short enough to read out, signed so that a till can check them without asking.

use domain::id::{BrandId, ClaimId};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The letters and digits of a code: Crockford's base 32, which leaves out I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The half of a code that names its claim.
pub type Handle = [u8; HALF];

/// Bytes of a claim's name, and of the signature: eight letters each.
const HALF: usize = 5;

/// The secrets of a brand's vouchers, and of what else is signed and not kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Secrets {
    /// The one to sign with.
    pub signing: [u8; 32],
    /// Those signed with before, whose signatures hold.
    pub before: Vec<[u8; 32]>,
}

impl Secrets {
    /// Those whose signatures hold, the one to sign with first.
    pub fn all(&self) -> impl Iterator<Item = &[u8; 32]> {
        std::iter::once(&self.signing).chain(&self.before)
    }
}

/// The code of a claim: four groups of four letters and digits that cannot be mistaken for one another, such as
/// `7K3F-9QXD-...`. The first eight name the claim, the last eight are a signature with the brand's secret.
#[must_use]
pub fn code(secret: &[u8; 32], brand: &BrandId, claim: &ClaimId) -> String {
    let name = handle_of(secret, brand, claim);
    let signature = half(mac(secret, "voucher", brand, &name));
    let symbols = [name, signature].map(symbols).concat();
    symbols.chunks(4).map(|group| group.iter().collect()).collect::<Vec<String>>().join("-")
}

/// Whether a code was made with the brand's secret, as a till can tell without asking anybody; not whether it has
/// been used. Small letters, spaces and dashes are taken as they come, and so are O for 0, and I or L for 1.
#[must_use]
pub fn check(secret: &[u8; 32], brand: &BrandId, code: &str) -> bool {
    let Some((name, signature)) = halves(code) else { return false };
    // Compares in constant time: how long it takes tells nothing about how close a guess was.
    mac(secret, "voucher", brand, &name).verify_truncated_left(&signature).is_ok()
}

/// The half of a code that names its claim, if the other half was made with the brand's secret.
#[must_use]
pub fn handle(secret: &[u8; 32], brand: &BrandId, code: &str) -> Option<Handle> {
    halves(code).filter(|_| check(secret, brand, code)).map(|(name, _)| name)
}

/// The same of a claim: under it the voucher is kept.
#[must_use]
pub fn handle_of(secret: &[u8; 32], brand: &BrandId, claim: &ClaimId) -> Handle {
    half(mac(secret, "claim", brand, claim.as_str().as_bytes()))
}

/// Keyed over what it is for and for whom, so that neither another use nor another brand's code passes.
pub(crate) fn mac(secret: &[u8; 32], purpose: &str, brand: &BrandId, message: &[u8]) -> Hmac<Sha256> {
    // A key shorter than the hash's block is filled with zeros; done here, it cannot fail.
    let mut key = [0; 64];
    key[..secret.len()].copy_from_slice(secret);
    Hmac::new(&key.into())
        .chain_update(purpose)
        .chain_update([0])
        .chain_update(brand.as_str())
        .chain_update([0])
        .chain_update(message)
}

fn half(mac: Hmac<Sha256>) -> [u8; HALF] {
    let whole = mac.finalize().into_bytes();
    std::array::from_fn(|i| whole[i])
}

/// Forty bits as eight symbols of five.
fn symbols(half: [u8; HALF]) -> [char; 8] {
    let bits = half.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    std::array::from_fn(|i| char::from(ALPHABET[(bits >> (35 - 5 * i) & 31) as usize]))
}

/// The name and the signature in a code as somebody typed it; `None` unless it has sixteen symbols.
fn halves(code: &str) -> Option<([u8; HALF], [u8; HALF])> {
    let typed = code.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–' | '—'));
    let symbols: Vec<u64> = typed.map(symbol).collect::<Option<_>>()?;
    let half = |symbols: &[u64]| -> [u8; HALF] {
        let bits = symbols.iter().fold(0_u64, |bits, symbol| bits << 5 | symbol);
        std::array::from_fn(|i| (bits >> (32 - 8 * i)) as u8)
    };
    (symbols.len() == 16).then(|| (half(&symbols[..8]), half(&symbols[8..])))
}

fn symbol(typed: char) -> Option<u64> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == meant).map(|value| value as u64)
}
