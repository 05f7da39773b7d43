//! Addresses: which parts of a path's template are sent as what.
//!
//! In: a template. Out: the path, the pairs of a query behind `?`, and nothing of a fragment behind `#`. What always holds: a
//! `?` or `#` within braces is part of an expression; `{?a,b}` of RFC 6570 stands for the query parameters `a` and `b`.

/// A template, taken apart (RFC 3986, section 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'d> {
    /// The path, in which `{name}` stands for a parameter.
    pub path: &'d str,
    /// The pairs of the query, in their order.
    pub query: Vec<QueryPair<'d>>,
}

/// A pair of a template's query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryPair<'d> {
    /// It is sent as it is.
    Fixed(&'d str),
    /// Its value is a parameter.
    Value {
        /// The name on the wire.
        key: &'d str,
        /// The parameter.
        name: &'d str,
    },
    /// Its name holds a parameter, or its value one and something else.
    Mixed(&'d str),
}

impl<'d> Address<'d> {
    /// The parts of a template.
    #[must_use]
    pub fn of(template: &'d str) -> Self {
        let (sent, _) = split(template, '#').unwrap_or((template, ""));
        let (path, query) = split(sent, '?').unwrap_or((sent, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let mut query: Vec<QueryPair<'d>> = pairs.map(pair).collect();
        let (path, expression) = match path.split_once("{?").or_else(|| path.split_once("{&")) {
            Some((path, expression)) => (path, expression.trim_end_matches('}')),
            None => (path, ""),
        };
        let names = expression.split(',').map(|name| {
            let name = name.split(':').next().unwrap_or_default();
            name.trim().trim_end_matches('*')
        });
        let names = names.filter(|name| !name.is_empty());
        query.extend(names.map(|name| QueryPair::Value { key: name, name }));
        Self { path, query }
    }

    /// Whether the path names a parameter.
    #[must_use]
    pub fn has_in_path(&self, name: &str) -> bool {
        self.path.contains(&format!("{{{name}}}"))
    }

    /// Whether a pair of the query holds the parameter and something else.
    #[must_use]
    pub fn mixes(&self, parameter: &str) -> bool {
        let placeholder = format!("{{{parameter}}}");
        let mut pairs = self.query.iter();
        pairs.any(|pair| matches!(pair, QueryPair::Mixed(text) if text.contains(&placeholder)))
    }

    /// What the query's value of that parameter is called on the wire.
    #[must_use]
    pub fn key_in_query(&self, parameter: &str) -> Option<&'d str> {
        self.query.iter().find_map(|pair| match pair {
            QueryPair::Value { key, name } if *name == parameter => Some(*key),
            QueryPair::Fixed(_) | QueryPair::Value { .. } | QueryPair::Mixed(_) => None,
        })
    }
}

/// The text before and behind the first such character that is not within braces.
fn split(text: &str, at: char) -> Option<(&str, &str)> {
    let mut within = false;
    let place = text.char_indices().find(|(_, character)| {
        match character {
            '{' => within = true,
            '}' => within = false,
            _ => {}
        }
        !within && *character == at
    });
    let (place, _) = place?;
    let (before, behind) = text.split_at_checked(place)?;
    Some((before, behind.strip_prefix(at)?))
}

fn pair(text: &str) -> QueryPair<'_> {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    let name = value
        .strip_prefix('{')
        .and_then(|name| name.strip_suffix('}'));
    match name {
        Some(name) if !name.contains(['{', '}']) && !key.contains('{') => {
            QueryPair::Value { key, name }
        }
        _ if text.contains('{') => QueryPair::Mixed(text),
        _ => QueryPair::Fixed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_not_sent_and_a_query_is_no_path() {
        let address = Address::of("/rest?method=a.b&acl&q={query}&x=a{b}#c?d=e");
        assert_eq!(address.path, "/rest");
        let query = [
            QueryPair::Fixed("method=a.b"),
            QueryPair::Fixed("acl"),
            QueryPair::Value {
                key: "q",
                name: "query",
            },
            QueryPair::Mixed("x=a{b}"),
        ];
        assert_eq!(address.query, query);
        assert_eq!(address.key_in_query("query"), Some("q"));
        assert_eq!(Address::of("/#X=a?b"), Address::of("/"));
        assert_eq!(Address::of("/a/{b?c#d}").path, "/a/{b?c#d}");
    }

    #[test]
    fn an_expression_for_a_query_names_parameters() {
        let address = Address::of("/a{?b,c*}");
        assert_eq!(address.path, "/a");
        assert_eq!(address.key_in_query("c"), Some("c"));
    }
}
