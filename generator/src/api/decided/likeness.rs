//! What the alternatives of a union look like, where nothing in a value says at once which one it is.
//!
//! In: a [`Union`] told apart by [`Selector::BestFit`](crate::api::Selector::BestFit). Out: for each alternative its
//! [`Likeness`]. What always holds: it says no more of an alternative than what others may differ in; it is of a bounded depth
//! and size, whatever the types hold.

use std::collections::BTreeSet;

use crate::api::{Additional, Api, Demand, Struct, TextFormat, Type, TypeKind, Union};

/// How many objects deep alternatives are compared, where they are not too large for it.
const DEEPEST: usize = 3;

/// How many names and values all that is said of the alternatives of a union may have.
const MOST: usize = 2_000;

/// What the values of an alternative look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Nothing is said.
    Any,
    /// True or false.
    Bool,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// One of these numbers.
    Integers(Vec<i64>),
    /// Any text.
    Text,
    /// One of these texts.
    Texts(Vec<String>),
    /// A list of such values.
    List(Box<Likeness>),
    /// An object.
    Object(MembersLikeness),
    /// One of several things.
    Either(Vec<Likeness>),
}

/// What an object looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MembersLikeness {
    /// The names of members of which no more is said.
    pub names: Vec<String>,
    /// The names of members that have to be there.
    pub required: Vec<String>,
    /// Members that other alternatives have, too, with other values.
    pub inside: Vec<(String, Likeness)>,
    /// What has to stand in it.
    pub demands: Vec<Demand>,
    /// Whether there is a place for members of other names; `Some(false)` if there are none.
    pub others: Option<bool>,
}

