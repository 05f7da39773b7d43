//! Schemas: what a value may be.
//!
//! In: nothing; a reader fills them. Out: [`Schemas`], each schema once, however often it is referred to. What always
//! holds: a [`SchemaUse`] leads to a schema, never to another reference; `null` is no value among [`Schema::values`], but
//! [`Schema::nullable`].

use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::Extensions;
use crate::place::Pointer;

/// All schemas of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schemas(Vec<Schema>);

/// Which schema of a document; only good for the [`Schemas`] of the same document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(usize);

impl SchemaId {
    pub(crate) const fn new(index: usize) -> Self {
        Self(index)
    }

    pub(crate) const fn index(self) -> usize {
        self.0
    }
}

impl Schemas {
    /// Takes all schemas, in the order of their ids.
    pub(crate) fn new(list: Vec<Schema>) -> Self {
        Self(list)
    }

    /// Each schema once, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Schema> {
        self.0.iter()
    }

    /// Each schema once, with its id, in the order of these.
    pub(crate) fn iter_with_ids(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        let schemas = self.0.iter().enumerate();
        schemas.map(|(index, schema)| (SchemaId(index), schema))
    }

    /// Each schema once, to be changed.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        self.0.iter_mut()
    }

    /// The schema of an id, to be changed.
    pub(crate) fn get_mut(&mut self, id: SchemaId) -> Option<&mut Schema> {
        self.0.get_mut(id.0)
    }

    /// The schema of an id, which is of this document; one that says nothing for any other.
    pub(crate) fn get(&self, id: SchemaId) -> &Schema {
        static NOTHING: LazyLock<Schema> = LazyLock::new(Schema::default);
        self.0.get(id.0).unwrap_or(&NOTHING)
    }

    /// The schema that is used.
    ///
    /// # Panics
    ///
    /// If the use is of another document.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is the place of a schema in the document that it comes with"
    )]
    pub fn of(&self, used: &SchemaUse) -> &Schema {
        &self.0[used.schema.0]
    }
}

/// A place where a schema stands, or a reference to one.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaUse {
    /// The place.
    pub at: Pointer,
    /// The reference, if one stands there.
    pub reference: Option<Arc<Reference>>,
    /// What stands beside `$ref`, if anything does.
    pub beside: Option<Box<Beside>>,
    /// The schema: the one that stands there, or the one at the end of all references.
    pub schema: SchemaId,
}

/// The text behind `$ref`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The text.
    pub text: String,
    /// What it names, which may be a reference again.
    pub direct: Pointer,
}

/// What stands beside a `$ref` and says something of this place. OpenAPI 3.0 says to ignore it; vendors mean it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// `description`.
    pub description: Option<String>,
    /// `default`, which may be null.
    pub default: Option<Value>,
    /// `nullable`.
    pub nullable: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `x-since`.
    pub since: Option<String>,
    /// `example`, if it is one word, as text.
    pub example: Option<String>,
}

/// What `type` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaType {
    /// `string`.
    Text,
    /// `number`.
    Number,
    /// `integer`.
    Integer,
    /// `boolean`.
    Boolean,
    /// `object`.
    Object,
    /// `array`.
    Array,
}

/// The least and the most that is allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// The least.
    pub least: Option<u64>,
    /// The most.
    pub most: Option<u64>,
}

/// `x-propertyNames`, in the shape of the `propertyNames` of OpenAPI 3.1: what the names of a map's entries may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PropertyNames {
    /// `minLength` and `maxLength`, in characters.
    pub length: Between,
    /// `pattern`.
    pub pattern: Option<String>,
}

/// A bound of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The number, as the document writes it.
    pub value: Number,
    /// Whether it is out of bounds itself.
    pub excluded: bool,
}

/// `additionalProperties`.
#[derive(Clone, Debug, PartialEq)]
pub enum AdditionalProperties {
    /// There are none: `false`.
    Forbidden,
    /// There may be any: `true`.
    Any,
    /// Each is one of these.
    Each(SchemaUse),
}

/// `discriminator`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator {
    /// `propertyName`.
    pub member: String,
    /// `mapping`, by the member's value.
    pub mapping: IndexMap<String, Mapped>,
}

/// What a value of a discriminator means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The text, which may be the name of a component.
    pub text: String,
    /// The schema that it refers to, if it is a reference that leads to one.
    pub to: Option<Pointer>,
}

/// Values of an enum that have something in common.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedGroup {
    /// Where it stands.
    pub at: Pointer,
    /// `description`: what they have in common.
    pub description: Option<String>,
    /// `values`: each is one of the enum's, and stands once.
    pub values: Vec<Value>,
}

