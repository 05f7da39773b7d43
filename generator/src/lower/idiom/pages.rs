//! Lists of other forms: what an answer says of the next page, or what can be counted.
//!
//! In: operations whose types are all lowered, and that have no cursor that is an item's id. Out: [`Paging`] where members and
//! parameters go by usual names, or where `x-paging` says which they are. What always holds: a document that says it is
//! believed before any name is; what it says wrong is an error at its place.

use std::collections::HashMap;

use super::page_names::{self, COUNTS, END, LINKS, MORE, NESTS, NUMBERS, OFFSETS, TOKENS};
use crate::api::{
    Body, EndSays, InputLocation, Operation, Output, PageEnd, PageMember, PageNext, PageWay,
    Paging, Payload, Pointer, TextFormat, Type, TypeKind, Wrapper,
};
use crate::lower::context::Lowering;
use crate::lower::operation::drafts::Draft;
use crate::spec::{self, Method, Status};

/// How many objects deep members are looked for.
const DEEPEST: usize = 3;

/// A member of a page's body, by the names that lead there.
type Found = (Vec<String>, Type);

impl<'d> Lowering<'d> {
    /// Finds lists that an answer, or a count, leads through.
    pub fn add_pages(&mut self, drafts: &mut [Draft]) {
        let paths = self.spec.paths.iter();
        let all = paths.flat_map(|path| path.operations.iter());
        let all: HashMap<&Pointer, &'d spec::Operation> =
            all.map(|operation| (&operation.at, operation)).collect();
        for draft in drafts {
            let Some(said) = all.get(&draft.operation.pointer) else {
                continue;
            };
            match &said.paging {
                Some(serde_json::Value::Bool(false)) => draft.operation.paging = None,
                Some(stated) => {
                    draft.operation.paging = self.stated_paging(&draft.operation, stated);
                }
                None if draft.operation.paging.is_none() => {
                    draft.operation.paging = self.usual_paging(&draft.operation, said);
                }
                None => {}
            }
        }
    }

    /// The body of a page, where there is one type for all successes.
    pub fn page_body(&self, operation: &Operation) -> Option<Type> {
        match &operation.output {
            Output::One(Payload::Json(ty)) => Some(self.behind_aliases(ty)),
            Output::One(_) | Output::Several { .. } => None,
        }
    }

    fn usual_paging(&self, operation: &Operation, said: &spec::Operation) -> Option<Paging> {
        let body = self.page_body(operation)?;
        let (items, item) = self.usual_items(&body, operation)?;
        let members = self.members(&body);
        // What changes something may be counted, or have links, without being a list.
        let is_read = said.method == Method::Get;
        let is_asked = is_read || said.method == Method::Post;
        let token = is_asked.then(|| self.token(operation, &members));
        let next = token.flatten().or_else(|| {
            let counted = || offset(operation).or_else(|| number(operation));
            let linked = link(&members).or_else(|| has_link(said).then_some(PageNext::Header));
            linked.or_else(counted).filter(|_| is_read)
        })?;
        let last = self.usual_end(&next, &members);
        Some(Paging {
            item,
            way: PageWay::Answer {
                items: at(items),
                next,
                last,
            },
        })
    }

    /// The list that a body is, or the one that it holds: the only one of objects, else that of the path's name or of a usual
    /// one.
    fn usual_items(&self, body: &Type, operation: &Operation) -> Option<(Vec<String>, Type)> {
        if let Type::List(item) = body {
            return self.is_object(item).then(|| (Vec::new(), (**item).clone()));
        }
        let fields = self.fields(body)?;
        let lists = fields.into_iter().filter_map(|(wire, ty)| {
            let (wrapper, item) = ty.wrapped()?;
            let is_list = wrapper == Wrapper::List && self.is_object(item);
            is_list.then(|| (wire, item.clone()))
        });
        let lists: Vec<(String, Type)> = lists.collect();
        let of_path = operation.template.rsplit('/').next().unwrap_or_default();
        let names = [of_path].into_iter().chain(page_names::ITEMS);
        let (wire, item) = match lists.as_slice() {
            [only] => only.clone(),
            several => names.into_iter().find_map(|name| {
                let mut several = several.iter();
                several.find(|(wire, _)| wire == name).cloned()
            })?,
        };
        Some((vec![wire], item))
    }

