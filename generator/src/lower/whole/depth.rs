//! How deep types hold each other.
//!
//! In: the definitions of types. Out: for each, the levels that rustc goes down when it looks at all that a value of it can
//! hold, as it does for `Send`, for what is dropped and for what is instantiated. What always holds: on a way, a type counts
//! once, since rustc stops where it has been: so circles have a depth, too.

use super::circles;
use crate::api::{Additional, DeepTypes, Type, TypeDef, TypeId, TypeKind, TypeReference, Wrapper};
use crate::lower::context::{Lowering, MOST_LEVELS, Slot};

/// The levels up to which rustc's own limit, which is 128 steps, is enough. A type takes it one or two steps, a list three, a
/// map four or more.
const FOLLOWED: usize = 40;

/// The steps that rustc takes for a level at most, with room to spare for what programs put around.
const STEPS: usize = 16;

/// The most steps that the circles of a group are walked. Beyond, a bound has to do.
const MOST_STEPS: usize = 50_000_000;

impl Lowering<'_> {
    /// Fails the types that are too deep, and reports the first on each way that is.
    pub fn fail_deep_types(&mut self) {
        let kinds: Vec<Option<&TypeKind>> = self
            .slots()
            .iter()
            .map(|slot| match slot {
                Slot::Done(def) => Some(&def.kind),
                Slot::Reserved | Slot::Queued | Slot::Failed => None,
            })
            .collect();
        let graph = Graph::of(&kinds);
        let levels = graph.levels();
        let is_deep = |node: &usize| {
            levels
                .get(*node)
                .is_some_and(|levels| *levels > MOST_LEVELS)
        };
        let mut deep = Vec::new();
        for group in graph.groups() {
            let reported = graph.beyond(&group).any(|node| is_deep(&node));
            deep.extend(group.into_iter().find(is_deep).filter(|_| !reported));
        }
        for id in deep.into_iter().map(TypeId::new) {
            self.fail_deep_type(id);
        }
    }

    fn fail_deep_type(&mut self, id: TypeId) {
        let Some(def) = self.type_def(id) else {
            return;
        };
        let (name, pointer) = (def.name.clone(), def.pointer.clone());
        let failed = self.failure(
            "types-too-deep",
            &pointer,
            format!("the types in `{name}` hold each other more than {MOST_LEVELS} deep, which is too deep for rustc"),
            "this schema",
            "take `properties` or `items` from a schema on the way, in an overlay: its values are any JSON then",
        );
        self.fail_type(id, failed);
    }
}

/// What the types need, if some are so deep that rustc may not follow them by itself.
pub fn deep_types(types: &[TypeDef]) -> Option<DeepTypes> {
    let kinds: Vec<Option<&TypeKind>> = types.iter().map(|def| Some(&def.kind)).collect();
    let levels = Graph::of(&kinds).levels().into_iter().max()?;
    (levels > FOLLOWED).then(|| DeepTypes {
        levels,
        recursion_limit: (levels * STEPS).next_power_of_two(),
    })
}

/// What holds what.
struct Graph {
    nodes: Vec<TypeNode>,
}

/// A type.
#[derive(Default)]
struct TypeNode {
    /// The levels of the type alone: none for an alias, which is no type of its own.
    own: usize,
    /// The levels of what it holds that is no type of the crate.
    others: usize,
    /// The types that it holds, and the levels in between.
    held: Vec<(usize, usize)>,
}

impl Graph {
    fn of(kinds: &[Option<&TypeKind>]) -> Self {
        let nodes = kinds
            .iter()
            .map(|kind| kind.map_or_else(TypeNode::default, TypeNode::of));
        Self {
            nodes: nodes.collect(),
        }
    }

    /// The types that hold each other, those first that hold others.
    fn groups(&self) -> Vec<Vec<usize>> {
        let held = |node: &TypeNode| node.held.iter().map(|(target, _)| *target).collect();
        let edges: Vec<Vec<usize>> = self.nodes.iter().map(held).collect();
        circles::groups(&edges)
    }

    /// What the types of a group hold that is not in the group.
    fn beyond<'g>(&'g self, group: &'g [usize]) -> impl Iterator<Item = usize> + 'g {
        let held = group.iter().filter_map(|node| self.nodes.get(*node));
        let held = held.flat_map(|node| &node.held);
        held.map(|(target, _)| *target)
            .filter(|target| group.binary_search(target).is_err())
    }

