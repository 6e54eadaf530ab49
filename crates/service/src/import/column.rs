//! Where in a row things stand: by the names in the file's first line.

use csv::ByteRecord;

use super::ImportError;

/// The names of the columns that are read.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The brand's name for the customer.
    pub customer: String,
    /// When the order was paid.
    pub date: String,
    /// What was paid.
    pub amount: String,
    /// The shop's name for the order, if the file has one.
    pub order: Option<String>,
    /// What happened to the order, if the file says: all were paid where it does not.
    pub event: Option<String>,
    /// The currency of the amount, if the file says it in each row.
    pub currency: Option<String>,
    /// What was bought or given back, if the file says.
    pub products: Option<String>,
}

/// A column: its name, and its place in every row.
pub(crate) struct Column {
    pub(crate) name: String,
    place: usize,
}

impl Column {
    /// What a row has in it, without the white space around.
    pub(crate) fn of<'r>(&self, row: &'r ByteRecord) -> &'r [u8] {
        row.get(self.place).unwrap_or_default().trim_ascii()
    }
}

/// The columns that are read.
pub(crate) struct Columns {
    pub(crate) customer: Column,
    pub(crate) date: Column,
    pub(crate) amount: Column,
    pub(crate) order: Option<Column>,
    pub(crate) event: Option<Column>,
    pub(crate) currency: Option<Column>,
    pub(crate) products: Option<Column>,
    /// How many there are in all.
    pub(crate) count: usize,
}

impl Columns {
    /// Finds each name in the header.
    pub(crate) fn find(names: &Names, header: &ByteRecord) -> Result<Self, ImportError> {
        if header.iter().all(|name| name.trim_ascii().is_empty()) {
            return Err(ImportError::Empty);
        }
        let find =
            |name: &str, flag| {
                let place = header.iter().position(|found| found.trim_ascii() == name.as_bytes());
                place.map(|place| Column { name: name.to_owned(), place }).ok_or_else(|| {
                    ImportError::NoColumn { wanted: name.to_owned(), flag, found: list(header) }
                })
            };
        let may_find = |name: &Option<String>, flag| name.as_deref().map(|name| find(name, flag)).transpose();
        Ok(Self {
            customer: find(&names.customer, "--customer-column")?,
            date: find(&names.date, "--date-column")?,
            amount: find(&names.amount, "--amount-column")?,
            order: may_find(&names.order, "--order-column")?,
            event: may_find(&names.event, "--event-column")?,
            currency: may_find(&names.currency, "--currency-column")?,
            products: may_find(&names.products, "--products-column")?,
            count: header.len(),
        })
    }

    /// The column a field of a message was read from.
    pub(crate) fn behind(&self, field: &str) -> Option<&Column> {
        match field {
            "userId" => Some(&self.customer),
            "timestamp" => Some(&self.date),
            "properties.total" => Some(&self.amount),
            "properties.order_id" => self.order.as_ref(),
            "properties.currency" => self.currency.as_ref(),
            _ if field.starts_with("properties.products") => self.products.as_ref(),
            _ => None,
        }
    }
}

fn list(header: &ByteRecord) -> String {
    let names = header.iter().map(|name| format!("`{}`", String::from_utf8_lossy(name.trim_ascii())));
    names.collect::<Vec<_>>().join(", ")
}
