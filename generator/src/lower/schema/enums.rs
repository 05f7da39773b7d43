//! Enums: text and whole numbers with known values.
//!
//! In: a schema with `enum`. Out: a string enum, an integer enum, or the plain type where a list of values
//! adds nothing in Rust. What always holds: variants are unique and keep the document's order.

use serde_json::Value;

use crate::api::{
    Docs, Ident, IntegerEnum, IntegerVariant, Number, StringEnum, StringVariant, Type, TypeKind,
};
use crate::lower::context::{Definition, Lowered, Lowering, Site};
use crate::names::{self, Scope};
use crate::spec::{Schema, SchemaType};

impl Lowering<'_> {
    /// A schema with `enum`.
    pub fn define_enum(&mut self, schema: &Schema, site: &Site) -> Lowered<Definition> {
        if let Some(texts) = all(&schema.values, |value| value.as_str()) {
            let values = self.string_enum(&texts, schema);
            return Ok(Definition::Kind(TypeKind::StringEnum(values)));
        }
        // Numbers that may have a fraction are none of these, even if the known ones have none.
        let whole = all(&schema.values, Value::as_i64);
        if let Some(numbers) = whole.filter(|_| schema.kind != Some(SchemaType::Number)) {
            let values = self.integer_enum(&numbers, schema);
            return Ok(Definition::Kind(TypeKind::IntegerEnum(values)));
        }
        self.refuse_groups(schema);
        if all(&schema.values, Value::as_bool).is_some() {
            return Ok(Type::Bool.into());
        }
        if all(&schema.values, Value::as_f64).is_some() {
            return Ok(Type::Number(Number::F64).into());
        }
        self.warn(
            "mixed-enum",
            &site.pointer,
            "this enum mixes kinds of values, so that no Rust enum can hold it; any JSON value is taken",
            "these values",
            "give the schema one `type` in an overlay",
        );
        Ok(Type::Json.into())
    }

    /// An open enum over these texts, of which a schema tells more; a text that comes twice counts once.
    pub fn string_enum(&mut self, texts: &[&str], schema: &Schema) -> StringEnum {
        let mut scope = Scope::variants();
        let open = open_variant(
            &mut scope,
            texts.iter().map(|text| names::variant_ident(text)),
        );
        let mut variants: Vec<StringVariant> = Vec::with_capacity(texts.len());
        for &text in texts {
            if variants.iter().any(|variant| variant.wire == text) {
                continue;
            }
            let name = scope.claim(&[names::variant_ident(text)]).ident;
            variants.push(StringVariant {
                name,
                wire: text.to_owned(),
                docs: self.value_docs(text, schema),
            });
        }
        let known = variants
            .iter()
            .map(|it| (Value::from(it.wire.as_str()), &it.name));
        let groups = self.groups(schema, &known.collect::<Vec<_>>());
        StringEnum {
            variants,
            open: Some(open),
            groups,
            // They are added once all types are known.
            fields: Vec::new(),
        }
    }

    /// What a schema tells of one of its values.
    fn value_docs(&self, value: &str, schema: &Schema) -> Docs {
        let described = schema.value_descriptions.get(value);
        let docs = self.docs(described.map(String::as_str));
        docs.since(schema.values_since.get(value).cloned())
    }

    fn integer_enum(&mut self, numbers: &[i64], schema: &Schema) -> IntegerEnum {
        let mut scope = Scope::variants();
        let open = open_variant(&mut scope, std::iter::empty());
        let mut variants: Vec<IntegerVariant> = Vec::with_capacity(numbers.len());
        for &wire in numbers {
            if variants.iter().any(|variant| variant.wire == wire) {
                continue;
            }
            let sign = if wire < 0 { "minus" } else { "value" };
            let name = scope
                .claim(&[names::variant_ident(&format!(
                    "{sign} {}",
                    wire.unsigned_abs()
                ))])
                .ident;
            let docs = self.value_docs(&wire.to_string(), schema);
            variants.push(IntegerVariant { name, wire, docs });
        }
        let known = variants.iter().map(|it| (Value::from(it.wire), &it.name));
        let groups = self.groups(schema, &known.collect::<Vec<_>>());
        IntegerEnum {
            variants,
            open,
            groups,
        }
    }
}

/// The variant for everything else: the first of these names that no value wants.
pub fn open_variant(scope: &mut Scope, wanted: impl Iterator<Item = Ident>) -> Ident {
    let wanted: Vec<Ident> = wanted.collect();
    let free = ["unknown", "other", "unrecognized", "unlisted_value"]
        .iter()
        .map(|name| names::variant_ident(name))
        .filter(|name| !wanted.contains(name));
    let candidates: Vec<Ident> = free.collect();
    scope.claim(&candidates).ident
}

fn all<'v, T>(values: &'v [Value], kind: impl Fn(&'v Value) -> Option<T>) -> Option<Vec<T>> {
    values.iter().map(kind).collect()
}
