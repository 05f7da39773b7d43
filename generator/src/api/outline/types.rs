//! Definitions of types and their fields as lines.
//!
//! In: a node of the model. Out: its lines of the outline. What always holds: see [`outline`](super).

use std::fmt::{self, Write};

use super::Outline;
use super::words::{self, encoded, since, usages};
use crate::api::{
    Additional, Constant, Deadline, Demand, ExpandPath, ExpandPaths, Field, Given, Ident,
    IntegerEnum, IntegerVariant, Presence, Selector, Setters, StringEnum, StringVariant, Struct,
    Traits, TypeDef, TypeKind, Union, UnionVariant, ValueFields, ValueGroup,
};

impl Outline<'_> {
    pub(super) fn type_def(&mut self, def: &TypeDef) -> fmt::Result {
        let TypeDef {
            name,
            module,
            docs,
            deprecated,
            usage,
            traits,
            resource,
            kind,
            pointer: _,
        } = def;
        let Traits {
            json,
            form,
            default,
            cleared,
            id,
        } = traits;
        let keyword = match kind {
            TypeKind::Struct(_) => "struct",
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => "enum",
            TypeKind::Union(_) => "union",
            TypeKind::Alias(_) => "alias",
            TypeKind::ExpandPaths(_) => "paths",
        };
        let args = kind.as_struct().and_then(|object| object.args.as_ref());
        let args: String = args.map(|args| format!("({args})")).unwrap_or_default();
        write!(
            self.out,
            "{keyword} {name}{args} in {module}, {}",
            usages(*usage)
        )?;
        if let Some(resource) = resource {
            write!(self.out, ", resource {resource:?}")?;
        }
        let by =
            |(index, object): (usize, &Struct)| object.fields.get(index).map(|id| id.name.clone());
        if let Some(id) = id.zip(kind.as_struct()).and_then(by) {
            write!(self.out, ", identified by {id}")?;
        }
        let flags = [
            (*json && !usage.json && !usage.response, ", as json"),
            (*form && !usage.form, ", as text"),
            (*default, ", default"),
            (*cleared, ", cleared"),
            (*deprecated, ", deprecated"),
        ];
        for (_, text) in flags.iter().filter(|(set, _)| *set) {
            write!(self.out, "{text}")?;
        }
        writeln!(self.out, "{}", since(docs))?;
        self.kind(kind)
    }

    fn kind(&mut self, kind: &TypeKind) -> fmt::Result {
        match kind {
            TypeKind::Struct(object) => self.members(object),
            TypeKind::StringEnum(StringEnum {
                variants,
                open,
                groups,
                fields,
            }) => {
                for StringVariant { name, wire, docs } in variants {
                    writeln!(self.out, "  {name} {wire:?}{}", since(docs))?;
                }
                self.groups(groups)?;
                self.value_fields(fields)?;
                self.otherwise(open.as_ref())
            }
            TypeKind::IntegerEnum(IntegerEnum {
                variants,
                open,
                groups,
            }) => {
                for IntegerVariant { name, wire, docs } in variants {
                    writeln!(self.out, "  {name} {wire}{}", since(docs))?;
                }
                self.groups(groups)?;
                self.otherwise(Some(open))
            }
            TypeKind::Union(union) => self.union(union),
            TypeKind::Alias(target) => {
                let target = self.ty(target);
                writeln!(self.out, "  {target}")
            }
            TypeKind::ExpandPaths(ExpandPaths { paths, open }) => {
                for ExpandPath { name, wire } in paths {
                    writeln!(self.out, "  {name} {wire:?}")?;
                }
                self.otherwise(Some(open))
            }
        }
    }

    fn union(&mut self, union: &Union) -> fmt::Result {
        let Union {
            variants,
            selector,
            open,
        } = union;
        match selector {
            Selector::Tag(member) => writeln!(self.out, "  by {member:?}")?,
            Selector::BestFit => writeln!(self.out, "  by best fit")?,
            Selector::Status => writeln!(self.out, "  by status")?,
        }
        for variant in variants {
            let UnionVariant {
                name,
                ty,
                tags,
                status,
                from,
                limits,
                also,
                demands,
                pointer: _,
            } = variant;
            let mut line = self.ty(ty);
            words::limits(limits, &mut line);
            let from = if *from { ", from it" } else { "" };
            match status {
                Some(status) => write!(self.out, "  {name} {status:?}: {line}{from}")?,
                None => write!(self.out, "  {name} {tags:?}: {line}{from}")?,
            }
            for Demand { path, text } in demands {
                let path = path.join(".");
                write!(self.out, ", if {path:?} is {text:?}")?;
            }
            if !also.is_empty() {
                write!(self.out, ", also {also:?}")?;
            }
            writeln!(self.out)?;
        }
        self.otherwise(Some(open))
    }

    fn groups(&mut self, groups: &[ValueGroup]) -> fmt::Result {
        for ValueGroup {
            name,
            docs: _,
            variants,
        } in groups
        {
            let variants: Vec<&str> = variants.iter().map(Ident::as_str).collect();
            writeln!(self.out, "  {name}(): {}", variants.join(", "))?;
        }
        Ok(())
    }

    fn value_fields(&mut self, all: &[ValueFields]) -> fmt::Result {
        for ValueFields {
            name,
            docs: _,
            object,
            names,
            values,
        } in all
        {
            let (object, names) = (self.named(*object), self.named(*names));
            let line = format!("  {name}(): fields of {object} as {names}");
            writeln!(self.out, "{line}")?;
            for (variant, fields) in values {
                let fields: Vec<&str> = fields.iter().map(Ident::as_str).collect();
                writeln!(self.out, "    {variant}: {}", fields.join(", "))?;
            }
        }
        Ok(())
    }

    fn otherwise(&mut self, open: Option<&Ident>) -> fmt::Result {
        match open {
            Some(open) => writeln!(self.out, "  else {open}"),
            None => writeln!(self.out, "  closed"),
        }
    }

    fn members(&mut self, object: &Struct) -> fmt::Result {
        let Struct {
            fields,
            constants,
            additional,
            // Follows from the rest.
            unknown: _,
            nulls: _,
            args: _,
            max_total_length,
            made_of,
        } = object;
        for Constant { wire, key, value } in constants {
            let key = encoded(wire, key);
            writeln!(self.out, "  {wire:?}{key} is always {value:?}")?;
        }
        for field in fields {
            let line = self.field(field);
            writeln!(self.out, "  {line}")?;
        }
        if let Some(most) = max_total_length {
            writeln!(self.out, "  at most {most} characters together")?;
        }
        for made in made_of {
            let read = self.named(made.read).to_owned();
            writeln!(self.out, "  made of {read}")?;
        }
        match additional {
            Additional::Ignored => Ok(()),
            Additional::Forbidden => writeln!(self.out, "  nothing else"),
            Additional::Kept {
                name,
                value,
                limits,
            } => {
                let mut value = self.ty(value);
                words::limits(limits, &mut value);
                writeln!(self.out, "  others in {name}: {value}")
            }
        }
    }

    pub(super) fn field(&self, field: &Field) -> String {
        // How a field is written is said where it is an input: below a form, there are brackets.
        let Field {
            name,
            wire,
            key,
            ty,
            required,
            nullable,
            encoding: _,
            limits,
            default,
            docs,
            deprecated,
            read_only,
            write_only,
            deadline,
            irreversible: _,
            presence,
            pointer: _,
        } = field;
        // Whether it is an `Option` or written as null follows from what is said of the field and of what it is in.
        let Presence {
            optional: _,
            given,
            null: _,
            omittable,
        } = presence;
        let key = encoded(wire, key);
        let mut line = format!("{name} {wire:?}{key}: {}", self.ty(ty));
        let flags = [
            (!required, ", optional"),
            (*nullable, ", nullable"),
            (*deprecated, ", deprecated"),
            (*read_only, ", read only"),
            (*write_only, ", write only"),
            (*omittable, ", empty if missing"),
        ];
        for (_, text) in flags.iter().filter(|(set, _)| *set) {
            line.push_str(text);
        }
        if let Some(Deadline { name, none }) = deadline {
            let none = none.map_or(String::new(), |none| format!(", none if {none}"));
            let _ = write!(line, ", {name}() to it{none}");
        }
        if let Given::Setter(Setters {
            set,
            otherwise,
            clear,
            unset,
        }) = given
        {
            let other = Some(set).filter(|set| *set != name);
            let functions = [other, otherwise.as_ref(), clear.as_ref(), unset.as_ref()];
            for function in functions.into_iter().flatten() {
                let _ = write!(line, ", {function}()");
            }
        }
        words::limits(limits, &mut line);
        if let Some(default) = default {
            line.push_str(", default ");
            line.push_str(default);
        }
        line.push_str(&since(docs));
        line
    }
}