    fn is_object(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Json | Type::Map(_) => true,
            Type::Boxed(inner) => self.is_object(&inner),
            Type::Named(id) => self
                .type_def(id)
                .is_some_and(|def| matches!(def.kind, TypeKind::Struct(_) | TypeKind::Union(_))),
            Type::Bool
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Text(_)
            | Type::Timestamp
            | Type::Bytes
            | Type::File
            | Type::Id(_)
            | Type::List(_)
            | Type::Entries(_)
            | Type::ClearableEntries
            | Type::Clearable(_)
            | Type::Expandable(_)
            | Type::Page(_)
            | Type::Range(_)
            | Type::Expand { .. }
            | Type::Nullable(_) => false,
        }
    }

    /// The members of a body that may tell of pages.
    fn members(&self, body: &Type) -> Vec<Found> {
        let mut found = Vec::new();
        let mut pending: Vec<Found> = vec![(Vec::new(), body.clone())];
        while let Some((path, ty)) = pending.pop() {
            for (wire, ty) in self.fields(&ty).unwrap_or_default() {
                let nests = NESTS.contains(&page_names::plain(&wire).as_str());
                let path: Vec<String> = path.iter().cloned().chain([wire]).collect();
                if nests && path.len() < DEEPEST {
                    pending.push((path.clone(), ty.clone()));
                }
                found.push((path, ty));
            }
        }
        // What stands further out is meant first.
        found.sort_by_key(|(path, _)| path.len());
        found
    }

    /// The members of an object, each with its type behind all other names of it.
    fn fields(&self, ty: &Type) -> Option<Vec<(String, Type)>> {
        let def = self.type_def(self.struct_behind(ty)?)?;
        let object = def.kind.as_struct()?;
        let fields = object.fields.iter();
        let fields = fields.map(|field| (field.wire.clone(), self.behind_aliases(&field.ty)));
        Some(fields.collect())
    }

    /// The type at the end of a path, which is a list's element's where it is a list.
    pub fn at_path(&self, body: &Type, path: &[String]) -> Option<Type> {
        let mut ty = body.clone();
        for name in path {
            let mut fields = self.fields(&ty)?.into_iter();
            ty = fields.find(|(wire, _)| wire == name)?.1;
        }
        Some(ty)
    }

    /// A value of the body that the next request has, in a parameter, or in a member of its own body.
    fn token(&self, operation: &Operation, members: &[Found]) -> Option<PageNext> {
        let place = |names: &[&str], is: fn(&Type) -> bool| {
            let whole = input(operation, names, is).map(|to| (to, None));
            whole.or_else(|| {
                let (to, member) = self.body_member(operation, |wire| {
                    names
                        .iter()
                        .position(|name| page_names::plain(wire) == *name)
                })?;
                Some((to, Some(member))).filter(|(to, member)| {
                    self.taken(operation, *to, member.as_ref())
                        .is_some_and(|ty| is(&ty))
                })
            })
        };
        members.iter().find_map(|(path, ty)| {
            let mut kinds = TOKENS.iter().filter(|(names, _)| is_called(path, names));
            let (to, within) = kinds.find_map(|(_, inputs)| {
                if is_text(ty) && !is_address(ty) {
                    return place(inputs, is_text);
                }
                let same = |(to, within): &(usize, Option<PageMember>)| {
                    self.taken(operation, *to, within.as_ref()).as_ref() == Some(ty)
                };
                place(inputs, is_integer).filter(same)
            })?;
            Some(PageNext::Token {
                from: at(path.clone()),
                to,
                within,
            })
        })
    }

    /// What an input takes, or the member of its body.
    pub fn taken(
        &self,
        operation: &Operation,
        to: usize,
        within: Option<&PageMember>,
    ) -> Option<Type> {
        let ty = &operation.inputs.get(to)?.field.ty;
        match within {
            None => Some(ty.clone()),
            Some(member) => self.at_path(ty, &member.path),
        }
    }

    /// The member of a body of JSON that has the first rank of all that may be left out, and the input that the body is.
    pub fn body_member(
        &self,
        operation: &Operation,
        rank: impl Fn(&str) -> Option<usize>,
    ) -> Option<(usize, PageMember)> {
        if !matches!(operation.body, Body::Json { .. }) {
            return None;
        }
        let mut inputs = operation.inputs.iter();
        let to = inputs.position(|input| input.location == InputLocation::Body)?;
        let body = &operation.inputs.get(to)?.field;
        if !body.required || body.nullable {
            return None;
        }
        let Type::Named(id) = self.behind_aliases(&body.ty) else {
            return None;
        };
        let object = self.type_def(id)?.kind.as_struct()?;
        let optional = object.fields.iter();
        let optional =
            optional.filter(|field| !field.required && !field.nullable && !field.read_only);
        let ranked = optional.filter_map(|field| Some((rank(&field.wire)?, field)));
        let (_, field) = ranked.min_by_key(|(rank, _)| *rank)?;
        Some((to, at(vec![field.wire.clone()])))
    }

    fn usual_end(&self, next: &PageNext, members: &[Found]) -> Option<PageEnd> {
        let of = |names: &[&str], is: fn(&Type) -> bool, says| {
            let mut all = members.iter();
            let (path, _) = all.find(|(path, ty)| is(ty) && is_called(path, names))?;
            let member = at(path.clone());
            Some(PageEnd { member, says })
        };
        let is_bool: fn(&Type) -> bool = |ty| *ty == Type::Bool;
        let is_integer: fn(&Type) -> bool = |ty| matches!(ty, Type::Integer(_));
        let totals = match next {
            PageNext::Offset(_) => Some(COUNTS.0),
            PageNext::Number { .. } => Some(COUNTS.1),
            PageNext::Token { .. } | PageNext::Link(_) | PageNext::Header => None,
        };
        of(&MORE, is_bool, EndSays::More)
            .or_else(|| of(&END, is_bool, EndSays::Last))
            .or_else(|| of(totals?, is_integer, EndSays::Total))
    }
}

