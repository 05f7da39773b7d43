//! Which nodes a path selects, and whether each selector of a list has a part in it.
//!
//! In: a JSONPath and the document. Out: the ways to the nodes; the selectors that select nothing. What always holds: a node is
//! selected once; a list of selectors within a filter is a condition, and not looked at.

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

/// One step to a selected node. Elements come after members, which makes the reverse order the one to remove in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SelectorStep {
    Member(String),
    Element(usize),
}

/// The nodes that a path selects, each once, in the order in which it selects them.
pub(super) fn select(path: &JsonPath, document: &Value) -> Vec<Vec<SelectorStep>> {
    let located = path.query_located(document).dedup();
    let steps = located.locations().map(|location| {
        let steps = location.iter().map(|element| match element {
            PathElement::Name(name) => SelectorStep::Member((*name).to_owned()),
            PathElement::Index(index) => SelectorStep::Element(*index),
        });
        steps.collect()
    });
    steps.collect()
}

/// The node at the end of a way.
pub(super) fn node<'v>(document: &'v mut Value, path: &[SelectorStep]) -> Option<&'v mut Value> {
    path.iter().try_fold(document, |value, step| match step {
        SelectorStep::Member(name) => value.get_mut(name),
        SelectorStep::Element(index) => value.get_mut(index),
    })
}

/// A way as the tokens of a pointer.
pub(super) fn tokens(path: &[SelectorStep]) -> Vec<String> {
    let tokens = path.iter().map(|step| match step {
        SelectorStep::Member(name) => name.clone(),
        SelectorStep::Element(index) => index.to_string(),
    });
    tokens.collect()
}

/// The path, as it is written, without the selectors of lists without which it would select the same.
pub(super) fn narrowed(written: &str, document: &Value) -> String {
    let mut narrowed = written.to_owned();
    // From the back, so that what is still to be written anew keeps its place.
    for (start, end) in brackets(written).into_iter().rev() {
        let inside = written.get(start..end).unwrap_or_default();
        let idle = idle_within(written, (start, end), document);
        if !idle.is_empty() {
            let selectors = split(inside).into_iter();
            let left: Vec<&str> = selectors.filter(|one| !idle.contains(one)).collect();
            narrowed.replace_range(start..end, &left.join(", "));
        }
    }
    narrowed
}

/// The selectors of lists such as `['a', 'b']` without which the path, as it is written, would select the same.
pub(super) fn idle(written: &str, document: &Value) -> Vec<String> {
    let brackets = brackets(written).into_iter();
    let idle = brackets.flat_map(|list| idle_within(written, list, document));
    idle.map(str::to_owned).collect()
}

/// The same of one list, a range of bytes of the path.
fn idle_within<'w>(
    written: &'w str,
    (start, end): (usize, usize),
    document: &Value,
) -> Vec<&'w str> {
    let inside = written.get(start..end).unwrap_or_default();
    let selectors = split(inside);
    if selectors.len() < 2 {
        return Vec::new();
    }
    let before = written.get(..start).unwrap_or_default();
    let after = written.get(end..).unwrap_or_default();
    let is_idle = |selector: &&str| {
        let alone = JsonPath::parse(&format!("{before}{selector}{after}"));
        alone.is_ok_and(|path| path.query(document).is_empty())
    };
    selectors.into_iter().filter(is_idle).collect()
}

/// What is between the outermost brackets of a path, each as a range of bytes.
fn brackets(path: &str) -> Vec<(usize, usize)> {
    let (mut found, mut start) = (Vec::new(), 0);
    walk(path, |at, character, depth| match (character, depth) {
        ('[', 1) => start = at + 1,
        (']', 0) => found.push((start, at)),
        _ => {}
    });
    found
}

/// Selectors between commas.
fn split(list: &str) -> Vec<&str> {
    let (mut found, mut start) = (Vec::new(), 0);
    walk(list, |at, character, depth| {
        if character == ',' && depth == 0 {
            found.push(list.get(start..at).unwrap_or_default().trim());
            start = at + 1;
        }
    });
    found.push(list.get(start..).unwrap_or_default().trim());
    found
}

/// Calls back for each character that is not in quotes, with how many brackets and parentheses are open behind it.
fn walk(text: &str, mut seen: impl FnMut(usize, char, usize)) {
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    for (at, character) in text.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None => {
                match character {
                    '\'' | '"' => quote = Some(character),
                    '[' | '(' => depth += 1,
                    ']' | ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                seen(at, character, depth);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_selector_of_a_list_is_idle_if_it_alone_selects_nothing() {
        let document = json!({"a": {"x": 1}, "b": {"y": [1, 2]}, "it's, [c]": {"x": 1}});
        for (path, expected) in [
            ("$['a', 'b']", &[][..]),
            ("$['a','none', \"nor\"]", &["'none'", "\"nor\""]),
            ("$['a','b'].x", &["'b'"]),
            (r"$['a', 'it\'s, [c]'].x", &[]),
            (r"$['a', 'it\'s, [d]']", &[r"'it\'s, [d]'"]),
            ("$.b.y[0, 1, 7]", &["7"]),
            ("$.b.y[?@ > 1, ?@ > 2]", &["?@ > 2"]),
            ("$..['x', 'z']", &["'z'"]),
            ("$[?@['x', 'none']]", &[]),
            ("$['none']", &[]),
        ] {
            assert_eq!(idle(path, &document), expected, "{path}");
        }
        for (path, expected) in [
            ("$['a','none', \"nor\"]", "$['a']"),
            ("$.b['y', 'z'][7, 0, 1]", "$.b['y'][0, 1]"),
        ] {
            assert_eq!(narrowed(path, &document), expected, "{path}");
        }
    }
}
