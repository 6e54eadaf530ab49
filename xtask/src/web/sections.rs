//! What a module may hold beside what runs: nothing. Names, producers and debug sections would only be carried along.

use anyhow::{Context, Result, bail};

/// Complains of the first custom section of a module.
pub(crate) fn refuse_custom(wasm: &[u8]) -> Result<()> {
    const CUSTOM: u8 = 0;
    let mut rest = wasm.get(8..).context("this is no wasm module")?;
    while let Some((&kind, after)) = rest.split_first() {
        let (length, body) = number(after).context("a section has no length")?;
        if kind == CUSTOM {
            let (name, text) = number(body).context("a section has no name")?;
            bail!("the module carries `{}` along", String::from_utf8_lossy(text.get(..name).unwrap_or(text)));
        }
        rest = body.get(length..).context("a section is cut off")?;
    }
    Ok(())
}

/// Seven bits a byte, the lowest first.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let last = bytes.iter().position(|byte| byte & 0x80 == 0)?;
    let value = bytes.get(..=last)?.iter().rev().fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7f));
    Some((value, bytes.get(last + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::refuse_custom;

    const HEAD: [u8; 8] = *b"\0asm\x01\0\0\0";

    #[test]
    fn a_module_that_carries_names_along_is_refused() {
        let types = [1, 1, 0];
        assert!(refuse_custom(&[&HEAD[..], &types].concat()).is_ok());
        let names = [0, 5, 4, b'n', b'a', b'm', b'e'];
        let refused = refuse_custom(&[&HEAD[..], &types, &names].concat()).unwrap_err();
        assert_eq!(refused.to_string(), "the module carries `name` along");
        assert!(refuse_custom(&[&HEAD[..], &[1, 9, 0]].concat()).is_err(), "cut off");
    }
}
