//! One way to look at any schema.
//!
//! In: an [`openapiv3::Schema`], which comes in two shapes (a typed one and a catch-all). Out: a [`View`] that has every
//! keyword in one place. What always holds: no keyword that openapiv3 keeps is lost; `null` among enum values is moved
//! to [`View::nullable`].

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type, VariantOrUnknownOrEmpty,
};
use serde::Serialize;
use serde_json::Value;

/// The properties of an object schema.
pub type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// A schema with every keyword in one place.
#[derive(Clone, Debug, Default)]
pub struct View<'a> {
    /// `type`.
    pub kind: Option<&'a str>,
    /// `format`.
    pub format: Option<String>,
    /// `title`.
    pub title: Option<&'a str>,
    /// `description`.
    pub description: Option<&'a str>,
    /// `nullable`, or `null` among the enum values.
    pub nullable: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `default`.
    pub default: Option<&'a Value>,
    /// `discriminator`.
    pub discriminator: Option<&'a openapiv3::Discriminator>,
    /// `enum`, without `null`.
    pub values: Vec<Value>,
    /// `pattern`.
    pub pattern: Option<&'a str>,
    /// `minLength` and `maxLength`.
    pub length: (Option<u64>, Option<u64>),
    /// `minItems` and `maxItems`.
    pub count: (Option<u64>, Option<u64>),
    /// `minimum` and whether it is excluded.
    pub minimum: Option<(f64, bool)>,
    /// `maximum` and whether it is excluded.
    pub maximum: Option<(f64, bool)>,
    /// `properties`.
    pub properties: Option<&'a Properties>,
    /// `required`.
    pub required: &'a [String],
    /// `additionalProperties`.
    pub additional: Option<&'a AdditionalProperties>,
    /// `items`.
    pub items: Option<&'a ReferenceOr<Box<Schema>>>,
    /// `oneOf`.
    pub one_of: &'a [ReferenceOr<Schema>],
    /// `anyOf`.
    pub any_of: &'a [ReferenceOr<Schema>],
    /// `allOf`.
    pub all_of: &'a [ReferenceOr<Schema>],
    /// Whether there is a `not`.
    pub not: bool,
    /// The members that start with `x-`.
    pub extensions: Option<&'a IndexMap<String, Value>>,
}

impl<'a> View<'a> {
    /// Looks at a schema.
    pub fn of(schema: &'a Schema) -> Self {
        let data = &schema.schema_data;
        let mut view = View {
            title: data.title.as_deref(),
            description: data.description.as_deref(),
            nullable: data.nullable,
            deprecated: data.deprecated,
            read_only: data.read_only,
            write_only: data.write_only,
            default: data.default.as_ref(),
            discriminator: data.discriminator.as_ref(),
            extensions: Some(&data.extensions),
            ..View::default()
        };
        match &schema.schema_kind {
            SchemaKind::Type(kind) => view.add_type(kind),
            SchemaKind::OneOf { one_of } => view.one_of = one_of,
            SchemaKind::AllOf { all_of } => view.all_of = all_of,
            SchemaKind::AnyOf { any_of } => view.any_of = any_of,
            SchemaKind::Not { .. } => view.not = true,
            SchemaKind::Any(any) => view.add_any(any),
        }
        view
    }

    /// An `x-` member of the schema.
    pub fn extension(&self, name: &str) -> Option<&'a Value> {
        self.extensions?.get(name)
    }

    /// Whether the schema says nothing about the value.
    pub fn is_unconstrained(&self) -> bool {
        self.kind.is_none()
            && self.values.is_empty()
            && self.properties.is_none()
            && self.additional.is_none()
            && self.items.is_none()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.all_of.is_empty()
            && !self.not
    }

    fn add_type(&mut self, kind: &'a Type) {
        match kind {
            Type::String(string) => {
                self.kind = Some("string");
                self.format = format_name(&string.format);
                self.pattern = string.pattern.as_deref();
                self.length = (size(string.min_length), size(string.max_length));
                self.add_values(&string.enumeration);
            }
            Type::Number(number) => {
                self.kind = Some("number");
                self.format = format_name(&number.format);
                self.minimum = number
                    .minimum
                    .map(|bound| (bound, number.exclusive_minimum));
                self.maximum = number
                    .maximum
                    .map(|bound| (bound, number.exclusive_maximum));
                self.add_values(&number.enumeration);
            }
            Type::Integer(integer) => {
                self.kind = Some("integer");
                self.format = format_name(&integer.format);
                self.minimum = integer
                    .minimum
                    .map(|bound| (float(bound), integer.exclusive_minimum));
                self.maximum = integer
                    .maximum
                    .map(|bound| (float(bound), integer.exclusive_maximum));
                self.add_values(&integer.enumeration);
            }
            Type::Object(object) => {
                self.kind = Some("object");
                self.properties = (!object.properties.is_empty()).then_some(&object.properties);
                self.required = &object.required;
                self.additional = object.additional_properties.as_ref();
            }
            Type::Array(array) => {
                self.kind = Some("array");
                self.items = array.items.as_ref();
                self.count = (size(array.min_items), size(array.max_items));
            }
            Type::Boolean(boolean) => {
                self.kind = Some("boolean");
                self.add_values(&boolean.enumeration);
            }
        }
    }

    fn add_any(&mut self, any: &'a openapiv3::AnySchema) {
        self.kind = any.typ.as_deref();
        self.format = any.format.clone();
        self.pattern = any.pattern.as_deref();
        self.length = (size(any.min_length), size(any.max_length));
        self.count = (size(any.min_items), size(any.max_items));
        self.minimum = any
            .minimum
            .map(|bound| (bound, any.exclusive_minimum == Some(true)));
        self.maximum = any
            .maximum
            .map(|bound| (bound, any.exclusive_maximum == Some(true)));
        self.properties = (!any.properties.is_empty()).then_some(&any.properties);
        self.required = &any.required;
        self.additional = any.additional_properties.as_ref();
        self.items = any.items.as_ref();
        self.one_of = &any.one_of;
        self.any_of = &any.any_of;
        self.all_of = &any.all_of;
        self.not = any.not.is_some();
        self.nullable |= any.enumeration.contains(&Value::Null);
        self.values = any
            .enumeration
            .iter()
            .filter(|value| !value.is_null())
            .cloned()
            .collect();
    }

    fn add_values<T: Clone + Into<Value>>(&mut self, values: &[Option<T>]) {
        self.nullable |= values.iter().any(Option::is_none);
        self.values = values.iter().flatten().cloned().map(Into::into).collect();
    }
}

/// The name of a format, known to openapiv3 or not.
fn format_name<T: Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => match serde_json::to_value(known) {
            Ok(Value::String(name)) => Some(name),
            _ => None,
        },
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

/// Sizes in documents are far below 2^64 on any machine.
fn size(bound: Option<usize>) -> Option<u64> {
    bound.and_then(|bound| u64::try_from(bound).ok())
}

/// Bounds are kept as floats; whole numbers beyond 2^53 lose their last digits, as they would in JSON.
#[expect(
    clippy::cast_precision_loss,
    reason = "bounds beyond 2^53 are not exact in JSON either"
)]
fn float(bound: i64) -> f64 {
    bound as f64
}
