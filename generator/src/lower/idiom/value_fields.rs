//! Fields of an object that belong to values of an enum, such as the evidence that fits a reason.
//!
//! In: `x-valueFields`, and all types. Out: a function of the enum, and an enum over the object's fields, one for each object.
//! What always holds: each field is one of the object's, and the name of the function is no other's of the enum.

use crate::api::{
    Docs, Ident, Pointer, StringEnum, StringVariant, Traits, TypeDef, TypeId, TypeKind, Usage,
    ValueFields,
};
use crate::diagnostic::did_you_mean;
use crate::lower::context::{Lowering, Slot};
use crate::names::{self, Scope};
use crate::spec::{Schema, StatedFields};

/// The code of what is wrong with them.
const CODE: &str = "value-fields";

/// The most fields that are listed where a name is none of them.
const MOST_FIELDS: usize = 10;

/// What the name of a type ends in that is only sent.
const PARAMS: &str = "params";

impl Lowering<'_> {
    /// Adds the functions to all enums whose schemas ask for them.
    pub fn add_value_fields(&mut self) {
        // Ids are places among the types that there are, since the gaps were closed.
        self.slots().retain(|slot| matches!(slot, Slot::Done(_)));
        let spec = self.spec;
        for schema in spec.schemas.iter() {
            for (name, stated) in &schema.value_fields {
                self.add_fields(schema, name, stated);
            }
        }
    }

    fn add_fields(&mut self, schema: &Schema, key: &str, stated: &StatedFields) {
        let at = &stated.at;
        let is_enum = |def: &TypeDef| matches!(def.kind, TypeKind::StringEnum(_));
        let Some(id) = self.type_at(&schema.at, is_enum) else {
            let message =
                "only an enum of texts that has a type of its own has fields for its values";
            return self.no_fields(
                at,
                message,
                "remove `x-valueFields`; of two enums that are alike, give one a `title`",
            );
        };
        let is_struct = |def: &TypeDef| def.kind.as_struct().is_some();
        let Some(object) = self.type_at(&stated.of, is_struct) else {
            let message = "what `of` refers to has no type with members";
            return self.no_fields(
                &at.child("of"),
                message,
                "refer to an object with `properties`",
            );
        };
        let name = names::field_ident(key);
        let Some(values) = self.string_enum_of(id).cloned() else {
            return;
        };
        let groups = values.groups.iter().map(|group| &group.name);
        let taken = groups.chain(values.fields.iter().map(|fields| &fields.name));
        if taken.into_iter().any(|other| *other == name)
            || names::ENUM_FUNCTIONS.contains(&name.bare())
            || !names::is_question(name.bare())
        {
            let message = format!(
                "an enum cannot have a function `{}` of this meaning",
                name.bare()
            );
            return self.no_fields(at, &message, "give it another name");
        }
        let names = self.fields_of(object);
        let Some(known) = self.string_enum_of(names).cloned() else {
            return;
        };
        let values = self.named_fields(stated, &values, &known);
        let fields = ValueFields {
            name,
            docs: self.docs(stated.description.as_deref()),
            object,
            names,
            values,
        };
        if let Some(Slot::Done(def)) = self.slots().get_mut(id.index())
            && let TypeKind::StringEnum(values) = &mut def.kind
        {
            values.fields.push(fields);
        }
    }

    /// The fields that are named for values, as variants of both enums.
    fn named_fields(
        &mut self,
        stated: &StatedFields,
        values: &StringEnum,
        known: &StringEnum,
    ) -> Vec<(Ident, Vec<Ident>)> {
        let mut found = Vec::with_capacity(stated.values.len());
        for (value, wanted) in &stated.values {
            let at = stated.at.child("values").child(value);
            let mut fields = Vec::with_capacity(wanted.len());
            for (index, wire) in wanted.iter().enumerate() {
                match known.variants.iter().find(|it| it.wire == *wire) {
                    Some(field) => fields.push(field.name.clone()),
                    None => self.no_such_field(&at.child(index.to_string()), wire, known),
                }
            }
            let variant = values.variants.iter().find(|it| it.wire == *value);
            found.extend(variant.map(|variant| (variant.name.clone(), fields)));
        }
        found
    }

    /// The type that a schema became, if it is one of those meant.
    fn type_at(&mut self, at: &Pointer, is_meant: impl Fn(&TypeDef) -> bool) -> Option<TypeId> {
        let is_it = |slot: &Slot| match slot {
            Slot::Done(def) => def.pointer == *at && is_meant(def),
            Slot::Reserved | Slot::Queued | Slot::Failed => false,
        };
        self.slots().iter().position(is_it).map(TypeId::new)
    }

    fn string_enum_of(&self, id: TypeId) -> Option<&StringEnum> {
        match &self.type_def(id)?.kind {
            TypeKind::StringEnum(values) => Some(values),
            TypeKind::Struct(_)
            | TypeKind::IntegerEnum(_)
            | TypeKind::Union(_)
            | TypeKind::Alias(_)
            | TypeKind::ExpandPaths(_) => None,
        }
    }

    /// The enum over the fields of an object, which is made once.
    fn fields_of(&mut self, object: TypeId) -> TypeId {
        let Some(def) = self.type_def(object).cloned() else {
            return object;
        };
        let mut words = names::words(def.name.bare());
        words.pop_if(|last| last == PARAMS);
        words.push("field".to_owned());
        let at = def.pointer.child("properties");
        if let Some(known) = self.type_at(&at, |_| true) {
            return known;
        }
        let mut scope = Scope::variants();
        let fields = def.kind.as_struct().map(|object| object.fields.as_slice());
        let fields = fields.unwrap_or_default().iter();
        let variants = fields.map(|field| StringVariant {
            name: scope.claim(&[names::variant_ident(&field.wire)]).ident,
            wire: field.wire.clone(),
            docs: Docs::default(),
        });
        let variants = variants.collect();
        let name = self
            .type_names
            .claim(&[names::type_ident(&words.join(" "))]);
        let about = format!("A field of [`{0}`](crate::models::{0}).", def.name);
        self.slots().push(Slot::Done(Box::new(TypeDef {
            name: name.ident,
            module: def.module,
            docs: Docs {
                lines: vec![about],
                ..Docs::default()
            },
            deprecated: false,
            usage: Usage::default(),
            traits: Traits::default(),
            resource: None,
            kind: TypeKind::StringEnum(StringEnum {
                variants,
                open: None,
                groups: Vec::new(),
                fields: Vec::new(),
            }),
            pointer: at,
        })));
        TypeId::new(self.slots().len() - 1)
    }

    fn no_such_field(&mut self, at: &Pointer, wire: &str, known: &StringEnum) {
        let fields: Vec<&str> = known.variants.iter().map(|it| it.wire.as_str()).collect();
        let message = format!("the object has no field `{wire}`");
        let help = match fields.len() {
            0..=MOST_FIELDS => format!("use one of `{}`", fields.join("`, `")),
            count => {
                let meant = did_you_mean(wire, fields);
                format!("{meant}take it out, or use one of the object's {count} fields")
            }
        };
        self.no_fields(at, &message, &help);
    }

    fn no_fields(&mut self, at: &Pointer, message: &str, help: &str) {
        // The failure is reported; what comes behind is looked at without it.
        let _ = self.fail::<()>(CODE, at, message, "nothing can come of this", help);
    }
}
