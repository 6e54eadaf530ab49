//! Where a customer meets the brand.

/// A kind of place where offers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Surface {
    /// A page of a website.
    Web,
    /// A tab of a page in a social network.
    Social,
    /// A page inside an app.
    Webview,
    /// The screen of a call centre.
    Agent,
    /// A till.
    Till,
    /// A screen that many people use, one after the other.
    Kiosk,
}

/// Every surface.
pub const SURFACES: [Surface; 6] =
    [Surface::Web, Surface::Social, Surface::Webview, Surface::Agent, Surface::Till, Surface::Kiosk];

impl Surface {
    /// Its name in rules and attributes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Social => "social",
            Self::Webview => "webview",
            Self::Agent => "agent",
            Self::Till => "till",
            Self::Kiosk => "kiosk",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        SURFACES.into_iter().find(|surface| surface.name() == name)
    }
}
