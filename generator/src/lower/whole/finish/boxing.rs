//! Recursion: a type that holds itself has to hold itself behind a pointer.
//!
//! In: types that may hold each other in circles. Out: the same, with [`Type::Boxed`] on every use that closes one.
//! What always holds: after this, every type has a finite size.

use crate::api::{Api, Type, TypeId, TypeKind};

/// Boxes the recursions of a model.
pub fn box_recursions(api: &mut Api) {
    let circle = circles(api);
    let same = |from: usize, to: TypeId| {
        let (from, to) = (circle.get(from), circle.get(to.index()));
        from.is_some() && from == to
    };
    let own_loop: Vec<bool> = (0..api.types.len())
        .map(|index| holds_itself(api, index))
        .collect();
    let sizes = sizes(&circle);
    for index in 0..api.types.len() {
        let in_circle = circle
            .get(index)
            .and_then(|id| sizes.get(*id))
            .is_some_and(|size| *size > 1);
        if !in_circle && !own_loop.get(index).copied().unwrap_or_default() {
            continue;
        }
        let Some(def) = api.types.get_mut(index) else {
            continue;
        };
        let closes = |id| same(index, id);
        match &mut def.kind {
            // An alias is no type of its own: the structs around it hold the box.
            TypeKind::Alias(_) => {}
            TypeKind::Struct(object) => {
                object
                    .fields
                    .iter_mut()
                    .for_each(|field| box_inside(&mut field.ty, &closes));
            }
            TypeKind::Union(union) => {
                union
                    .variants
                    .iter_mut()
                    .for_each(|variant| box_inside(&mut variant.ty, &closes));
            }
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ExpandPaths(_) => {}
        }
    }
}

/// Boxes a use that holds its type by value.
fn box_inside(ty: &mut Type, closes: &impl Fn(TypeId) -> bool) {
    if ty.as_named().is_some_and(closes) {
        *ty = Type::Boxed(Box::new(ty.clone()));
    } else if let Some((wrapper, inner)) = ty.wrapped_mut()
        && wrapper.is_by_value()
    {
        box_inside(inner, closes);
    }
}

/// The types that a type holds by value.
fn held(api: &Api, index: usize) -> Vec<usize> {
    let held = api.types.get(index).map(|def| def.kind.held());
    held.into_iter().flatten().map(TypeId::index).collect()
}

fn holds_itself(api: &Api, index: usize) -> bool {
    held(api, index).contains(&index)
}

fn sizes(circle: &[usize]) -> Vec<usize> {
    let mut sizes = vec![0; circle.len()];
    for id in circle {
        if let Some(size) = sizes.get_mut(*id) {
            *size += 1;
        }
    }
    sizes
}

/// The circle each type is in, by a number that its members share: strongly connected components, after Kosaraju,
/// without recursion since documents may nest deeper than the stack.
fn circles(api: &Api) -> Vec<usize> {
    let edges: Vec<Vec<usize>> = (0..api.types.len()).map(|index| held(api, index)).collect();
    let mut reverse: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for target in targets {
            if let Some(sources) = reverse.get_mut(*target) {
                sources.push(from);
            }
        }
    }
    let mut circle = vec![usize::MAX; edges.len()];
    for root in finishing_order(&edges).into_iter().rev() {
        let mut pending = vec![root];
        while let Some(node) = pending.pop() {
            match circle.get_mut(node) {
                Some(number) if *number == usize::MAX => *number = root,
                _ => continue,
            }
            pending.extend(reverse.get(node).into_iter().flatten());
        }
    }
    circle
}

fn finishing_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; edges.len()];
    let mut order = Vec::with_capacity(edges.len());
    for start in 0..edges.len() {
        let mut pending = vec![(start, false)];
        while let Some((node, done)) = pending.pop() {
            if done {
                order.push(node);
                continue;
            }
            match seen.get_mut(node) {
                Some(flag) if !*flag => *flag = true,
                _ => continue,
            }
            pending.push((node, true));
            pending.extend(
                edges
                    .get(node)
                    .into_iter()
                    .flatten()
                    .map(|target| (*target, false)),
            );
        }
    }
    order
}
