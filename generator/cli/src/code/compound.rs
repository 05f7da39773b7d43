//! Values of more than one part as expressions.
//!
//! In: JSON, and what the crate calls the parts. Out: an expression. What always holds: no member is left out; an object whose members are not all known
//! here is none.

use serde_json::{Map, Value};

use super::expression::Expression;
use super::text::literal;
use super::value::{Position, Writer};
use crate::cli::names::{GivenBy, MemberNames, RustType, TypeNames};
use crate::cli::request::text_of;
use crate::mock::model::{Member, Object, OneOf};

/// A member with what the crate calls it, and its value.
pub type Given<'g> = (&'g MemberNames, &'g Value);

impl Writer<'_> {
    /// A list.
    pub fn list(&self, inner: &RustType, value: &Value, position: Position) -> Option<Expression> {
        let elements = value.as_array()?;
        let is_plain = position == Position::Plain;
        // All of an array have one type: an id that an upload gave is none of a text.
        let each = match is_plain || self.is_uploaded(elements) || !self.converts(inner) {
            true => Position::Plain,
            false => Position::Argument,
        };
        if elements.is_empty() && each == Position::Argument {
            return None;
        }
        let elements = elements.iter().map(|one| self.value(inner, one, each));
        let open = if is_plain { "vec![" } else { "[" };
        Some(Expression::Elements(
            open,
            elements.collect::<Option<_>>()?,
            "]",
        ))
    }

    fn is_uploaded(&self, elements: &[Value]) -> bool {
        let mut texts = elements.iter().filter_map(Value::as_str);
        texts.any(|text| text.starts_with(super::value::UPLOADED))
    }

    /// Whether a parameter takes something simpler than a value of the type, all of one type.
    fn converts(&self, holds: &RustType) -> bool {
        match holds {
            RustType::Text | RustType::Id | RustType::Timestamp => true,
            RustType::Named(index) => {
                let alias = self
                    .type_names(*index)
                    .and_then(|names| names.alias.as_ref());
                alias.is_some_and(|alias| self.converts(alias))
            }
            _ => false,
        }
    }

    /// A map.
    pub fn map(
        &self,
        holds: &RustType,
        inner: &RustType,
        value: &Value,
        position: Position,
    ) -> Option<Expression> {
        let members = value.as_object()?;
        let is_plain = position == Position::Plain;
        let each = match !is_plain && self.converts(inner) {
            true => Position::Argument,
            false => Position::Plain,
        };
        if members.is_empty() && !is_plain {
            return None;
        }
        let pairs = members.iter().map(|(key, value)| {
            let key = match is_plain && matches!(holds, RustType::Map(_)) {
                true => Expression::call("String::from", Expression::word(literal(key))),
                false => Expression::word(literal(key)),
            };
            Some(Expression::Elements(
                "(",
                vec![key, self.value(inner, value, each)?],
                ")",
            ))
        });
        let pairs = Expression::Elements("[", pairs.collect::<Option<_>>()?, "]");
        Some(match (is_plain, holds) {
            (false, _) => pairs,
            (true, RustType::Map(_)) => Expression::call("std::collections::BTreeMap::from", pairs),
            (true, _) => Expression::call(format!("{}::from_iter", self.path("Entries")), pairs),
        })
    }

    /// Entries of a map that can be cleared, all of which are set.
    pub fn changes(&self, value: &Value, position: Position) -> Option<Expression> {
        let members = value.as_object()?;
        let pairs = members.iter().map(|(key, value)| {
            let is_text = !(value.is_object() || value.is_array() || value.is_null());
            let value = is_text.then(|| literal(&text_of(value)))?;
            let words = [literal(key), value].map(Expression::Word);
            Some(Expression::Elements("(", words.into(), ")"))
        });
        let pairs = Expression::Elements("[", pairs.collect::<Option<_>>()?, "]");
        let function = || format!("{}::from_iter", self.path("ClearableEntries"));
        Some(match position {
            Position::Argument => pairs,
            Position::Plain => Expression::call(function(), pairs),
        })
    }

    /// An exact value, or bounds of it.
    pub fn range(&self, inner: &RustType, value: &Value) -> Option<Expression> {
        let path = self.path("RangeFilter");
        let Value::Object(bounds) = value else {
            let value = self.value(inner, value, Position::Plain)?;
            return Some(Expression::call(format!("{path}::exactly"), value));
        };
        let functions = ["gt", "gte", "lt", "lte"];
        let known = self.model.names.range.iter().zip(functions);
        let mut given = known.filter_map(|(name, function)| Some((function, bounds.get(name)?)));
        let (first, value) = given.next()?;
        let first = Expression::call(
            format!("{path}::{first}"),
            self.value(inner, value, Position::Plain)?,
        );
        let others = given.map(|(function, value)| {
            let value = self.value(inner, value, Position::Plain)?;
            Some((format!("and_{function}"), vec![value]))
        });
        let others: Vec<_> = others.collect::<Option<_>>()?;
        Some(match others.is_empty() {
            true => first,
            false => Expression::Chain(Box::new(first), others),
        })
    }

    /// Paths to expand.
    pub fn expand(
        &self,
        index: usize,
        prefix: &str,
        value: &Value,
        position: Position,
    ) -> Option<Expression> {
        let names = self.type_names(index)?;
        let path = self.path(&names.path);
        let paths = value.as_array()?.iter().map(|one| {
            let text = one.as_str()?;
            let bare = text.strip_prefix(prefix);
            let known = bare.and_then(|bare| names.values.iter().find(|(known, _)| known == bare));
            Some(match known {
                Some((_, variant)) => Expression::Word(format!("{path}::{variant}")),
                None => Expression::call(format!("{path}::from"), Expression::Word(literal(text))),
            })
        });
        let open = if position == Position::Plain {
            "vec!["
        } else {
            "["
        };
        Some(Expression::Elements(
            open,
            paths.collect::<Option<_>>()?,
            "]",
        ))
    }

    /// One of several types: the first alternative that the value is.
    pub fn one_of(&self, names: &TypeNames, union: &OneOf, value: &Value) -> Option<Expression> {
        if names.path.is_empty() {
            return None;
        }
        let tag = union.tag.as_ref().and_then(|tag| value.get(tag)?.as_str());
        let mut alternatives = names.members.iter().zip(&union.variants);
        let found = alternatives.find_map(|(names, variant)| {
            let tags = &variant.tags;
            if tag.is_some_and(|tag| !tags.is_empty() && !tags.iter().any(|known| known == tag)) {
                return None;
            }
            Some((names, self.value(&names.holds, value, Position::Plain)?))
        });
        let path = self.path(&names.path);
        let (variant, inner) = match found {
            Some((names, inner)) => (&names.name, inner),
            None => (
                names.others.as_ref()?,
                self.value(&RustType::Json, value, Position::Plain)?,
            ),
        };
        Some(Expression::call(format!("{path}::{variant}"), inner))
    }

    /// An object.
    pub fn object(
        &self,
        names: &TypeNames,
        object: &Object,
        members: &Map<String, Value>,
    ) -> Option<Expression> {
        if names.path.is_empty() {
            return None;
        }
        let is_known = |name: &String| {
            object.member(name).is_some() || object.constants.iter().any(|(known, _)| known == name)
        };
        if !members.keys().all(is_known) {
            return None;
        }
        let values = |member: &Member| members.get(&member.name);
        let given = object.members.iter().zip(&names.members);
        let given = given.map(|(member, names)| (names, values(member)));
        self.made(
            &format!("{}::new", self.path(&names.path)),
            names.args.as_deref(),
            given,
        )
    }

    /// What a function makes of arguments, and setters add to.
    pub fn made<'g>(
        &self,
        function: &str,
        args: Option<&str>,
        members: impl Iterator<Item = (&'g MemberNames, Option<&'g Value>)>,
    ) -> Option<Expression> {
        let (mut arguments, mut fields, mut calls) = (Vec::new(), Vec::new(), Vec::new());
        for (names, value) in members {
            match (names.given, value) {
                (GivenBy::Argument, value) => {
                    arguments.push(self.value(&names.holds, value?, Position::Argument)?);
                }
                (GivenBy::Named, value) => {
                    let holds = match &names.holds {
                        RustType::Boxed(inner) => inner,
                        holds => holds,
                    };
                    let value = self.value(holds, value?, Position::Plain)?;
                    fields.push((names.name.clone(), value));
                }
                (GivenBy::Setter, Some(value)) => self.set((names, value), &mut calls)?,
                (GivenBy::Never, Some(_)) => return None,
                (GivenBy::Setter | GivenBy::Never, None) => {}
            }
        }
        if let Some(args) = args {
            arguments.push(Expression::Struct(self.path(args), fields));
        }
        let made = Expression::Call(function.to_owned(), arguments);
        Some(match calls.is_empty() {
            true => made,
            false => Expression::Chain(Box::new(made), calls),
        })
    }

    /// The calls that set a member.
    fn set(
        &self,
        (names, value): Given<'_>,
        calls: &mut Vec<(String, Vec<Expression>)>,
    ) -> Option<()> {
        if let Some(otherwise) = &names.otherwise {
            let function = match text_of(value).as_str() {
                "true" => &names.name,
                "false" => otherwise,
                _ => return None,
            };
            calls.push((function.clone(), Vec::new()));
            return Some(());
        }
        if let (true, Some(clear)) = (value.is_null(), &names.clear) {
            calls.push((clear.clone(), Vec::new()));
            return Some(());
        }
        let Some((unset, members)) = names.unset.as_ref().zip(value.as_object()) else {
            let value = self.value(&names.holds, value, Position::Argument)?;
            calls.push((names.name.clone(), vec![value]));
            return Some(());
        };
        let is_gone = |value: &Value| value.is_null() || value.as_str() == Some("");
        let kept = members.iter().filter(|(_, value)| !is_gone(value));
        let kept: Map<String, Value> = kept.map(|(k, v)| (k.clone(), v.clone())).collect();
        if !kept.is_empty() {
            let value = self.changes(&Value::Object(kept), Position::Argument)?;
            calls.push((names.name.clone(), vec![value]));
        }
        for (key, _) in members.iter().filter(|(_, value)| is_gone(value)) {
            calls.push((unset.clone(), vec![Expression::Word(literal(key))]));
        }
        Some(())
    }
}
