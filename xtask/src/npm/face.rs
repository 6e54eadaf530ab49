//! What a page sees of the element, read from the tables that brands read.

use anyhow::{Result, bail};

/// Everything a page can say to the element, or hear from it.
pub(crate) struct Face {
    pub(crate) attributes: Vec<Row>,
    pub(crate) methods: Vec<Row>,
    pub(crate) events: Vec<Row>,
    pub(crate) slots: Vec<Row>,
    pub(crate) properties: Vec<Row>,
    pub(crate) parts: Vec<Row>,
}

/// A row of a table.
pub(crate) struct Row {
    pub(crate) name: String,
    /// In words, without marks.
    pub(crate) is: String,
    /// The names in its last column: what the detail of an event holds.
    pub(crate) keys: Vec<String>,
}

impl Face {
    pub(crate) fn read(document: &str) -> Result<Self> {
        let table = |heading| rows(document, heading);
        Ok(Self {
            attributes: table("Attributes and properties")?,
            methods: table("Methods")?,
            events: table("Events")?,
            slots: table("Slots")?,
            properties: table("Custom properties")?,
            parts: table("Parts")?,
        })
    }
}

fn rows(document: &str, heading: &str) -> Result<Vec<Row>> {
    let section =
        document.split("\n## ").find_map(|section| section.strip_prefix(heading)?.strip_prefix('\n'));
    let lines = section.into_iter().flat_map(str::lines);
    let rows: Vec<Row> = lines.filter(|line| line.starts_with("| `")).filter_map(row).collect();
    if rows.is_empty() {
        bail!("docs/embedding.md has no table below \"## {heading}\"");
    }
    Ok(rows)
}

fn row(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.trim().trim_matches('|').split(" | ").map(str::trim).collect();
    let (name, is, last) = (cells.first()?, cells.get(1)?, cells.last()?);
    let keys = last.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    Some(Row { name: name.replace('`', ""), is: is.replace('`', ""), keys })
}

#[cfg(test)]
mod tests {
    use super::rows;

    const TABLE: &str = "# A\n\n## Events\n\nSaid.\n\n| event | when | `detail` |\n|---|---|---|\n\
                         | `x-shown` | there is `html` | `placement`, `offers` (how many) |\n\n## Slots\n\nNone.\n";

    #[test]
    fn a_table_is_read_by_its_heading() {
        let events = rows(TABLE, "Events").unwrap();
        assert_eq!((events.len(), &*events[0].name, &*events[0].is), (1, "x-shown", "there is html"));
        assert_eq!(events[0].keys, ["placement", "offers"]);
    }

    #[test]
    fn a_table_that_is_missing_is_an_error_and_not_an_empty_list() {
        assert!(rows(TABLE, "Slots").is_err() && rows(TABLE, "Parts").is_err());
    }
}
