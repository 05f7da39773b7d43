//! Which operation a request asks for.
//!
//! In: the operations; a method and a path. Out: the operation, with what stands in its path. What always holds: text counts more than a
//! parameter, from the front; a path is taken with and without that of the server's URL.

use std::collections::HashMap;

use super::pairs::decoded;
use crate::mock::model::{Model, Operation, Piece};

/// Finds operations.
#[derive(Clone, Debug, Default)]
pub struct Router {
    /// By how many segments the path has.
    routes: HashMap<usize, Vec<Route>>,
}

#[derive(Clone, Debug)]
struct Route {
    operation: usize,
    method: String,
    segments: Vec<Vec<Piece>>,
    fixed: Vec<(String, String)>,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An operation, with the texts of the inputs in its path.
    Operation(usize, Vec<(usize, String)>),
    /// There are others there, with these methods.
    OtherMethods(Vec<String>),
    /// Nothing.
    Nothing,
}

impl Router {
    /// Finds these operations.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let mut router = Self::default();
        for (index, operation) in model.operations.iter().enumerate() {
            let bare = segments(operation, "");
            router.add(index, operation, bare);
            if !operation.base.is_empty() {
                router.add(index, operation, segments(operation, &operation.base));
            }
        }
        for routes in router.routes.values_mut() {
            routes.sort_by_key(Route::rank);
        }
        router
    }

    fn add(&mut self, operation: usize, of: &Operation, segments: Vec<Vec<Piece>>) {
        let route = Route {
            operation,
            method: of.method.clone(),
            fixed: of.fixed_query.clone(),
            segments,
        };
        let count = route.segments.len();
        self.routes.entry(count).or_default().push(route);
    }

    /// What a method and a path, percent-encoded, lead to.
    #[must_use]
    pub fn find(&self, method: &str, path: &str, query: &[(String, String)]) -> Found {
        let texts: Vec<String> = path
            .trim_start_matches('/')
            .split('/')
            .map(|segment| decoded(segment, false))
            .collect();
        // URL parsers take these for steps, so that no client can mean them.
        if texts.iter().any(|text| text == "." || text == "..") {
            return Found::Nothing;
        }
        let mut others = Vec::new();
        for route in self.routes.get(&texts.len()).into_iter().flatten() {
            let Some(values) = route.values(&texts) else {
                continue;
            };
            if route.method != method {
                others.push(route.method.clone());
                continue;
            }
            if route.fixed.iter().all(|pair| query.contains(pair)) {
                return Found::Operation(route.operation, values);
            }
        }
        others.sort();
        others.dedup();
        match others.is_empty() {
            true => Found::Nothing,
            false => Found::OtherMethods(others),
        }
    }
}

impl Route {
    /// What is tried first is smaller.
    fn rank(&self) -> (Vec<u8>, std::cmp::Reverse<usize>) {
        let segments = self.segments.iter();
        let rank = segments.map(|pieces| match pieces.as_slice() {
            [] | [Piece::Literal(_)] => 0,
            [Piece::Input(_)] => 2,
            _ => 1,
        });
        (rank.collect(), std::cmp::Reverse(self.fixed.len()))
    }

    fn values(&self, texts: &[String]) -> Option<Vec<(usize, String)>> {
        let mut found = Vec::new();
        for (pieces, text) in self.segments.iter().zip(texts) {
            match pieces.as_slice() {
                [] if text.is_empty() => {}
                [] => return None,
                pieces => fit(pieces, text, &mut found)?,
            }
        }
        Some(found)
    }
}

/// Takes a text apart as the pieces of a segment; a value takes as much as it can.
fn fit(pieces: &[Piece], text: &str, found: &mut Vec<(usize, String)>) -> Option<()> {
    let Some((first, rest)) = pieces.split_first() else {
        return text.is_empty().then_some(());
    };
    match first {
        Piece::Literal(literal) => fit(rest, text.strip_prefix(literal.as_str())?, found),
        Piece::Input(index) => {
            let Some(Piece::Literal(literal)) = rest.first() else {
                let is_there = !text.is_empty() && rest.is_empty();
                return is_there.then(|| found.push((*index, text.to_owned())));
            };
            let (value, _) = text.rsplit_once(literal.as_str())?;
            if value.is_empty() {
                return None;
            }
            found.push((*index, value.to_owned()));
            fit(rest, text.get(value.len()..)?, found)
        }
    }
}

/// The segments of an operation's path, each in pieces.
fn segments(operation: &Operation, base: &str) -> Vec<Vec<Piece>> {
    let mut found: Vec<Vec<Piece>> = vec![Vec::new()];
    let base = (!base.is_empty()).then(|| Piece::Literal(base.to_owned()));
    let pieces = base.iter().chain(&operation.path).enumerate();
    for (place, piece) in pieces {
        match piece {
            Piece::Literal(text) => {
                let text = match place {
                    0 => text.trim_start_matches('/'),
                    _ => text,
                };
                for (part, text) in text.split('/').enumerate() {
                    if part > 0 {
                        found.push(Vec::new());
                    }
                    if let Some(last) = found.last_mut()
                        && !text.is_empty()
                    {
                        last.push(Piece::Literal(text.to_owned()));
                    }
                }
            }
            Piece::Input(_) => {
                if let Some(last) = found.last_mut() {
                    last.push(piece.clone());
                }
            }
        }
    }
    found
}
