//! Which limits mean something for which type.
//!
//! In: a type, and what the document says of its values. Out: of that, what applies to values of the type, as JSON Schema has
//! it. What always holds: the walk ends, whatever the types refer to.

use crate::api::{Api, Integer, Limits, TextFormat, Type, TypeDef, TypeKind, Wrapper};

use crate::lower::schema::limits::numbers::{SIGNED_END, UNSIGNED_END};

/// How many lists and maps in each other are looked into: what is said of values deeper than that is neither documented nor
/// checked.
const DEEPEST: usize = 32;

/// What matters here of a type of the crate.
enum Shape {
    Alias(Type),
    /// Some of its values are texts, of which the empty one means nothing.
    MaybeText,
    Other,
}

fn shape(def: &TypeDef) -> Shape {
    match &def.kind {
        TypeKind::Alias(target) => Shape::Alias(target.clone()),
        TypeKind::Union(_) => Shape::MaybeText,
        TypeKind::StringEnum(values) => {
            let means_nothing = !values
                .variants
                .iter()
                .any(|variant| variant.wire.is_empty());
            match values.open.is_some() && means_nothing {
                true => Shape::MaybeText,
                false => Shape::Other,
            }
        }
        TypeKind::Struct(_) | TypeKind::IntegerEnum(_) | TypeKind::ExpandPaths(_) => Shape::Other,
    }
}

/// The types of a model, as far as limits are concerned.
pub struct Shapes(Vec<Shape>);

impl Shapes {
    /// The types of that model.
    pub fn of(api: &Api) -> Self {
        Self(api.types.iter().map(shape).collect())
    }

    /// The limits that mean something for values of a type. An id always says something.
    pub fn applicable(&self, ty: &Type, limits: Limits) -> Limits {
        self.within(ty, limits, DEEPEST)
    }

    /// The type behind aliases and boxes.
    fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        for _ in 0..=self.0.len() {
            ty = ty.behind(|wrapper| wrapper == Wrapper::Boxed);
            match ty.as_named().and_then(|id| self.0.get(id.index())) {
                Some(Shape::Alias(target)) => ty = target,
                Some(Shape::MaybeText | Shape::Other) | None => break,
            }
        }
        ty
    }

    /// The type that limits are about: behind aliases, boxes and what can be null, cleared or a range.
    pub fn value<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = self.resolve(ty);
        while let Some((_, inner)) = ty.wrapped().filter(|(wrapper, _)| wrapper.is_transparent()) {
            ty = self.resolve(inner);
        }
        ty
    }

    fn within(&self, ty: &Type, limits: Limits, depth: usize) -> Limits {
        let element = |inner: &Type, each: Option<Box<Limits>>| {
            let each = each.map(|each| *each).unwrap_or_default();
            let each = match depth {
                0 => Limits::default(),
                depth => self.within(inner, each, depth - 1),
            };
            (each != Limits::default()).then(|| Box::new(each))
        };
        match self.resolve(ty) {
            Type::Clearable(inner) => {
                let not_empty = limits.not_empty && self.may_be_text(inner);
                refuse_empty(self.within(inner, limits, depth), not_empty)
            }
            Type::Nullable(inner) => self.within(inner, limits, depth),
            Type::Text(_) => of_text(limits),
            Type::Id(_) => refuse_empty(of_text(limits), true),
            Type::Expandable(_) => refuse_empty(Limits::default(), true),
            Type::Integer(size) => of_integer(*size, of_number(limits)),
            Type::Number(_) | Type::Timestamp => of_number(limits),
            Type::List(inner) => Limits {
                each: element(inner, limits.each.clone()),
                ..of_items(limits)
            },
            Type::Map(inner) | Type::Entries(inner) => Limits {
                each: element(inner, limits.each.clone()),
                ..of_entries(limits)
            },
            // Of a map that changes are made to, only these changes are known.
            Type::ClearableEntries => Limits {
                min_items: None,
                each: element(&TEXT, limits.each.clone()),
                ..of_entries(limits)
            },
            Type::Expand { .. } => Limits {
                each: element(&TEXT, limits.each.clone()),
                ..of_items(limits)
            },
            Type::Range(inner) => Limits {
                each: element(inner, limits.each.clone()),
                ..self.within(inner, limits, depth)
            },
            Type::Json => {
                let (text, number) = (of_text(limits.clone()), of_number(limits.clone()));
                Limits {
                    minimum: number.minimum,
                    maximum: number.maximum,
                    min_items: limits.min_items,
                    max_items: limits.max_items,
                    ..text
                }
            }
            Type::Bool
            | Type::Bytes
            | Type::File
            | Type::Named(_)
            | Type::Page(_)
            | Type::Boxed(_) => Limits::default(),
        }
    }

    /// Whether a value of the type may be a text that means nothing if it is empty.
    pub fn may_be_text(&self, ty: &Type) -> bool {
        match self.resolve(ty) {
            Type::Text(_) | Type::Id(_) | Type::Json | Type::Expandable(_) => true,
            Type::Range(inner) => matches!(self.resolve(inner), Type::Text(_) | Type::Id(_)),
            Type::Nullable(inner) => self.may_be_text(inner),
            Type::Named(id) => matches!(self.0.get(id.index()), Some(Shape::MaybeText)),
            Type::Bool
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Timestamp
            | Type::Bytes
            | Type::File
            | Type::List(_)
            | Type::Map(_)
            | Type::Entries(_)
            | Type::ClearableEntries
            | Type::Clearable(_)
            | Type::Page(_)
            | Type::Expand { .. }
            | Type::Boxed(_) => false,
        }
    }
}

const TEXT: Type = Type::Text(TextFormat::Plain);

fn refuse_empty(limits: Limits, not_empty: bool) -> Limits {
    Limits {
        // What has a least length is not empty anyway.
        not_empty: limits.not_empty || not_empty && limits.min_length.is_none(),
        ..limits
    }
}

fn of_text(limits: Limits) -> Limits {
    Limits {
        min_length: limits.min_length.filter(|least| *least > 0),
        max_length: limits.max_length,
        pattern: limits.pattern,
        ..Limits::default()
    }
}

fn of_items(limits: Limits) -> Limits {
    Limits {
        min_items: limits.min_items.filter(|least| *least > 0),
        max_items: limits.max_items,
        ..Limits::default()
    }
}

fn of_entries(limits: Limits) -> Limits {
    let keys = limits.keys.clone().map(|keys| of_text(*keys));
    let keys = keys.filter(|keys| *keys != Limits::default());
    Limits {
        keys: keys.map(Box::new),
        ..of_items(limits)
    }
}

/// Without bounds that every value of the size is within.
fn of_integer(size: Integer, limits: Limits) -> Limits {
    let (least, most) = match size {
        Integer::I32 => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Integer::I64 => (-SIGNED_END, SIGNED_END),
        Integer::U64 => (0.0, UNSIGNED_END),
    };
    let is_low = |(bound, excluded): &(f64, bool)| *bound < least || *bound == least && !excluded;
    let is_high = |(bound, excluded): &(f64, bool)| *bound > most || *bound == most && !excluded;
    Limits {
        minimum: limits.minimum.filter(|bound| !is_low(bound)),
        maximum: limits.maximum.filter(|bound| !is_high(bound)),
        ..limits
    }
}

fn of_number(limits: Limits) -> Limits {
    let finite = |bound: &(f64, bool)| bound.0.is_finite();
    Limits {
        minimum: limits.minimum.filter(finite),
        maximum: limits.maximum.filter(finite),
        ..Limits::default()
    }
}
