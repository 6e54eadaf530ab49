//! Who it was. A browser may assert that its visitor is a customer; that two customers are one, only a server may say.

use contract::event::Message;
use domain::event::{Assurance, Fact};
use domain::id::CustomerId;
use domain::person::ANONYMOUS;

use super::field::Field;
use super::{Fault, Strength, person};

/// A customer the brand has a name for.
pub(super) fn known(field: Field<'_>) -> Result<CustomerId, Fault> {
    match field.text()? {
        name if name.starts_with(ANONYMOUS) => {
            Err(field.fault("must not start with `anon:`, which names visitors who are not known"))
        }
        name => field.name(&name, CustomerId::new),
    }
}

/// A visitor by what their browser calls itself, where it does.
pub(super) fn anonymous(message: &Message) -> Result<Option<CustomerId>, Fault> {
    let field = Field::new("anonymousId", message.anonymous_id.as_ref());
    if !field.is_given() {
        return Ok(None);
    }
    field.name(&format!("{ANONYMOUS}{}", field.text()?), CustomerId::new).map(Some)
}

/// Of an `identify` no form is kept: only who a visitor turned out to be, and where their days begin.
pub(super) fn identified(message: &Message, strength: Strength) -> Result<Vec<Fact>, Fault> {
    let anonymous = match message.user_id.as_ref().is_some_and(|name| !name.is_null()) {
        true => anonymous(message)?,
        false => None,
    };
    let assurance = assurance(message, strength);
    let identified = anonymous.map(|anonymous| Fact::Identified { anonymous, assurance });
    let zone = person::zone_of(message).map(|zone| Fact::ZoneReported { zone });
    Ok(identified.into_iter().chain(zone).collect())
}

/// A name is another name's: a visitor's, or with a secret key a customer's. Servers' SDKs say a bare name and not which
/// of the two it is; both are then said, for where it is but one the other says nothing: nobody goes by it.
pub(super) fn alias(message: &Message, strength: Strength) -> Result<Vec<Fact>, Fault> {
    let field = Field::new("previousId", message.previous_id.as_ref());
    let previous = field.text()?;
    let customer = known(Field::new("userId", message.user_id.as_ref()))?;
    let visitor = anonymous(message)?.filter(|name| name.as_str()[ANONYMOUS.len()..] == previous);
    let assurance = assurance(message, strength);
    if let Some(anonymous) = visitor {
        return Ok(vec![Fact::Identified { anonymous, assurance }]);
    }
    let other = field.id(CustomerId::new)?;
    match strength {
        _ if previous.starts_with(ANONYMOUS) => Ok(vec![Fact::Identified { anonymous: other, assurance }]),
        _ if other == customer => Err(field.fault("must be another name than userId")),
        Strength::Secret => {
            let visitor = CustomerId::new(format!("{ANONYMOUS}{previous}")).ok();
            let identified = visitor.map(|anonymous| Fact::Identified { anonymous, assurance });
            Ok([Fact::Merged { other }].into_iter().chain(identified).collect())
        }
        Strength::Public => {
            Err(field.fault("must be the anonymousId: two customers are made one with a secret key"))
        }
    }
}

/// How sure it is. A page can only assert it; so does a server that passes on what a page said, and says so.
fn assurance(message: &Message, strength: Strength) -> Assurance {
    let told = message.context.as_ref().and_then(|context| context.get("assurance"));
    match strength {
        Strength::Secret if told.is_none_or(|told| told != "asserted") => Assurance::Proven,
        _ => Assurance::Asserted,
    }
}
