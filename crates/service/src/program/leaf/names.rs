//! What the rest of the file, or the language, has names for.

use std::fmt::Display;

use domain::condition::WEEKDAYS;
use domain::id::{BenefitId, Locale, OfferId, TierId};
use domain::lifecycle::{STAGES, Stage};
use domain::surface::{SURFACES, Surface};
use domain::time::Weekday;
use toml::de::DeValue;

use super::super::name::named;
use super::super::node::Node;
use super::super::source::{Told, gather};

/// One name, or a list of them that is not empty.
pub(super) fn several<T>(
    node: &Node<'_>,
    kind: &str,
    example: &str,
    read: impl Fn(&Node<'_>) -> Result<T, Told>,
) -> Result<Vec<T>, Told> {
    if let DeValue::String(_) = node.value() {
        return Ok(vec![read(node)?]);
    }
    let mut all = Ok(Vec::new());
    for part in node.list()? {
        gather(&mut all, read(&part));
    }
    match all {
        Ok(none) if none.is_empty() => Err(node.wrong(format!("names no {kind}"), node.example(example))),
        all => all,
    }
}

pub(super) fn stage(node: &Node<'_>) -> Result<Stage, Told> {
    named(node, "stage", &STAGES.map(|stage| (stage, stage.name())))
}

pub(super) fn surface(node: &Node<'_>) -> Result<Surface, Told> {
    named(node, "surface", &SURFACES.map(|surface| (surface, surface.name())))
}

pub(super) fn weekday(node: &Node<'_>) -> Result<Weekday, Told> {
    named(node, "day of the week", &WEEKDAYS)
}

pub(super) fn tier(node: &Node<'_>, tiers: &Result<Vec<TierId>, Told>) -> Result<TierId, Told> {
    known(node, "tier", tiers)
}

pub(super) fn offer(node: &Node<'_>, offers: &Result<Vec<OfferId>, Told>) -> Result<OfferId, Told> {
    known(node, "offer", offers)
}

pub(super) fn benefit(node: &Node<'_>, benefits: &Result<Vec<BenefitId>, Told>) -> Result<BenefitId, Told> {
    known(node, "benefit", benefits)
}

pub(super) fn locale(node: &Node<'_>, locales: &Result<Vec<Locale>, Told>) -> Result<Locale, Told> {
    known(node, "language of the brand", locales)
}

/// One of the names that the file gives.
fn known<T: Clone + Display>(node: &Node<'_>, kind: &str, names: &Result<Vec<T>, Told>) -> Result<T, Told> {
    let names = names.as_ref().map_err(|told| *told)?;
    let names: Vec<(T, String)> = names.iter().map(|name| (name.clone(), name.to_string())).collect();
    named(node, kind, &names)
}