/// The member that these names lead to.
pub fn at(path: Vec<String>) -> PageMember {
    PageMember {
        path,
        fields: Vec::new(),
    }
}

/// Whether the end of a path, or what it and what it is in are called together, is one of these names.
fn is_called(path: &[String], names: &[&str]) -> bool {
    let last = path.last().map(|name| page_names::plain(name));
    let both = path
        .len()
        .checked_sub(2)
        .and_then(|start| path.get(start..));
    let both = both.map(|both| page_names::plain(&both.concat()));
    let mut found = last.into_iter().chain(both);
    found.any(|name| names.contains(&name.as_str()))
}

/// The input of one of these names, the first name first, that may be left out and is of such a type.
fn input(operation: &Operation, names: &[&str], is: fn(&Type) -> bool) -> Option<usize> {
    names.iter().find_map(|name| {
        operation.inputs.iter().position(|input| {
            let field = &input.field;
            let is_pair = match input.location {
                InputLocation::Query => true,
                InputLocation::Body => operation.body.has_pairs(),
                InputLocation::Path | InputLocation::Header | InputLocation::Cookie => false,
            };
            is_pair && !field.required && is(&field.ty) && page_names::plain(&field.wire) == *name
        })
    })
}

fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::Text(_))
}

fn is_integer(ty: &Type) -> bool {
    matches!(ty, Type::Integer(_))
}

fn is_address(ty: &Type) -> bool {
    matches!(ty, Type::Text(TextFormat::Other(format)) if matches!(format.as_str(), "uri" | "url" | "uri-reference"))
}

fn link(members: &[Found]) -> Option<PageNext> {
    let mut links = members.iter().filter(|(_, ty)| is_text(ty));
    let (path, _) = links.find(|(path, _)| is_called(path, &LINKS))?;
    Some(PageNext::Link(at(path.clone())))
}

/// Whether a success has the header `Link`.
fn has_link(said: &spec::Operation) -> bool {
    let is_success = |status| matches!(status, Status::Code(200..=299) | Status::Range(2));
    let mut answers = said.responses.iter();
    answers.any(|answer| {
        let mut headers = answer.response.headers.iter();
        is_success(answer.status) && headers.any(|name| name.eq_ignore_ascii_case("link"))
    })
}

fn offset(operation: &Operation) -> Option<PageNext> {
    input(operation, &OFFSETS, is_integer).map(PageNext::Offset)
}

fn number(operation: &Operation) -> Option<PageNext> {
    let to = input(operation, &NUMBERS, is_integer)?;
    let field = &operation.inputs.get(to)?.field;
    let first = field.default.as_deref().and_then(|text| text.parse().ok());
    let least = field.limits.minimum.map(|(least, _)| least);
    let from_nothing = first == Some(0) || (first.is_none() && least == Some(0.0));
    Some(PageNext::Number {
        to,
        first: if from_nothing { 0 } else { 1 },
    })
}
