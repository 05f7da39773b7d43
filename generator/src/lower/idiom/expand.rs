//! Typed paths for `expand`.
//!
//! In: operations that take a list of texts under the convention's name, and the types of their responses. Out: for each type a
//! list of the paths that lead to an [`Type::Expandable`]. What always holds: paths are as the API spells them, at most
//! as many steps long as the convention has, and never go through an object that is itself expanded: any other path can be given as text.

use std::collections::BTreeMap;

use crate::api::{
    Docs, ExpandPath, ExpandPaths, Operation, Output, Payload, Traits, Type, TypeDef, TypeId,
    TypeKind, Usage, Wrapper,
};
use crate::lower::context::{Lowering, Slot};
use crate::lower::operation::drafts::Draft;
use crate::names::{self, Scope};

/// What a path leads to.
struct PathEnd {
    /// The path on the wire.
    path: String,
    /// The object that has the member.
    owner: TypeId,
    /// The member that is expanded.
    member: String,
}

impl Lowering<'_> {
    /// Types the `expand` inputs of all operations.
    pub fn add_expand_paths(&mut self, drafts: &mut [Draft]) {
        let mut known: BTreeMap<TypeId, Option<TypeId>> = BTreeMap::new();
        for draft in drafts {
            let Some(input) = self.expand_input(&draft.operation) else {
                continue;
            };
            let Some((root, prefix)) = self.expand_root(&draft.operation) else {
                continue;
            };
            let paths = match known.get(&root) {
                Some(paths) => *paths,
                None => self.expand_type(root),
            };
            known.insert(root, paths);
            if let (Some(paths), Some(input)) = (paths, draft.operation.inputs.get_mut(input)) {
                input.field.ty = Type::Expand { paths, prefix };
            }
        }
    }

    /// The object whose members are expanded, and what stands before its paths.
    fn expand_root(&self, operation: &Operation) -> Option<(TypeId, String)> {
        if let Some(item) = self.page_item_of(operation) {
            return Some((
                self.struct_behind(&item)?,
                format!("{}.", self.conventions.page.items),
            ));
        }
        let Output::One(Payload::Json(ty)) = &operation.output else {
            return None;
        };
        Some((self.struct_behind(ty)?, String::new()))
    }

    fn expand_type(&mut self, root: TypeId) -> Option<TypeId> {
        let mut found = Vec::new();
        self.collect(root, &mut Vec::new(), &mut Vec::new(), &mut found);
        if found.is_empty() {
            return None;
        }
        let def = self.type_def(root)?;
        let (owner, module, pointer) = (def.name.clone(), def.module.clone(), def.pointer.clone());
        let mut scope = Scope::variants();
        let items = format!(".{}.", self.conventions.page.items);
        let mut variant = |path: &String| {
            let words = path.replace(&items, " ").replace('.', " ");
            let name = scope
                .claim(&[names::variant_ident(&words), names::variant_ident(path)])
                .ident;
            ExpandPath {
                name,
                wire: path.clone(),
            }
        };
        let paths: Vec<ExpandPath> = found.iter().map(|target| variant(&target.path)).collect();
        let open = ["Other", "OtherPath"].map(names::variant_ident);
        let open = scope.claim(&open).ident;
        let wished = [
            names::join(&[owner.bare(), "expand"]),
            names::join(&[owner.bare(), "expand path"]),
        ];
        let candidates: Vec<_> = wished.iter().map(|wish| names::type_ident(wish)).collect();
        let name = self.type_names.claim(&candidates).ident;
        for (target, path) in found.iter().zip(&paths) {
            self.say_expanded(target, format!("{name}::{}", path.name));
        }
        let kind = TypeKind::ExpandPaths(ExpandPaths { paths, open });
        let id = self.reserve();
        let docs = Docs::new(vec![format!(
            "What a request can expand in a [`{}`].",
            owner
        )]);
        let def = TypeDef {
            name,
            module,
            docs,
            deprecated: false,
            usage: Usage::default(),
            traits: Traits::default(),
            resource: None,
            kind,
            pointer,
        };
        self.fill(id, Slot::Done(Box::new(def)));
        Some(id)
    }

    /// Notes at the member that a path leads to what makes it the object itself.
    fn say_expanded(&mut self, target: &PathEnd, path: String) {
        let field = self.struct_mut(target.owner).and_then(|object| {
            let mut fields = object.fields.iter_mut();
            fields.find(|field| field.wire == target.member)
        });
        if let Some(field) = field {
            field.docs.expanded_by.push(path);
        }
    }

    fn collect(
        &self,
        id: TypeId,
        steps: &mut Vec<String>,
        around: &mut Vec<TypeId>,
        found: &mut Vec<PathEnd>,
    ) {
        if steps.len() >= self.conventions.expand.levels || around.contains(&id) {
            return;
        }
        let Some(TypeKind::Struct(object)) = self.type_def(id).map(|def| &def.kind) else {
            return;
        };
        around.push(id);
        for field in &object.fields {
            steps.push(field.wire.clone());
            let member = (id, field.wire.as_str());
            self.collect_type(&field.ty, member, steps, around, found);
            steps.pop();
        }
        around.pop();
    }

    fn collect_type(
        &self,
        ty: &Type,
        (owner, member): (TypeId, &str),
        steps: &mut Vec<String>,
        around: &mut Vec<TypeId>,
        found: &mut Vec<PathEnd>,
    ) {
        let above = steps.len();
        let mut ty = self.behind_aliases(ty);
        loop {
            if let Some(id) = ty.as_named() {
                self.collect(id, steps, around, found);
                break;
            }
            let Some((wrapper, inner)) = ty.wrapped() else {
                break;
            };
            if wrapper == Wrapper::Expandable {
                found.push(PathEnd {
                    path: steps.join("."),
                    owner,
                    member: member.to_owned(),
                });
                break;
            }
            if wrapper == Wrapper::Page {
                steps.push(self.conventions.page.items.clone());
            } else if !wrapper.is_passed_by_paths() {
                break;
            }
            ty = self.behind_aliases(inner);
        }
        steps.truncate(above);
    }

    /// The input that takes the paths: a list of texts.
    fn expand_input(&self, operation: &Operation) -> Option<usize> {
        operation.inputs.iter().position(|input| {
            input.field.wire == self.conventions.expand.parameter
                && matches!(&input.field.ty, Type::List(element) if matches!(**element, Type::Text(_)))
        })
    }
}
