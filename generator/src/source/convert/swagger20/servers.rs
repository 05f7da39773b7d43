//! `host`, `basePath` and `schemes` to servers.
//!
//! In: the root, or an operation that has schemes of its own. Out: `servers`. What always holds: of several schemes the one that
//! encrypts comes first, as clients take the first server.

use serde_json::{Map, Value};

use super::super::node::{ConvertedNode, NodeMembers};
use crate::place::Pointer;

/// The servers of the whole document; none where nothing says where it is.
pub(super) fn servers(own: &Map<String, Value>, at: &Pointer, members: &mut NodeMembers) {
    if own.contains_key("host") || own.contains_key("basePath") {
        let list = list(own, own.get("schemes"), &at.child("schemes"));
        members.insert("servers".to_owned(), list);
    }
}

/// The servers of an operation that says by which schemes it is reached.
pub(super) fn of_operation(root: &Value, schemes: &Value, at: &Pointer) -> Option<ConvertedNode> {
    let root = root.as_object()?;
    let is_other = root.contains_key("host") && root.get("schemes") != Some(schemes);
    is_other.then(|| list(root, Some(schemes), at))
}

fn list(root: &Map<String, Value>, schemes: Option<&Value>, at: &Pointer) -> ConvertedNode {
    let text = |name: &str| root.get(name).and_then(Value::as_str).unwrap_or_default();
    let path = text("basePath").trim_end_matches('/');
    let path = match path.is_empty() || path.starts_with('/') {
        true => path.to_owned(),
        false => format!("/{path}"),
    };
    let place = |name: &str| Pointer::root().child(name);
    let server = |url: String, from: Pointer| {
        let url = ConvertedNode::same(from.clone(), url);
        ConvertedNode::object(from, NodeMembers::from_iter([("url".to_owned(), url)]))
    };
    let host = text("host").trim_end_matches('/');
    if host.is_empty() {
        let url = match path.is_empty() {
            true => "/".to_owned(),
            false => path,
        };
        let from = place("basePath");
        return ConvertedNode::array(from.clone(), vec![server(url, from)]);
    }
    let schemes = schemes.and_then(Value::as_array);
    let schemes = schemes.into_iter().flatten().enumerate();
    let mut schemes: Vec<(&str, Pointer)> = schemes
        .filter_map(|(index, scheme)| Some((scheme.as_str()?, at.child(index))))
        .filter(|(scheme, _)| ["http", "https"].contains(scheme))
        .collect();
    schemes.sort_by_key(|(scheme, _)| *scheme != "https");
    if schemes.is_empty() {
        schemes.push(("https", place("host")));
    }
    let servers = schemes
        .into_iter()
        .map(|(scheme, from)| server(format!("{scheme}://{host}{path}"), from));
    ConvertedNode::array(place("host"), servers.collect())
}
