//! Who speaks, in which languages and currency, and where their days begin.

use domain::id::{BrandId, Locale};
use domain::money::Currency;
use domain::offer::Link;
use domain::time::Zone;
use jiff::tz::TimeZoneDatabase;

use super::card;
use super::fields::Fields;
use super::language;
use super::name::nearest;
use super::name::slug;
use super::node::Node;
use super::source::Told;
use super::words::{Locales, room};

/// The section `[brand]`. Each part by itself, since the rest of the file can be read without some of them.
pub(super) struct Brand {
    pub(super) slug: Result<BrandId, Told>,
    pub(super) name: Result<String, Told>,
    pub(super) locales: Locales,
    pub(super) currency: Result<Currency, Told>,
    pub(super) zone: Result<Zone, Told>,
    pub(super) checkout: Result<Option<Link>, Told>,
}

pub(super) fn read(file: &mut Fields<'_>) -> Brand {
    let mut brand = match file.section("brand", "`slug`, `name`, `locales`, `currency` and `time_zone`") {
        Ok(brand) => brand,
        Err(told) => {
            return Brand {
                slug: Err(told),
                name: Err(told),
                locales: Err(told),
                currency: Err(told),
                zone: Err(told),
                checkout: Err(told),
            };
        }
    };
    let locales = brand.need("locales", "locales = [\"en\"]").and_then(|node| locales(&node));
    let checkout = brand.get("checkout").map(|node| card::link(&node, &locales)).transpose();
    let read = Brand {
        slug: brand.need("slug", "slug = \"…\"").and_then(|node| slug(&node, BrandId::new)),
        name: brand.need("name", "name = \"…\"").and_then(|node| Ok(node.text(room::BRAND)?.to_owned())),
        locales,
        checkout,
        currency: brand.need("currency", "currency = \"EUR\"").and_then(|node| currency(&node)),
        zone: brand.need("time_zone", "time_zone = \"Europe/Paris\"").and_then(|node| zone(&node)),
    };
    brand.done();
    read
}

fn locales(node: &Node<'_>) -> Locales {
    let mut read = Ok(Vec::new());
    for part in node.list()? {
        match (locale(&part), &mut read) {
            (Ok(locale), Ok(known)) if known.contains(&locale) => {
                read = Err(part.wrong(format!("names `{locale}` twice"), "name each language once"));
            }
            (Ok(locale), Ok(known)) => known.push(locale),
            (Err(told), _) => read = Err(told),
            (_, Err(_)) => {}
        }
    }
    match read {
        Ok(known) if known.is_empty() => Err(node.wrong("names no language", node.example("[\"en\"]"))),
        read => read,
    }
}

fn locale(node: &Node<'_>) -> Result<Locale, Told> {
    let text = node.text(35)?;
    let tag = text.to_lowercase().replace('_', "-");
    match Locale::new(text) {
        Ok(locale) if language::name(text).is_some() => Ok(locale),
        _ => {
            let known =
                language::code(text).or_else(|| language::name(&tag).is_some().then_some(tag.as_str()));
            let instead = known.map_or_else(
                || "write two small letters, such as `\"en\"`".into(),
                |tag| format!("write `\"{tag}\"`"),
            );
            Err(node.wrong(format!("names no language: `{text}`"), instead))
        }
    }
}

fn currency(node: &Node<'_>) -> Result<Currency, Told> {
    let text = node.text(room::BRAND)?;
    Currency::new(text).map_err(|error| {
        let likely = Currency::new(&text.to_uppercase()).map_or("EUR", |currency| currency.code());
        node.wrong(format!("{error}, not `{text}`"), node.example(&format!("\"{likely}\"")))
    })
}

/// A time zone, from the database that travels with the service, so that a file means the same on every machine.
fn zone(node: &Node<'_>) -> Result<Zone, Told> {
    let text = node.text(room::BRAND)?;
    let database = TimeZoneDatabase::bundled();
    database.get(text).map(Zone).map_err(|_| {
        let names: Vec<String> = database.available().map(|name| name.to_string()).collect();
        let likely = nearest(text, names.iter().map(String::as_str)).unwrap_or("Europe/Paris");
        let wrong = format!("must be a zone of the IANA time zone database, not `{text}`");
        node.wrong(wrong, node.example(&format!("\"{likely}\"")))
    })
}