/// Fields of an object that belong to values of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedFields {
    /// Where it stands.
    pub at: Pointer,
    /// `description`: what they are to the values.
    pub description: Option<String>,
    /// `of`: the object.
    pub of: Pointer,
    /// `values`: the names of fields, by value as text. Each value is one of the enum's, and no field stands twice.
    pub values: IndexMap<String, Vec<String>>,
}

/// A point in time before which something has to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedDeadline {
    /// Where it is said.
    pub at: Pointer,
    /// `name`: what the function is called that says how much time is left.
    pub name: String,
    /// `none`: the seconds since 1970 that stand for no such time.
    pub none: Option<i64>,
}

/// A truth value of which `true` asks for what cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedIrreversible {
    /// Where it is said.
    pub at: Pointer,
    /// `otherwise`: what the function is called that says `false`.
    pub otherwise: String,
    /// `description`: what that does.
    pub description: Option<String>,
}

impl Schema {
    /// The schemas inside this one. What `x-expansionResources` names is none: it is only ever received.
    pub fn parts(&self) -> impl Iterator<Item = &SchemaUse> {
        let each = match &self.additional {
            Some(AdditionalProperties::Each(each)) => Some(each),
            Some(AdditionalProperties::Any | AdditionalProperties::Forbidden) | None => None,
        };
        let members = self.properties.values().chain(each).chain(&self.items);
        members.chain(self.composed()).chain(&self.not)
    }

    /// The schemas that this one is made of: of `oneOf`, `anyOf` and `allOf`.
    pub fn composed(&self) -> impl Iterator<Item = &SchemaUse> {
        let several = [&self.one_of, &self.any_of, &self.all_of];
        several.into_iter().flatten()
    }
}

/// A schema, with every keyword in one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// Where it stands.
    pub at: Pointer,
    /// `type`.
    pub kind: Option<SchemaType>,
    /// `format`.
    pub format: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `nullable`, or `null` among the enum values.
    pub nullable: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `x-since`: the version of the API that it came with.
    pub since: Option<String>,
    /// `x-valuesSince`: the same of single values of `enum`, as text.
    pub values_since: IndexMap<String, String>,
    /// `x-enumDescriptions`: what single values of `enum` mean, by value as text.
    pub value_descriptions: IndexMap<String, String>,
    /// `x-example`, else `example`, if it is one word: a text, a number or a boolean, as text.
    pub example: Option<String>,
    /// `x-valueGroups`: values of `enum` that have something in common, by the name of that.
    pub groups: IndexMap<String, StatedGroup>,
    /// `x-valueFields`: fields of an object that belong to values of `enum`, by what they are to them.
    pub value_fields: IndexMap<String, StatedFields>,
    /// `x-deadline`: something has to be done before this point in time.
    pub deadline: Option<StatedDeadline>,
    /// `x-irreversible`: what this truth value asks for cannot be undone.
    pub irreversible: Option<StatedIrreversible>,
    /// `x-mock`: how a test server makes up objects of it.
    pub mock: Option<Box<super::StatedObjects>>,
    /// `x-cli`: how a command line shows objects of it.
    pub columns: Option<Box<super::StatedColumns>>,
    /// `default`, which is not null.
    pub default: Option<Value>,
    /// `enum`, without `null`.
    pub values: Vec<Value>,
    /// `pattern`.
    pub pattern: Option<String>,
    /// `minLength` and `maxLength`, in characters.
    pub length: Between,
    /// `minItems` and `maxItems`.
    pub count: Between,
    /// `minProperties` and `maxProperties`.
    pub members: Between,
    /// `x-propertyNames`.
    pub names: Option<Box<PropertyNames>>,
    /// `x-maxTotalLength`: the most characters of all texts together.
    pub total_length: Option<u64>,
    /// `x-clearable`.
    pub clearable: bool,
    /// `uniqueItems`.
    pub unique: bool,
    /// `minimum`.
    pub minimum: Option<Bound>,
    /// `maximum`.
    pub maximum: Option<Bound>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `properties`.
    pub properties: IndexMap<String, SchemaUse>,
    /// `required`.
    pub required: Vec<String>,
    /// `additionalProperties`.
    pub additional: Option<AdditionalProperties>,
    /// `items`.
    pub items: Option<SchemaUse>,
    /// `oneOf`.
    pub one_of: Vec<SchemaUse>,
    /// `anyOf`.
    pub any_of: Vec<SchemaUse>,
    /// `allOf`.
    pub all_of: Vec<SchemaUse>,
    /// `not`.
    pub not: Option<SchemaUse>,
    /// `discriminator`.
    pub discriminator: Option<Box<Discriminator>>,
    /// What `x-expansionResources.oneOf` refers to, if there is an `x-expansionResources`; nothing, if part of it is no
    /// reference.
    pub resources: Option<Vec<Arc<Reference>>>,
    /// The members whose names start with `x-`.
    pub extensions: Extensions,
}
