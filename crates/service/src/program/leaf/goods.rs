//! Which products.

use domain::condition::Goods;
use domain::id::{Category, InvalidId, MAX_BYTES, ProductId};

use super::super::fields::Fields;
use super::super::node::Node;
use super::super::source::Told;

/// One product, or a kind of product.
pub(super) fn goods(fields: &mut Fields<'_>) -> Result<Goods, Told> {
    match (fields.get("category"), fields.get("product")) {
        (Some(category), None) => name(&category, Category::new).map(Goods::Category),
        (None, Some(product)) => name(&product, ProductId::new).map(Goods::Product),
        (Some(_), Some(product)) => Err(product.wrong(
            "stands beside `category`, and only one of the two can be counted",
            "take one of them out, or write two conditions",
        )),
        (None, None) => Err(fields.wrong(
            "says neither which product nor which category",
            "add `category = \"…\"`, or `product = \"…\"`",
        )),
    }
}

fn name<T>(node: &Node<'_>, make: impl Fn(String) -> Result<T, InvalidId>) -> Result<T, Told> {
    make(node.text(MAX_BYTES)?.to_owned()).map_err(|error| node.wrong(error, node.example("\"jazz\"")))
}