    /// The levels of each type.
    fn levels(&self) -> Vec<usize> {
        let mut levels = vec![0; self.nodes.len()];
        for group in self.groups().into_iter().rev() {
            for (node, found) in self.levels_of(&group, &levels) {
                if let Some(known) = levels.get_mut(node) {
                    *known = found;
                }
            }
        }
        levels
    }

    /// The levels of the types of a group, given those of what they hold beyond it.
    fn levels_of(&self, group: &[usize], levels: &[usize]) -> Vec<(usize, usize)> {
        let circle = Circle::of(self, group, levels);
        let steps = circle.nodes.len()
            * circle
                .nodes
                .iter()
                .map(|node| node.held.len())
                .sum::<usize>();
        let bound = (steps > MOST_STEPS).then(|| circle.bound());
        let mut seen = vec![usize::MAX; group.len()];
        let found = group.iter().enumerate();
        found
            .map(|(root, node)| {
                (
                    *node,
                    bound.unwrap_or_else(|| circle.levels_from(root, &mut seen)),
                )
            })
            .collect()
    }
}

impl TypeNode {
    fn of(kind: &TypeKind) -> Self {
        let mut node = Self {
            own: usize::from(!matches!(kind, TypeKind::Alias(_))),
            ..Self::default()
        };
        for ty in kind.types() {
            node.add(ty, wrappers(ty));
        }
        if let TypeKind::Struct(object) = kind
            && let Additional::Kept { value, .. } = &object.additional
        {
            // The map that has these members.
            node.add(value, wrappers(value) + Wrapper::Map.levels());
        }
        node
    }

    fn add(&mut self, ty: &Type, wrappers: usize) {
        match ty.reference() {
            Some(TypeReference::Value(id)) => self.held.push((id.index(), wrappers)),
            Some(TypeReference::Id(_) | TypeReference::Paths(_)) | None => {
                self.others = self.others.max(wrappers);
            }
        }
    }
}

/// The levels of what a type wraps around its innermost one.
fn wrappers(ty: &Type) -> usize {
    let wrappers = std::iter::successors(ty.wrapped(), |(_, inner)| inner.wrapped());
    wrappers.map(|(wrapper, _)| wrapper.levels()).sum()
}

/// The types of a group alone: a type that they hold is an index among them, and what is beyond them is no type any more.
struct Circle {
    nodes: Vec<TypeNode>,
}

impl Circle {
    fn of(graph: &Graph, group: &[usize], levels: &[usize]) -> Self {
        let within = |node: &TypeNode| {
            let mut inner = TypeNode {
                held: Vec::new(),
                ..*node
            };
            for (target, wrappers) in &node.held {
                match group.binary_search(target) {
                    Ok(index) => inner.held.push((index, *wrappers)),
                    Err(_) => {
                        let below = levels.get(*target).copied().unwrap_or_default();
                        inner.others = inner.others.max(wrappers + below);
                    }
                }
            }
            inner
        };
        let nodes = group.iter().filter_map(|node| graph.nodes.get(*node));
        Self {
            nodes: nodes.map(within).collect(),
        }
    }

    /// The most levels that a way through all types of the group can have.
    fn bound(&self) -> usize {
        let step = |node: &TypeNode| {
            node.own
                + node
                    .held
                    .iter()
                    .map(|(_, wrappers)| *wrappers)
                    .max()
                    .unwrap_or(0)
        };
        let beyond = self.nodes.iter().map(|node| node.others).max();
        self.nodes.iter().map(step).sum::<usize>() + beyond.unwrap_or(0)
    }

    /// The deepest that rustc comes from a type on, in the order of its members; `seen` says from which type one was last
    /// come to.
    fn levels_from(&self, root: usize, seen: &mut [usize]) -> usize {
        let mut deepest = 0;
        // Each type on the way, the members of it that are still to be looked at, and how deep it is.
        let mut way = vec![(root, 0, 0)];
        if let Some(seen) = seen.get_mut(root) {
            *seen = root;
        }
        while let Some((index, next, above)) = way.last_mut() {
            let Some(node) = self.nodes.get(*index) else {
                break;
            };
            let depth = *above + node.own;
            deepest = deepest.max(depth + node.others);
            let Some((target, wrappers)) = node.held.get(*next) else {
                way.pop();
                continue;
            };
            *next += 1;
            deepest = deepest.max(depth + wrappers);
            if let Some(seen) = seen.get_mut(*target).filter(|seen| **seen != root) {
                *seen = root;
                way.push((*target, 0, depth + wrappers));
            }
        }
        deepest
    }
}