/// One thing that a value can be.
#[derive(Clone, Copy, PartialEq)]
enum Choice<'a> {
    /// Of a type, which is no alias, box or union.
    Of(&'a Type),
    /// A text that the document states.
    Only(&'a str),
}

/// The things that a value can be.
type Choices<'a> = Vec<Choice<'a>>;

impl Api {
    /// What each alternative of a union looks like.
    #[must_use]
    pub fn likenesses(&self, union: &Union) -> Vec<Likeness> {
        let choices = union
            .variants
            .iter()
            .map(|variant| self.choices(&variant.ty));
        let choices: Vec<Choices<'_>> = choices.collect();
        let mut found: Vec<Likeness> = Vec::new();
        for levels in 0..=DEEPEST {
            let own = choices.iter();
            let deeper: Vec<Likeness> = own
                .map(|own| self.likeness(own, &choices, levels))
                .collect();
            let is_too_large = deeper.iter().map(Likeness::size).sum::<usize>() > MOST;
            if is_too_large && levels > 0 || deeper == found {
                break;
            }
            found = deeper;
        }
        for (likeness, variant) in found.iter_mut().zip(&union.variants) {
            if let Likeness::Object(members) = likeness {
                members.demands.clone_from(&variant.demands);
            }
        }
        found
    }

    /// The things that a value of a type can be, null aside.
    fn choices<'a>(&'a self, ty: &'a Type) -> Choices<'a> {
        static ID: Type = Type::Text(TextFormat::Plain);
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![ty];
        while let Some(ty) = pending.pop() {
            let ty = self.value(ty);
            if let Type::Expandable(inner) = ty {
                found.push(Choice::Of(&ID));
                pending.push(inner);
                continue;
            }
            let named = ty.as_named();
            match named.and_then(|id| Some((id, &self.get(id)?.kind))) {
                Some((id, TypeKind::Union(union))) => {
                    if seen.insert(id) {
                        let types = union.variants.iter().rev().map(|variant| &variant.ty);
                        pending.extend(types);
                    }
                }
                _ => found.push(Choice::Of(ty)),
            }
        }
        found
    }

    /// What these things look like, one of which a value is where in another alternative it is one of others.
    fn likeness(&self, own: &[Choice<'_>], all: &[Choices<'_>], levels: usize) -> Likeness {
        let mut found: Vec<Likeness> = Vec::new();
        for choice in own {
            let likeness = match choice {
                Choice::Only(text) => Likeness::Texts(vec![(*text).to_owned()]),
                Choice::Of(ty) => self.likeness_of(ty, all, levels),
            };
            if !found.contains(&likeness) {
                found.push(likeness);
            }
        }
        match found.pop() {
            Some(only) if found.is_empty() => only,
            Some(last) => {
                found.push(last);
                Likeness::Either(found)
            }
            None => Likeness::Any,
        }
    }

    fn likeness_of(&self, ty: &Type, all: &[Choices<'_>], levels: usize) -> Likeness {
        match ty {
            Type::Bool => Likeness::Bool,
            Type::Integer(_) | Type::Timestamp => Likeness::Integer,
            Type::Number(_) => Likeness::Number,
            Type::Text(_) | Type::Bytes | Type::File | Type::Id(_) => Likeness::Text,
            Type::List(element) => {
                let elements = all.iter().map(|choices| self.elements(choices));
                let elements: Vec<Choices<'_>> =
                    elements.filter(|choices| !choices.is_empty()).collect();
                let own = self.choices(element);
                Likeness::List(Box::new(match is_shared(&elements) || levels == 0 {
                    true => Likeness::Any,
                    false => self.likeness(&own, &elements, levels),
                }))
            }
            Type::Page(_) => Likeness::Object(self.likeness_of_page()),
            Type::Map(_) | Type::Entries(_) => Likeness::Object(MembersLikeness {
                others: Some(true),
                ..MembersLikeness::default()
            }),
            Type::Named(id) => match self.get(*id).map(|def| &def.kind) {
                Some(TypeKind::Struct(object)) => {
                    Likeness::Object(self.likeness_of_struct(object, all, levels))
                }
                Some(TypeKind::StringEnum(values)) => {
                    let texts = values.variants.iter().map(|known| known.wire.clone());
                    Likeness::Texts(texts.collect())
                }
                Some(TypeKind::IntegerEnum(values)) => {
                    Likeness::Integers(values.variants.iter().map(|known| known.wire).collect())
                }
                Some(TypeKind::Union(_) | TypeKind::Alias(_) | TypeKind::ExpandPaths(_)) | None => {
                    Likeness::Any
                }
            },
            Type::Json
            | Type::ClearableEntries
            | Type::Clearable(_)
            | Type::Expandable(_)
            | Type::Range(_)
            | Type::Expand { .. }
            | Type::Nullable(_)
            | Type::Boxed(_) => Likeness::Any,
        }
    }

    fn elements<'a>(&'a self, choices: &[Choice<'a>]) -> Choices<'a> {
        let elements = choices.iter().filter_map(|choice| match choice {
            Choice::Of(Type::List(element)) => Some(self.choices(element)),
            Choice::Of(_) | Choice::Only(_) => None,
        });
        elements.flatten().collect()
    }

    fn likeness_of_page(&self) -> MembersLikeness {
        let page = &self.conventions.page;
        let names = [&page.items, &page.more, &page.tag, &page.total, &page.url];
        let mut names: Vec<String> = names.into_iter().cloned().collect();
        names.dedup();
        MembersLikeness {
            names,
            required: vec![page.items.clone()],
            ..MembersLikeness::default()
        }
    }

    fn likeness_of_struct(
        &self,
        object: &Struct,
        all: &[Choices<'_>],
        levels: usize,
    ) -> MembersLikeness {
        let fields = object.fields.iter().filter(|field| !field.write_only);
        let required = fields.clone().filter(|field| field.required);
        let mut found = MembersLikeness {
            required: required.map(|field| field.wire.clone()).collect(),
            others: match &object.additional {
                Additional::Ignored => None,
                Additional::Forbidden => Some(false),
                Additional::Kept { .. } => Some(true),
            },
            ..MembersLikeness::default()
        };
        let constants = object.constants.iter();
        let constants =
            constants.map(|one| (one.wire.as_str(), vec![Choice::Only(one.value.as_str())]));
        for (wire, own) in fields
            .map(|field| (field.wire.as_str(), self.choices(&field.ty)))
            .chain(constants)
        {
            let members = all.iter().map(|choices| self.members(choices, wire));
            let members: Vec<Choices<'_>> = members.filter(|choices| !choices.is_empty()).collect();
            match levels.checked_sub(1).filter(|_| !is_shared(&members)) {
                Some(levels) => {
                    let likeness = self.likeness(&own, &members, levels);
                    found.inside.push((wire.to_owned(), likeness));
                }
                None => found.names.push(wire.to_owned()),
            }
        }
        found
    }

    /// The things that a member of that name can be in these things.
    fn members<'a>(&'a self, choices: &[Choice<'a>], wire: &str) -> Choices<'a> {
        let mut found = Vec::new();
        for choice in choices {
            let Choice::Of(Type::Named(id)) = choice else {
                continue;
            };
            let def = self.get(*id);
            let Some(object) = def.and_then(|def| def.kind.as_struct()) else {
                continue;
            };
            let fields = object.fields.iter();
            let fields = fields.filter(|field| field.wire == wire && !field.write_only);
            found.extend(fields.flat_map(|field| self.choices(&field.ty)));
            let constants = object.constants.iter().filter(|one| one.wire == wire);
            found.extend(constants.map(|one| Choice::Only(one.value.as_str())));
        }
        found
    }
}

/// Whether it makes no difference in which of the alternatives a value stands.
fn is_shared(all: &[Choices<'_>]) -> bool {
    let mut rest = all.iter().skip(1);
    rest.all(|choices| Some(choices) == all.first())
}

impl Likeness {
    /// Whether values of several alternatives may be of this kind, so that what is in them counts.
    #[must_use]
    pub fn is_compared(&self) -> bool {
        match self {
            Self::Any | Self::List(_) | Self::Object(_) | Self::Either(_) => true,
            Self::Bool
            | Self::Integer
            | Self::Number
            | Self::Integers(_)
            | Self::Text
            | Self::Texts(_) => false,
        }
    }

    /// How many names and values are said of it.
    fn size(&self) -> usize {
        match self {
            Self::Any | Self::Bool | Self::Integer | Self::Number | Self::Text => 1,
            Self::Integers(values) => values.len(),
            Self::Texts(texts) => texts.len(),
            Self::List(element) => 1 + element.size(),
            Self::Object(members) => {
                let inside = members.inside.iter().map(|(_, inner)| 1 + inner.size());
                members.names.len() + members.required.len() + inside.sum::<usize>()
            }
            Self::Either(all) => all.iter().map(Self::size).sum(),
        }
    }
}
