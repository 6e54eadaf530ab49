//! The models that forecasts rest on, as `constance lifecycle fit` finds them.

use domain::forecast::model::{Forecaster, InvalidParameter, Model, Parameters};
use domain::forecast::spending::Spending;
use domain::program::Outlook;
use toml::de::DeValue;

use super::fields::Fields;
use super::node::Node;
use super::source::{Told, gather};

/// The section `[forecast]`. Without it, what is published of another shop's customers.
pub(super) fn read(file: &mut Fields<'_>) -> Result<Outlook, Told> {
    let published = Outlook { buying: Model::default().published(), spending: None };
    let Some(node) = file.get("forecast") else { return Ok(published) };
    let mut fields = node.fields()?.named("`[forecast]`".to_owned());
    let buying = fields.get("buying").map(|node| {
        model(&node, ["r", "alpha", "a", "b"], |[r, alpha, a, b]| {
            Forecaster::new(Model::default(), Parameters { r, alpha, a, b })
        })
    });
    let spending =
        fields.get("spending").map(|node| model(&node, ["p", "q", "v"], |[p, q, v]| Spending::new(p, q, v)));
    fields.done();
    Ok(Outlook { buying: buying.transpose()?.unwrap_or(published.buying), spending: spending.transpose()? })
}

/// A model by its parameters, each of which must be there.
fn model<T, const N: usize>(
    node: &Node<'_>,
    names: [&'static str; N],
    make: impl FnOnce([f64; N]) -> Result<T, InvalidParameter>,
) -> Result<T, Told> {
    let mut fields = node.fields()?;
    let nodes = names.map(|name| (name, fields.need(name, &format!("{name} = 1.5"))));
    fields.done();
    let mut numbers = Ok(Vec::new());
    for (_, node) in &nodes {
        gather(&mut numbers, node.as_ref().map_err(|told| *told).and_then(number));
    }
    let mut read = numbers?.into_iter();
    make(names.map(|_| read.next().unwrap_or(f64::NAN))).map_err(|InvalidParameter { name, value, rule }| {
        let told = |node: &Node<'_>| node.wrong(format!("must be {rule}, not {value}"), node.example("1.5"));
        let meant = nodes.iter().find(|(known, _)| *known == name).and_then(|(_, node)| node.as_ref().ok());
        told(meant.unwrap_or(node))
    })
}

fn number(node: &Node<'_>) -> Result<f64, Told> {
    let text = match node.value() {
        DeValue::Integer(number) => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return Err(node.wrong(format!("must be a number, not {}", node.kind()), node.example("1.5"))),
    };
    text.parse().map_err(|_| node.wrong("must be a plain number", node.example("1.5")))
}
