//! Conditions of `#[cfg(…)]`, where the features are known.
//!
//! In: the text between the parentheses. Out: whether it holds. What always holds: a condition that asks for anything but features is
//! left to rustc.

use super::Features;

/// Whether the condition holds; `None` if something in it only rustc knows.
pub fn holds(condition: &str, on: &Features) -> Option<bool> {
    let condition = condition.trim();
    let inner = |name: &str| {
        let rest = condition.strip_prefix(name)?.trim_start();
        rest.strip_prefix('(')?.strip_suffix(')')
    };
    if let Some(parts) = inner("any") {
        let parts: Option<Vec<bool>> = parts_of(parts).map(|part| holds(part, on)).collect();
        return parts.map(|parts| parts.contains(&true));
    }
    if let Some(parts) = inner("all") {
        let parts: Option<Vec<bool>> = parts_of(parts).map(|part| holds(part, on)).collect();
        return parts.map(|parts| !parts.contains(&false));
    }
    if let Some(part) = inner("not") {
        return holds(part, on).map(|holds| !holds);
    }
    let value = condition.strip_prefix("feature")?.trim_start();
    let name = value.strip_prefix('=')?.trim().trim_matches('"');
    Some(on.contains(name))
}

/// What stands between the commas that are in no parentheses.
fn parts_of(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let parts = list.split(move |c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.filter(|part| !part.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::holds;
    use crate::build::Features;

    #[test]
    fn conditions_of_features_are_decided() {
        let on = Features::from(["client", "hyper"]);
        for (condition, expected) in [
            ("feature = \"hyper\"", Some(true)),
            ("feature = \"blocking\"", Some(false)),
            ("not(feature = \"hyper\")", Some(false)),
            (
                "any(feature = \"blocking\", feature = \"hyper\",)",
                Some(true),
            ),
            (
                "all(feature = \"client\", not(any(feature = \"a\", feature = \"b\")))",
                Some(true),
            ),
            (
                "all(feature = \"client\", feature = \"blocking\")",
                Some(false),
            ),
            ("docsrs", None),
            ("all(feature = \"client\", unix)", None),
        ] {
            assert_eq!(holds(condition, &on), expected, "{condition}");
        }
    }
}
