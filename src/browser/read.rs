//! From the page's objects to ours, by hand: what serde derives for it would be a fifth of the module.
//!
//! What is missing is as it is by default, and what is of another kind is as good as missing: it comes from our own
//! service, and a field that is new there must not keep an older page from showing the rest.

use contract::experience::{
    Benefit, Claim, Experience, Image, Link, Matter, Offer, Progress, Standing, When,
};
use contract::words::Words;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// An object or a list.
    type Object;

    #[wasm_bindgen(method, structural, indexing_getter)]
    fn field(this: &Object, name: &str) -> JsValue;

    #[wasm_bindgen(method, structural, indexing_getter)]
    fn item(this: &Object, place: u32) -> JsValue;
}

/// The field of this name, if `from` is an object and has it.
pub(super) fn read<T: Read>(from: &JsValue, name: &str) -> Option<T> {
    let found = from.is_object().then(|| from.unchecked_ref::<Object>().field(name))?;
    Read::read(&found)
}

/// What can be made from a value of the page.
pub(super) trait Read: Sized {
    /// `None` if it is of another kind.
    fn read(from: &JsValue) -> Option<Self>;
}

impl Read for String {
    fn read(from: &JsValue) -> Option<Self> {
        from.as_string()
    }
}

impl Read for bool {
    fn read(from: &JsValue) -> Option<Self> {
        from.as_bool()
    }
}

macro_rules! numbers {
    ($($number:ident)*) => {$(
        impl Read for $number {
            fn read(from: &JsValue) -> Option<Self> {
                from.as_f64().map(|number| number as Self)
            }
        }
    )*};
}

numbers! { u8 u32 i64 }

impl<T: Read> Read for Option<T> {
    fn read(from: &JsValue) -> Option<Self> {
        Some(T::read(from))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(from: &JsValue) -> Option<Self> {
        let length: u32 = read(from, "length")?;
        (0..length).map(|place| T::read(&from.unchecked_ref::<Object>().item(place))).collect()
    }
}

/// Every field by its name: the compiler asks for those that are not named here.
macro_rules! objects {
    ($($object:ident { $($field:ident),* })*) => {$(
        impl Read for $object {
            fn read(from: &JsValue) -> Option<Self> {
                let mut made = Self::default();
                let Self { $($field),* } = &mut made;
                $(if let Some(found) = read(from, stringify!($field)) { *$field = found; })*
                from.is_object().then_some(made)
            }
        }
    )*};
}

objects! {
    Experience {
        build, brand, placement, locale, dir, decided_at, until, heading, masked, greeting, lead, standing, matters,
        hidden, benefits, offers, claims, words
    }
    Standing { stage, tier, tier_name, points, points_text, balance, progress, kept }
    Progress { value, of, text }
    When { iso, text }
    Matter { id, title, since, link, close }
    Benefit { id, title, text, left }
    Offer { id, title, text, image, why, change, until, ends, terms, link, claimable, declinable }
    Image { src, alt }
    Link { href, label }
    Claim { id, offer, title, text, terms, code, until, ends }
    Words {
        offers, benefits, claims, matters, no_offers, why, claim, claiming, decline, undo, code, copy, copied,
        copy_failed, failed, gone, retry, dismiss, stale, changed, waiting, reveal, masked, sign_in, left, ended
    }
}
