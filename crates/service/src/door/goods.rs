//! Products: bought, looked at, put into the basket. A line that cannot be made out is left out, for no order may be
//! lost to one of its lines. Only a price that is no amount is refused: points may hang on it.

use contract::event::Message;
use domain::event::{Item, Refund, Returned};
use domain::id::{Category, ProductId};
use domain::money::{Currency, Money, Told};
use serde_json::Value;

use super::Fault;
use super::field::Field;

/// What an order was paid for.
pub(super) fn bought(message: &Message, currency: Currency) -> Result<Vec<Item>, Fault> {
    let read = |(at, line)| item(line, Some(currency)).map_err(|fault| below(at, fault));
    lines(message).map(read).filter_map(Result::transpose).collect()
}

/// What of its products was given back; nothing where none is named. Nothing is left out of it, as of an order: it is
/// money. Where the prices of all are told they are added up.
pub(super) fn returned(message: &Message, currency: Option<Currency>) -> Result<Option<Refund>, Fault> {
    let mut products = Vec::new();
    let mut sum = Some(0_i64);
    for (at, line) in lines(message) {
        let unclear = |rule| below(at, Field::new("price", line.get("price")).fault(rule));
        let read = returned_line(line, currency).map_err(|fault| below(at, fault))?;
        let read =
            read.ok_or_else(|| unclear("must be that of a product, or give `total` for what was paid back"))?;
        let cost = read.price.map(|price| {
            let cost = price.units.checked_mul(i64::from(read.quantity));
            let cost = cost.and_then(|cost| cost.checked_add(sum.unwrap_or(0)));
            cost.ok_or_else(|| unclear("must fit into 64 bits of minor units"))
        });
        sum = sum.and(cost.transpose()?);
        products.push(read);
    }
    Ok(match sum {
        _ if products.is_empty() => None,
        Some(units) => Some(Refund::Amount(Told { units, currency })),
        None => Some(Refund::Products(products)),
    })
}

fn lines(message: &Message) -> impl Iterator<Item = (usize, &Value)> {
    let products = message.properties.as_ref().and_then(|properties| properties.get("products"));
    products.and_then(Value::as_array).into_iter().flatten().enumerate()
}

fn below(at: usize, fault: Fault) -> Fault {
    Fault { field: format!("properties.products[{at}].{}", fault.field), ..fault }
}

/// What something was done with that is not paid for yet, if that can be made out. Nothing hangs on its price.
pub(super) fn handled(message: &Message, currency: Currency) -> Option<Item> {
    let product = message.properties.as_ref()?;
    let currency = Field::property(message, ["properties.currency"]).currency_or(currency).ok();
    item(product, currency).or_else(|_| item(product, None)).ok().flatten()
}

/// A line, unless it names no product, or takes something off as a discount does. Without a currency its price is
/// not read.
fn item(line: &Value, currency: Option<Currency>) -> Result<Option<Item>, Fault> {
    let Some(product) = product(line) else { return Ok(None) };
    let Some((quantity, share)) = quantity(line) else { return Ok(None) };
    let price = match currency {
        Some(currency) => {
            price(line, Some(currency), share)?.map(|price| Money { minor: price.units, currency })
        }
        None => None,
    };
    if price.is_some_and(|price| price.minor < 0) {
        return Ok(None);
    }
    let category = Field::new("category", line.get("category")).id(Category::new).ok();
    Ok(Some(Item { product, category, quantity, price }))
}

/// A line of what was given back, unless it names no product. What is sold by weight is no piece that an order could
/// name the price of.
fn returned_line(line: &Value, currency: Option<Currency>) -> Result<Option<Returned>, Fault> {
    let Some(product) = product(line) else { return Ok(None) };
    let Some((quantity, share)) = quantity(line) else { return Ok(None) };
    let price = price(line, currency, share)?;
    let unclear = price.map_or(share != 1.0, |price| price.units < 0);
    Ok((!unclear).then_some(Returned { product, quantity, price }))
}

fn product(line: &Value) -> Option<ProductId> {
    let name = |name| Field::new(name, line.get(name)).id(ProductId::new).ok();
    ["product_id", "productId", "sku", "id"].into_iter().find_map(name)
}

/// How many, and how much of one each is: what is sold by weight or by length is one piece of so much.
fn quantity(line: &Value) -> Option<(u32, f64)> {
    let many = match line.get("quantity") {
        None | Some(Value::Null) => 1.0,
        Some(Value::String(text)) => text.trim().parse().ok()?,
        Some(many) => many.as_f64()?,
    };
    match many {
        many if !many.is_finite() || many <= 0.0 => None,
        many if many.fract() == 0.0 => Some((many as u32, 1.0)),
        many => Some((1, many)),
    }
}

/// What one costs, or so much of one. Shops divide, so what is more precise than the currency is rounded; a blank is no
/// price.
fn price(line: &Value, currency: Option<Currency>, share: f64) -> Result<Option<Told>, Fault> {
    let told = line.get("price").filter(|price| price.as_str().is_none_or(|text| !text.trim().is_empty()));
    let field = Field::new("price", told);
    let of_share = |price: Told| match share {
        1.0 => price,
        share => Told { units: (price.units as f64 * share).round() as i64, ..price },
    };
    field.is_given().then(|| field.about(currency).map(of_share)).transpose()
}
