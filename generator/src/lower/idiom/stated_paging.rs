//! `x-paging`: what a document says of the pages of a list.
//!
//! In: the extension of an operation. Out: [`Paging`]. What always holds: each name in it leads to something of the right kind,
//! or is an error there.

use serde_json::{Map, Value};

use super::pages::at;
use crate::api::{
    EndSays, Operation, PageEnd, PageMember, PageNext, PageWay, Paging, Pointer, Type,
};
use crate::lower::context::{Lowered, Lowering};

const KEY: &str = "x-paging";
const MEMBERS: [&str; 8] = [
    "by", "items", "next", "to", "first", "more", "last", "total",
];
const HELP: &str = "write it like `x-paging: {by: token, items: data, next: meta.next_cursor, to: cursor}`; `by` is `token`, `link`, \
                    `header`, `offset` or `page`, and `false` alone says that the list has no pages";

/// What the extension is about.
struct StatedPaging<'a> {
    at: Pointer,
    members: &'a Map<String, Value>,
    operation: &'a Operation,
    body: Type,
}

impl Lowering<'_> {
    /// What `x-paging` of an operation says.
    pub fn stated_paging(&mut self, operation: &Operation, stated: &Value) -> Option<Paging> {
        let at = operation.pointer.child(KEY);
        let Value::Object(members) = stated else {
            let _: Lowered<()> =
                self.paging_fault(&at, "`x-paging` has to be an object, or `false`");
            return None;
        };
        let Some(body) = self.page_body(operation) else {
            let message = "`x-paging` stands at an operation that returns no JSON of one type";
            let _: Lowered<()> = self.paging_fault(&at, message);
            return None;
        };
        let stated = StatedPaging {
            at,
            members,
            operation,
            body,
        };
        self.paging_of(&stated).ok()
    }

    fn paging_of(&mut self, stated: &StatedPaging<'_>) -> Lowered<Paging> {
        let mut unknown = stated.members.keys();
        if let Some(name) = unknown.find(|name| !MEMBERS.contains(&name.as_str())) {
            let message = format!("`{name}` is no member of `x-paging`");
            return self.paging_fault(&stated.at.child(name), message);
        }
        let (items, item) = self.stated_items(stated)?;
        let next = self.stated_next(stated)?;
        let last = self.stated_end(stated, &next)?;
        let way = PageWay::Answer { items, next, last };
        Ok(Paging { item, way })
    }

    /// The list of items: the body itself, where nothing else is said.
    fn stated_items(&mut self, stated: &StatedPaging<'_>) -> Lowered<(PageMember, Type)> {
        let path = match stated.members.get("items") {
            None => Vec::new(),
            Some(_) => self.stated_path(stated, "items")?,
        };
        match self.at_path(&stated.body, &path) {
            Some(Type::List(item)) => Ok((at(path), *item)),
            Some(_) if path.is_empty() => self.paging_fault(
                &stated.at,
                "the body is no list, and `items` does not say where it has one",
            ),
            _ => self.paging_fault(
                &stated.at.child("items"),
                format!("the body has no list at `{}`", path.join(".")),
            ),
        }
    }

    fn stated_next(&mut self, stated: &StatedPaging<'_>) -> Lowered<PageNext> {
        let by = stated.members.get("by").and_then(Value::as_str);
        match by {
            Some("token") => {
                let (from, ty) =
                    self.stated_member(stated, "next", "a text or a whole number", |ty| {
                        matches!(ty, Type::Text(_) | Type::Integer(_))
                    })?;
                let is_text = |ty: &Type| matches!(ty, Type::Text(_));
                let takes = |other: &Type| *other == ty || (is_text(other) && is_text(&ty));
                let (to, within) = match self.stated_body_member(stated) {
                    Some((to, member, ty)) if takes(&ty) => (to, Some(member)),
                    _ => (self.stated_input(stated, takes)?, None),
                };
                Ok(PageNext::Token { from, to, within })
            }
            Some("link") => {
                let is_text = |ty: &Type| matches!(ty, Type::Text(_));
                let (from, _) = self.stated_member(stated, "next", "a text", is_text)?;
                Ok(PageNext::Link(from))
            }
            Some("header") => Ok(PageNext::Header),
            Some("offset") => {
                let to = self.stated_input(stated, |ty| matches!(ty, Type::Integer(_)))?;
                Ok(PageNext::Offset(to))
            }
            Some("page") => {
                let to = self.stated_input(stated, |ty| matches!(ty, Type::Integer(_)))?;
                let first = match stated.members.get("first") {
                    None => Some(1),
                    Some(first) => first.as_i64(),
                };
                match first {
                    Some(first) => Ok(PageNext::Number { to, first }),
                    None => self.paging_fault(
                        &stated.at.child("first"),
                        "`first` has to be a whole number",
                    ),
                }
            }
            Some(_) => self.paging_fault(
                &stated.at.child("by"),
                "`by` names no way from page to page",
            ),
            None => self.paging_fault(
                &stated.at,
                "`x-paging` does not say what leads to the next page: `by` is missing",
            ),
        }
    }

    fn stated_end(
        &mut self,
        stated: &StatedPaging<'_>,
        next: &PageNext,
    ) -> Lowered<Option<PageEnd>> {
        let kinds = [
            ("more", EndSays::More),
            ("last", EndSays::Last),
            ("total", EndSays::Total),
        ];
        let mut given = kinds
            .into_iter()
            .filter(|(name, _)| stated.members.contains_key(*name));
        let Some((name, says)) = given.next() else {
            return Ok(None);
        };
        if let Some((other, _)) = given.next() {
            let message = format!("`{name}` and `{other}` both say where the list ends");
            return self.paging_fault(&stated.at.child(other), message);
        }
        let counts = matches!(next, PageNext::Offset(_) | PageNext::Number { .. });
        if says == EndSays::Total && !counts {
            let message = "`total` means something only where items or pages are counted";
            return self.paging_fault(&stated.at.child(name), message);
        }
        let (kind, is): (_, fn(&Type) -> bool) = match says {
            EndSays::More | EndSays::Last => ("true or false", |ty| *ty == Type::Bool),
            EndSays::Total => ("a whole number", |ty| matches!(ty, Type::Integer(_))),
        };
        let (member, _) = self.stated_member(stated, name, kind, is)?;
        Ok(Some(PageEnd { member, says }))
    }

    /// The member of a body of JSON that `to` names, with the input that the body is, and what the member takes.
    fn stated_body_member(&self, stated: &StatedPaging<'_>) -> Option<(usize, PageMember, Type)> {
        let name = stated.members.get("to").and_then(Value::as_str)?;
        let is_it = |wire: &str| (wire == name).then_some(0);
        let (to, member) = self.body_member(stated.operation, is_it)?;
        let ty = self.taken(stated.operation, to, Some(&member))?;
        Some((to, member, ty))
    }

    /// The input that `to` names.
    fn stated_input(
        &mut self,
        stated: &StatedPaging<'_>,
        is: impl Fn(&Type) -> bool,
    ) -> Lowered<usize> {
        let Some(name) = stated.members.get("to").and_then(Value::as_str) else {
            return self.paging_fault(
                &stated.at,
                "`x-paging` does not say which parameter is set for the next page: `to` is missing",
            );
        };
        let mut inputs = stated.operation.inputs.iter();
        let found = inputs.position(|input| input.field.wire == name);
        let input = found.and_then(|found| stated.operation.inputs.get(found));
        match (found, input) {
            (Some(found), Some(input)) if !input.field.required && is(&input.field.ty) => Ok(found),
            (Some(_), Some(_)) => self.paging_fault(
                &stated.at.child("to"),
                format!("`{name}` is required, or cannot hold what asks for the next page"),
            ),
            _ => self.paging_fault(
                &stated.at.child("to"),
                format!("the operation has no parameter and no member of its body called `{name}`"),
            ),
        }
    }

    /// The member of the body that is named there.
    fn stated_member(
        &mut self,
        stated: &StatedPaging<'_>,
        name: &str,
        kind: &str,
        is: impl Fn(&Type) -> bool,
    ) -> Lowered<(PageMember, Type)> {
        let path = self.stated_path(stated, name)?;
        match self.at_path(&stated.body, &path) {
            Some(ty) if is(&ty) => Ok((at(path), ty)),
            Some(_) => self.paging_fault(
                &stated.at.child(name),
                format!("`{}` in the body is not {kind}", path.join(".")),
            ),
            None => self.paging_fault(
                &stated.at.child(name),
                format!("the body has no `{}`", path.join(".")),
            ),
        }
    }

    fn stated_path(&mut self, stated: &StatedPaging<'_>, name: &str) -> Lowered<Vec<String>> {
        match stated.members.get(name) {
            Some(Value::String(path)) if !path.is_empty() => {
                Ok(path.split('.').map(str::to_owned).collect())
            }
            Some(_) => self.paging_fault(
                &stated.at.child(name),
                format!("`{name}` has to be the names that lead to a member, with dots between"),
            ),
            None => self.paging_fault(&stated.at, format!("`x-paging` lacks `{name}`")),
        }
    }

    fn paging_fault<T>(&mut self, at: &Pointer, message: impl Into<String>) -> Lowered<T> {
        self.fail(
            "paging-extension",
            at,
            message,
            "in this list's `x-paging`",
            HELP,
        )
    }
}
