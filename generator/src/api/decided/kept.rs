//! Which texts of an exchange with the API can be written down.
//!
//! In: the model. Out: names of members, and words. What always holds: a text under a kept name is an id, a decimal or a value of an enum in
//! every type and request of the document, as what [`shown`](Api::shown_of) says of it; below an open name, names are those of programs.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Shown, Type, TypeKind, Wrapper};

/// Names of members on the wire and words of the document, each list in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptNames<'a> {
    /// Those of which a text is never private.
    pub kept: Vec<&'a str>,
    /// Values of enums, and constants: texts that the document has, and nobody else.
    pub words: Vec<&'a str>,
    /// Those of which the value has names that the document does not know.
    pub open: Vec<&'a str>,
}

/// What is known of a name.
#[derive(Clone, Copy, Default)]
struct NameUse {
    is_text: bool,
    is_private: bool,
    is_open: bool,
}

impl Api {
    /// Which texts can be written down.
    #[must_use]
    pub fn kept_names(&self) -> KeptNames<'_> {
        let mut names: BTreeMap<&str, NameUse> = BTreeMap::new();
        let inputs = self.operations().flat_map(|operation| &operation.inputs);
        let inputs = inputs.map(|input| &input.field);
        let objects = || self.types.iter().filter_map(|def| def.kind.as_struct());
        for field in objects().flat_map(|object| &object.fields).chain(inputs) {
            let known = names.entry(&field.wire).or_default();
            let (is_text, is_open) = self.leaf(&field.ty);
            known.is_text |= is_text;
            known.is_open |= is_open;
            known.is_private |= self.shown_of(field) != Shown::Itself;
        }
        for constant in objects().flat_map(|object| &object.constants) {
            names.entry(&constant.wire).or_default().is_text = true;
        }
        let words = self.types.iter().flat_map(|def| def.kind.words());
        let constants = objects().flat_map(|object| &object.constants);
        let words = words.chain(constants.map(|constant| constant.value.as_str()));
        let words: BTreeSet<&str> = words.collect();
        let of = |is: &dyn Fn(&NameUse) -> bool| {
            let named = names.iter().filter(|(_, known)| is(known));
            named.map(|(name, _)| *name).collect()
        };
        KeptNames {
            kept: of(&|known| known.is_text && !known.is_private && !known.is_open),
            words: words.into_iter().collect(),
            open: of(&|known| known.is_open),
        }
    }

    /// Whether a value of the type is, or holds, a text; and whether it holds names of programs.
    fn leaf(&self, ty: &Type) -> (bool, bool) {
        let mut ty = self.resolve(ty);
        while let Some((wrapper, inner)) = ty.wrapped() {
            if wrapper.is_keyed() {
                return (false, true);
            }
            if wrapper == Wrapper::Expandable {
                // It is an id, or else an object with names of its own.
                return (true, false);
            }
            ty = self.resolve(inner);
        }
        if let Some(def) = self.definition(ty) {
            return (def.kind.is_words(), false);
        }
        let is_text = matches!(ty, Type::Id(_) | Type::Expand { .. } | Type::Text(_));
        (is_text, matches!(ty, Type::Json | Type::ClearableEntries))
    }
}

impl TypeKind {
    /// The texts that it lists.
    fn words(&self) -> Vec<&str> {
        match self {
            Self::StringEnum(list) => {
                let variants = list.variants.iter();
                variants.map(|variant| variant.wire.as_str()).collect()
            }
            Self::Struct(_)
            | Self::IntegerEnum(_)
            | Self::Union(_)
            | Self::Alias(_)
            | Self::ExpandPaths(_) => Vec::new(),
        }
    }

    /// Whether its values are words of the document.
    fn is_words(&self) -> bool {
        match self {
            Self::StringEnum(_) | Self::ExpandPaths(_) => true,
            Self::Struct(_) | Self::IntegerEnum(_) | Self::Union(_) | Self::Alias(_) => false,
        }
    }
}
