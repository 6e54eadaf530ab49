//! Products: bought, looked at, put into the basket. A line that cannot be made out is left out, for no order may be
//! lost to one of its lines. Only a price that is no amount is refused: points may hang on it.

use contract::event::Message;
use domain::event::Item;
use domain::id::{Category, ProductId};
use domain::money::{Currency, Money};
use serde_json::Value;

use super::Fault;
use super::field::Field;

/// What an order was paid for.
pub(super) fn bought(message: &Message, currency: Currency) -> Result<Vec<Item>, Fault> {
    let read = |(at, line)| item(line, Some(currency)).map_err(|fault| below(at, fault));
    lines(message).map(read).filter_map(Result::transpose).collect()
}

/// What the products that are named cost together; none where none is named. Nothing is left out of it: what is given
/// back is money.
pub(super) fn cost(message: &Message, currency: Currency) -> Result<Option<Money>, Fault> {
    let mut cost = None;
    for (at, line) in lines(message) {
        let price = Field::new("price", line.get("price"));
        let unclear = |rule| below(at, price.fault(rule));
        let read = item(line, Some(currency)).map_err(|fault| below(at, fault))?;
        let read =
            read.ok_or_else(|| unclear("must be that of a product, or give `total` for what was paid back"))?;
        let paid = read.price.ok_or_else(|| unclear("must be given, or `total` for what was paid back"))?;
        let paid = paid.minor.checked_mul(i64::from(read.quantity));
        let sum = paid.and_then(|paid| paid.checked_add(cost.unwrap_or(0)));
        cost = Some(sum.ok_or_else(|| unclear("must fit into 64 bits of minor units"))?);
    }
    Ok(cost.map(|minor| Money { minor, currency }))
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
    let currency = Field::property(message, ["properties.currency"]).currency(currency).ok();
    item(product, currency).or_else(|_| item(product, None)).ok().flatten()
}

/// A line, unless it names no product, or takes something off as a discount does. Without a currency its price is
/// not read.
fn item(line: &Value, currency: Option<Currency>) -> Result<Option<Item>, Fault> {
    let name = |name| Field::new(name, line.get(name)).id(ProductId::new).ok();
    let product = ["product_id", "productId", "sku", "id"].into_iter().find_map(name);
    let Some(product) = product else { return Ok(None) };
    let Some((quantity, share)) = quantity(line) else { return Ok(None) };
    let price = match currency {
        Some(currency) => price(line, currency)?,
        None => None,
    };
    if price.is_some_and(|price| price.minor < 0) {
        return Ok(None);
    }
    let of_share = |price: Money| match share {
        1.0 => price,
        share => Money { minor: (price.minor as f64 * share).round() as i64, ..price },
    };
    let category = Field::new("category", line.get("category")).id(Category::new).ok();
    Ok(Some(Item { product, category, quantity, price: price.map(of_share) }))
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

/// What one costs. Shops divide, so what is more precise than the currency is rounded; a blank is no price.
fn price(line: &Value, currency: Currency) -> Result<Option<Money>, Fault> {
    let told = line.get("price").filter(|price| price.as_str().is_none_or(|text| !text.trim().is_empty()));
    let field = Field::new("price", told);
    field.is_given().then(|| field.about(currency)).transpose()
}
