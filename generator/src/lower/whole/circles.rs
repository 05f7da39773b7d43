//! Circles in a graph: strongly connected components.
//!
//! In: for each node, those that it leads to. Out: the groups of nodes that lead to each other. What always holds: no
//! recursion, since documents may nest deeper than the stack; the time grows with the number of edges.

/// The groups of nodes that lead to each other, after Kosaraju: a group comes before those that it leads to. A node in no
/// circle is a group of its own.
pub fn groups(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut reverse: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for target in targets {
            if let Some(sources) = reverse.get_mut(*target) {
                sources.push(from);
            }
        }
    }
    let mut seen = vec![false; edges.len()];
    let mut groups = Vec::new();
    for root in finishing_order(edges).into_iter().rev() {
        let mut group = Vec::new();
        let mut pending = vec![root];
        while let Some(node) = pending.pop() {
            match seen.get_mut(node) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            group.push(node);
            pending.extend(reverse.get(node).into_iter().flatten());
        }
        if !group.is_empty() {
            group.sort_unstable();
            groups.push(group);
        }
    }
    groups
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
