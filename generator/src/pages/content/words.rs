//! What a value is, in words, and how much a row adds to a page.

use crate::api::{Api, Number, TextFormat, Type, TypeDef, TypeId, TypeKind};
use crate::sentences;

use super::PageContent;
use crate::pages::page::{Link, PageRow};

/// How deep a type is told: what is deeper is an ellipsis.
const DEEPEST: usize = 5;

impl PageContent<'_> {
    /// What a value of the type is, as Markdown.
    pub fn kind(&self, ty: &Type) -> String {
        self.kind_at(ty, 0)
    }

    fn kind_at(&self, ty: &Type, depth: usize) -> String {
        if depth > DEEPEST {
            return "…".to_owned();
        }
        let depth = depth + 1;
        let ty = self.api.resolve(ty);
        match ty {
            Type::Bool => "boolean".to_owned(),
            Type::Integer(_) => "integer".to_owned(),
            Type::Number(Number::Decimal) => "decimal number".to_owned(),
            Type::Number(Number::F32 | Number::F64) => "number".to_owned(),
            Type::Text(format) => text(format),
            Type::Timestamp => "time, in seconds since 1970".to_owned(),
            Type::Bytes => "bytes".to_owned(),
            Type::File => "file".to_owned(),
            Type::Id(id) => match self.api.get(*id) {
                Some(def) => format!("ID of {}", sentences::with_article(&name(def))),
                None => "ID".to_owned(),
            },
            Type::Json => "any JSON".to_owned(),
            Type::Named(id) => self.named(*id, depth),
            Type::List(inner) => format!("list of: {}", self.kind_at(inner, depth)),
            Type::Map(inner) | Type::Entries(inner) => {
                format!("map to: {}", self.kind_at(inner, depth))
            }
            Type::ClearableEntries => "map of strings".to_owned(),
            Type::Clearable(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
                self.kind_at(inner, depth)
            }
            Type::Expandable(inner) => format!("ID, or {}", self.kind_at(inner, depth)),
            Type::Page(inner) => format!("page of: {}", self.kind_at(inner, depth)),
            Type::Range(inner) => format!("{}, or bounds of it", self.kind_at(inner, depth)),
            Type::Expand { .. } => "list of paths".to_owned(),
        }
    }

    fn named(&self, id: TypeId, depth: usize) -> String {
        let Some(def) = self.api.get(id) else {
            return "object".to_owned();
        };
        match &def.kind {
            TypeKind::Struct(_) if self.places.of_type(id).is_some() => {
                format!("object: {}", sentences::prose(&name(def)))
            }
            TypeKind::Struct(_) => "object".to_owned(),
            TypeKind::StringEnum(_) => "string, one of a list".to_owned(),
            TypeKind::IntegerEnum(_) => "integer, one of a list".to_owned(),
            TypeKind::Union(union) => {
                let kinds = union
                    .variants
                    .iter()
                    .map(|variant| self.kind_at(&variant.ty, depth));
                let mut kinds: Vec<String> = kinds.collect();
                kinds.dedup();
                kinds.join(", or ")
            }
            TypeKind::Alias(target) => self.kind_at(target, depth),
            TypeKind::ExpandPaths(_) => "path".to_owned(),
        }
    }

    /// The page of what a value of the type is, or holds, or names by its id.
    pub fn link(&self, ty: &Type) -> Option<Link> {
        let mut ty = self.api.resolve(ty);
        while let Some((_, inner)) = ty.wrapped() {
            ty = self.api.resolve(inner);
        }
        let id = match ty {
            Type::Named(id) | Type::Id(id) => *id,
            Type::Bool
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Text(_)
            | Type::Timestamp
            | Type::Bytes
            | Type::File
            | Type::Json
            | Type::List(_)
            | Type::Map(_)
            | Type::Entries(_)
            | Type::ClearableEntries
            | Type::Clearable(_)
            | Type::Expandable(_)
            | Type::Page(_)
            | Type::Range(_)
            | Type::Expand { .. }
            | Type::Nullable(_)
            | Type::Boxed(_) => return None,
        };
        let path = self.places.of_type(id)?;
        Some(Link::to(path, sentences::prose(&name(self.api.get(id)?))))
    }
}

/// What people call a type.
pub fn name(def: &TypeDef) -> String {
    def.name.bare().to_owned()
}

fn text(format: &TextFormat) -> String {
    let text = match format {
        TextFormat::Plain | TextFormat::Password => "string",
        TextFormat::Date => "string, a date",
        TextFormat::DateTime => "string, a date and time",
        TextFormat::Decimal => "string, a decimal number",
        TextFormat::Base64 => "string, base64",
        TextFormat::Other(name) => return format!("string, {}", sentences::code(name)),
    };
    text.to_owned()
}

/// The struct that a value of the type is, or holds, behind lists, and whatever is another way to give it.
pub fn object<'a>(api: &'a Api, ty: &'a Type) -> Option<(TypeId, &'a crate::api::Struct)> {
    let mut ty = api.value(ty);
    while let Some((wrapper, inner)) = ty.wrapped() {
        if wrapper.is_keyed() {
            return None;
        }
        ty = api.value(inner);
    }
    let id = ty.as_named()?;
    Some((id, api.get(id)?.kind.as_struct()?))
}

/// What a row takes by itself, roughly, and each letter of its name, which stands in it several times.
const ROW: (usize, usize) = (300, 5);

/// What a row adds to a page, in bytes, roughly.
pub fn cost(row: &PageRow) -> usize {
    let (each, letter) = ROW;
    let lines = row.text.iter().chain(&row.facts);
    let values = row.values.iter();
    let values = values
        .map(|(value, meaning)| 40 + value.len() + meaning.iter().map(String::len).sum::<usize>());
    each + letter * row.name.len() + lines.map(String::len).sum::<usize>() + values.sum::<usize>()
}
