//! How far a reader has heard: what an event of the stream is called, and `Last-Event-ID` names.

use std::fmt;
use std::str::FromStr;

/// How far a reader has heard. To a page it is a name without a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The version of the person: the number of their latest event.
    pub(super) version: i64,
    /// On which node; another one counts for itself.
    pub(super) node: u64,
    /// How often something was told to everyone there.
    pub(super) times: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:x}.{}", self.version, self.node, self.times)
    }
}

/// What is no such name.
#[derive(Debug)]
pub(super) struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let (version, rest) = text.rsplit_once('-').ok_or(NoPlace)?;
        let (node, times) = rest.split_once('.').ok_or(NoPlace)?;
        Ok(Self {
            version: version.parse().map_err(|_| NoPlace)?,
            node: u64::from_str_radix(node, 16).map_err(|_| NoPlace)?,
            times: times.parse().map_err(|_| NoPlace)?,
        })
    }
}
