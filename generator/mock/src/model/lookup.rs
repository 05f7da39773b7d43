//! Look-ups: from a shape to what it stands for.

use super::{Definition, Input, Kind, Member, Model, Object, Operation, Shape, TypeIndex};

/// How many names of types are followed: who has met more is in a circle.
const MOST_NAMES: usize = 64;

impl Model {
    /// The definition with that index.
    #[must_use]
    pub fn definition(&self, index: TypeIndex) -> Option<&Definition> {
        self.types.get(index)
    }

    /// The shape behind names that stand for another shape.
    #[must_use]
    pub fn resolve<'m>(&'m self, shape: &'m Shape) -> &'m Shape {
        let mut shape = shape;
        for _ in 0..MOST_NAMES {
            match shape {
                Shape::Named(index) => match self.definition(*index).map(|found| &found.kind) {
                    Some(Kind::Alias(inner)) => shape = inner,
                    _ => return shape,
                },
                _ => return shape,
            }
        }
        &Shape::Any
    }

    /// The shape of a value that is there: behind what can be null, cleared or expanded.
    #[must_use]
    pub fn value<'m>(&'m self, shape: &'m Shape) -> &'m Shape {
        let mut shape = self.resolve(shape);
        for _ in 0..MOST_NAMES {
            match shape {
                Shape::Nullable(inner) | Shape::Clearable(inner) | Shape::Expandable(inner) => {
                    shape = self.resolve(inner);
                }
                _ => break,
            }
        }
        shape
    }

    /// The object that a shape is, with its index.
    #[must_use]
    pub fn object<'m>(&'m self, shape: &'m Shape) -> Option<(TypeIndex, &'m Object)> {
        match self.value(shape) {
            Shape::Named(index) => match self.definition(*index).map(|found| &found.kind) {
                Some(Kind::Object(object)) => Some((*index, object)),
                Some(Kind::OneOf(union)) => {
                    let objects = union.variants.iter().filter_map(|variant| {
                        let shape = self.resolve(&variant.shape);
                        match shape {
                            Shape::Named(index) => match &self.definition(*index)?.kind {
                                Kind::Object(object) => Some((*index, object)),
                                _ => None,
                            },
                            _ => None,
                        }
                    });
                    // Of an object and what stands for one that is gone, the object says more.
                    objects.max_by_key(|(_, object)| object.members.len())
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// What people call a type.
    #[must_use]
    pub fn type_name(&self, index: TypeIndex) -> &str {
        self.definition(index)
            .map_or("object", |found| found.name.as_str())
    }
}

impl Object {
    /// The member of that name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// The member of that name, or of one that differs in case and separators alone: `FriendlyName` is `friendly_name`.
    #[must_use]
    pub fn member_like(&self, name: &str) -> Option<&Member> {
        self.member(name).or_else(|| {
            let bare = bare(name);
            let mut members = self.members.iter();
            members.find(|member| self::bare(&member.name).eq(bare.clone()))
        })
    }
}

/// The letters and digits of a name, in lower case.
fn bare(name: &str) -> impl Iterator<Item = char> + Clone + '_ {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.map(|c| c.to_ascii_lowercase())
}

impl Operation {
    /// The input of that name at one of the places that are not the body, or in it.
    #[must_use]
    pub fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.member.name == name)
    }
}

impl Operation {
    /// Whether the next page has an address, instead of something that an input takes.
    #[must_use]
    pub fn goes_on_by_address(&self) -> bool {
        use super::{NextPage, PagingWay};
        let way = self.paging.as_ref().map(|paging| &paging.way);
        match way {
            Some(PagingWay::Answer { next, .. }) => {
                matches!(next, NextPage::Link(_) | NextPage::Header)
            }
            Some(PagingWay::Item { .. }) | None => false,
        }
    }
}

impl super::Payload {
    /// The shape of the body, if it is JSON.
    #[must_use]
    pub fn shape(&self) -> Option<&Shape> {
        match self {
            Self::Json(shape) => Some(shape),
            Self::Empty | Self::Text | Self::Bytes => None,
        }
    }
}
