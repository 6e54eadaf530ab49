//! How a fact and a value are compared.

/// How a fact and a value are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    Same,
    NotEqual,
    NotSame,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Operator {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "==" => Self::Equal,
            "===" => Self::Same,
            "!=" => Self::NotEqual,
            "!==" => Self::NotSame,
            "<" => Self::Less,
            "<=" => Self::AtMost,
            ">" => Self::More,
            ">=" => Self::AtLeast,
            _ => return None,
        })
    }

    /// The same with its two sides changed.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
            Self::Equal | Self::Same | Self::NotEqual | Self::NotSame => self,
        }
    }

    /// Whether it asks which is more.
    pub(super) fn orders(self) -> bool {
        matches!(self, Self::Less | Self::AtMost | Self::More | Self::AtLeast)
    }

    /// The equality that it denies, if it does.
    pub(super) fn denied(self) -> Option<Self> {
        match self {
            Self::NotEqual => Some(Self::Equal),
            Self::NotSame => Some(Self::Same),
            Self::Equal | Self::Same | Self::Less | Self::AtMost | Self::More | Self::AtLeast => None,
        }
    }
}
