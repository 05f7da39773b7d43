//! How a value of more than one part becomes text.
//!
//! In: nothing. Out: [`Encoding`]. What always holds: the lowering has chosen it; for a value of one part all are alike.

/// How a value of more than one part becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `key[member]`, `key[0]`, to any depth (`deepObject`).
    Brackets,
    /// A pair for each element (`form`, exploded); a scalar is one pair.
    Repeat,
    /// Each member of the object is a pair of its own, without the parameter's name (`form`, exploded).
    Spread,
    /// One pair, elements joined (`form`, `simple`, `spaceDelimited` or `pipeDelimited`, not exploded).
    Joined(&'static str),
    /// One pair whose value is JSON.
    Json,
    /// As the value itself is one text, a list or an object, by a style.
    Styled(Style),
}

/// How a value is written of which only the value itself says what it is (OpenAPI, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// What stands before it and between its parts.
    pub kind: StyleKind,
    /// Whether each of its parts stands for itself.
    pub explode: bool,
}

/// What stands before a value and between its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleKind {
    /// `form`.
    Form,
    /// `spaceDelimited`.
    Spaces,
    /// `pipeDelimited`.
    Pipes,
    /// `simple`.
    Simple,
    /// `label`.
    Label,
    /// `matrix`.
    Matrix,
}

/// Encodings by name: serde's derived code has no word for texts that live forever.
#[cfg(feature = "serialize")]
mod encodings {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    use super::{Encoding, Style, StyleKind};

    /// All encodings, each with its name.
    const ENCODINGS: [(&str, Encoding); 19] = [
        ("brackets", Encoding::Brackets),
        ("repeat", Encoding::Repeat),
        ("spread", Encoding::Spread),
        ("json", Encoding::Json),
        ("joined by commas", Encoding::Joined(",")),
        ("joined by spaces", Encoding::Joined(" ")),
        ("joined by pipes", Encoding::Joined("|")),
        ("form, exploded", styled(StyleKind::Form, true)),
        ("form", styled(StyleKind::Form, false)),
        ("spaces, exploded", styled(StyleKind::Spaces, true)),
        ("spaces", styled(StyleKind::Spaces, false)),
        ("pipes, exploded", styled(StyleKind::Pipes, true)),
        ("pipes", styled(StyleKind::Pipes, false)),
        ("simple, exploded", styled(StyleKind::Simple, true)),
        ("simple", styled(StyleKind::Simple, false)),
        ("label, exploded", styled(StyleKind::Label, true)),
        ("label", styled(StyleKind::Label, false)),
        ("matrix, exploded", styled(StyleKind::Matrix, true)),
        ("matrix", styled(StyleKind::Matrix, false)),
    ];

    const fn styled(kind: StyleKind, explode: bool) -> Encoding {
        Encoding::Styled(Style { kind, explode })
    }

    /// Their names.
    const NAMES: &[&str] = &[
        "brackets",
        "repeat",
        "spread",
        "json",
        "joined by commas",
        "joined by spaces",
        "joined by pipes",
        "form, exploded",
        "form",
        "spaces, exploded",
        "spaces",
        "pipes, exploded",
        "pipes",
        "simple, exploded",
        "simple",
        "label, exploded",
        "label",
        "matrix, exploded",
        "matrix",
    ];

    impl Serialize for Encoding {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let mut known = ENCODINGS.iter();
            let name = known.find(|(_, encoding)| encoding == self);
            to.serialize_str(name.map_or("", |(name, _)| name))
        }
    }

    impl<'de> Deserialize<'de> for Encoding {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let text = String::deserialize(from)?;
            let found = ENCODINGS.iter().find(|(name, _)| **name == text);
            let found = found.map(|(_, encoding)| *encoding);
            found.ok_or_else(|| de::Error::unknown_variant(&text, NAMES))
        }
    }
}
