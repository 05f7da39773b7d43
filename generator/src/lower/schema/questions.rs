//! Functions that answer what users ask of a value: groups of the values of an enum, deadlines, and what cannot be undone.
//!
//! In: `x-valueGroups`, `x-deadline` and `x-irreversible`, of which source has checked that they stand where they can mean
//! something. Out: the functions. What always holds: the name of one hides no other function of its type.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::objects::ObjectSchema;
use crate::api::{Deadline, Field, Ident, Irreversible, Pointer, Type, ValueGroup};
use crate::lower::context::{Direction, Lowering, Site, TypeUse};
use crate::names;
use crate::spec::{Schema, SchemaUse};

/// The code of what is wrong with groups.
const CODE: &str = "value-groups";

/// The code of what is wrong with a deadline.
const DEADLINE: &str = "deadline";

/// The code of what is wrong with a value that cannot be taken back.
const IRREVERSIBLE: &str = "irreversible";

impl Lowering<'_> {
    /// The groups of an enum, of which each value is given with its variant.
    pub fn groups(&mut self, schema: &Schema, variants: &[(Value, &Ident)]) -> Vec<ValueGroup> {
        let mut taken: BTreeMap<String, &str> = BTreeMap::new();
        let mut groups = Vec::with_capacity(schema.groups.len());
        for (key, group) in &schema.groups {
            let name = names::field_ident(key);
            let bare = name.bare();
            let fault = if names::ENUM_FUNCTIONS.contains(&bare) {
                Some(format!("enums have a function `{bare}` of another meaning"))
            } else if !names::is_question(bare) {
                Some(format!("`{bare}` means something else in Rust"))
            } else {
                let other = taken.insert(bare.to_owned(), key);
                other.map(|other| format!("the group `{other}` is called so, too"))
            };
            if let Some(fault) = fault {
                // The failure is reported; what comes behind is looked at without this group.
                let _ = self.fail::<()>(
                    CODE,
                    &group.at,
                    format!("this group can have no function: {fault}"),
                    format!("would be called `{bare}`"),
                    "give it another name, which is read as `value.name()`",
                );
                continue;
            }
            let variant = |value: &Value| {
                let known = variants.iter().find(|(wire, _)| wire == value);
                known.map(|(_, variant)| (*variant).clone())
            };
            groups.push(ValueGroup {
                name,
                docs: self.docs(group.description.as_deref()),
                variants: group.values.iter().filter_map(variant).collect(),
            });
        }
        groups
    }

    /// Refuses groups of what becomes no enum in Rust.
    pub fn refuse_groups(&mut self, schema: &Schema) {
        if let Some(group) = schema.groups.values().next() {
            // The failure is reported; the schema is lowered all the same.
            let _ = self.fail::<()>(
                CODE,
                &group.at,
                "only enums of texts or of whole numbers have groups, others are no enums in Rust",
                "has no enum to belong to",
                "remove `x-valueGroups`, or give the schema values of one kind",
            );
        }
    }

    /// The deadline that a member of an object is.
    pub fn deadline(&mut self, property: &SchemaUse, ty: &Type, site: &Site) -> Option<Deadline> {
        let schema = self.schema(property);
        let deadline = schema.deadline.as_ref()?;
        if *ty != Type::Timestamp {
            let message = "a deadline is a point in time, and this is any number";
            let help = "say what it is with `format: unix-time`";
            self.refuse(DEADLINE, &deadline.at, message, help);
            return None;
        }
        if site.direction == Direction::Request {
            self.refuse_deadline(property);
            return None;
        }
        let name = names::field_ident(&deadline.name);
        let bare = name.bare();
        if !names::is_question(bare) {
            let message = format!("a function `{bare}` means something else in Rust");
            self.refuse(
                DEADLINE,
                &deadline.at,
                message,
                "give the function another `name`",
            );
            return None;
        }
        Some(Deadline {
            name,
            none: deadline.none,
        })
    }

    /// Refuses what would be a deadline, but is only sent.
    pub fn refuse_deadline(&mut self, used: &SchemaUse) {
        if let Some(deadline) = &self.schema(used).deadline {
            let message = "a deadline is told by what the API returns, and this is only sent";
            let help = "move `x-deadline` to a member of a response";
            self.refuse(DEADLINE, &deadline.at, message, help);
        }
    }

    /// Refuses deadlines whose functions would hide others, or be called alike.
    pub fn check_deadlines(&mut self, fields: &[Field], object: &ObjectSchema<'_>) {
        let mut taken: BTreeSet<String> =
            fields.iter().map(|it| it.name.bare().to_owned()).collect();
        let reserved = ["id", "maybe", "new"];
        taken.extend(reserved.map(str::to_owned));
        for field in fields {
            let Some(deadline) = &field.deadline else {
                continue;
            };
            let bare = deadline.name.bare();
            if !taken.insert(bare.to_owned()) {
                let at = object.properties.get(field.wire.as_str());
                let at = at.and_then(|used| self.schema(used).deadline.as_ref());
                let at = at.map_or(&field.pointer, |deadline| &deadline.at).clone();
                let message = format!("something else of this object is called `{bare}`, too");
                self.refuse(DEADLINE, &at, message, "give the function another `name`");
            }
        }
    }

    /// What cannot be undone of a value that is sent.
    pub fn irreversible(
        &mut self,
        used: &SchemaUse,
        found: &TypeUse,
        required: bool,
        site: &Site,
    ) -> Option<Irreversible> {
        let irreversible = self.schema(used).irreversible.as_ref()?;
        let fault = match (site.direction, required, found.nullable) {
            (Direction::Response, _, _) => "is read",
            (Direction::Request, true, _) => "is required, and so said in any case",
            (Direction::Request, false, true) => "may be null, which is neither",
            (Direction::Request, false, false) => {
                return Some(Irreversible {
                    otherwise: names::field_ident(&irreversible.otherwise),
                    docs: self.docs(irreversible.description.as_deref()),
                });
            }
        };
        let message = format!(
            "`x-irreversible` is about what is only sent, and true or false or left out; this {fault}"
        );
        let help = "remove `x-irreversible`, or make the member an optional one of what is sent";
        self.refuse(IRREVERSIBLE, &irreversible.at, message, help);
        None
    }

    /// Reports a failure; what comes behind is looked at without what it is about.
    fn refuse(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>, help: &str) {
        let _ = self.fail::<()>(code, at, message, "nothing can come of this", help);
    }
}
