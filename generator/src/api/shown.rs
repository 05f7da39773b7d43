//! What logs are shown of a value.
//!
//! In: a field, or a use of a type. Out: how much of the value `Debug` shows unless all is asked for. What always holds: a
//! secret is never shown; of free text, bytes, JSON and the keys and values of maps, no more than how much there is.

use super::{Api, Field, TextFormat, Type, Wrapper};

/// What is shown of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// All that its own `Debug` shows.
    Itself,
    /// How much there is.
    Extent,
    /// Nothing.
    Nothing,
}

impl Api {
    /// What is shown of a value of the type.
    #[must_use]
    pub fn shown(&self, ty: &Type) -> Shown {
        let mut shown = Shown::Itself;
        // Entries show themselves by their number.
        let mut in_entries = false;
        let mut ty = self.resolve(ty);
        while let Some((wrapper, inner)) = ty.wrapped() {
            if wrapper == Wrapper::Entries {
                in_entries = true;
            } else if wrapper == Wrapper::Map && !in_entries {
                // Keys are text.
                shown = Shown::Extent;
            }
            ty = self.resolve(inner);
        }
        if *ty == Type::Text(TextFormat::Password) {
            return Shown::Nothing;
        }
        // A decimal is a number that is kept digit by digit.
        let is_free = matches!(ty, Type::Text(_) | Type::Bytes | Type::Json)
            && *ty != Type::Text(TextFormat::Decimal);
        match is_free && !in_entries {
            true => Shown::Extent,
            false => shown,
        }
    }

    /// What is shown of a member. What says which object it is is shown: a log without it is of no use.
    #[must_use]
    pub fn shown_of(&self, field: &Field) -> Shown {
        let is_id =
            field.wire == self.conventions.id && matches!(self.resolve(&field.ty), Type::Text(_));
        match self.shown(&field.ty) {
            Shown::Extent if is_id => Shown::Itself,
            shown @ (Shown::Itself | Shown::Extent | Shown::Nothing) => shown,
        }
    }
}
