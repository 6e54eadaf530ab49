//! What the shop sells. The pages show the same; a test says so.

/// Something on the shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// Its name in the pages and in orders.
    pub id: &'static str,
    /// Its title, in English.
    pub title: &'static str,
    /// What kind of thing it is: `record` or `score`.
    pub category: &'static str,
    /// Its price in US dollars, as a plain decimal.
    pub price: &'static str,
}

/// Everything on the shelf.
pub const RECORDS: [Record; 12] = [
    Record { id: "nine-aubades", title: "Nine Aubades", category: "record", price: "16.98" },
    Record { id: "harbor-symphony", title: "Harbor Symphony", category: "record", price: "24.98" },
    Record { id: "songs-of-the-ferry", title: "Songs of the Ferry", category: "record", price: "15.98" },
    Record { id: "blue-hour", title: "The Blue Hour", category: "record", price: "17.98" },
    Record { id: "cahier-de-pluie", title: "Cahier de pluie", category: "record", price: "15.98" },
    Record { id: "two-nocturnes", title: "Two Nocturnes", category: "record", price: "14.98" },
    Record { id: "motets", title: "Motets for an Empty Church", category: "record", price: "16.98" },
    Record { id: "etudes-in-brick", title: "Études in Brick", category: "record", price: "13.98" },
    Record { id: "nine-aubades-score", title: "Nine Aubades, score", category: "score", price: "21.50" },
    Record {
        id: "harbor-symphony-score",
        title: "Harbor Symphony, study score",
        category: "score",
        price: "27.00",
    },
    Record { id: "six-duos", title: "Six Duos for Young Cellists", category: "score", price: "18.00" },
    Record { id: "wren-part-book", title: "The Wren Part-Book", category: "score", price: "12.50" },
];

/// A record by its name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Record> {
    RECORDS.iter().find(|record| record.id == id)
}
