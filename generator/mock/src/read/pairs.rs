//! Pairs of a query or a form, as a tree.
//!
//! In: `a[b][0]=x&c=y`. Out: a [`Node`] for each name, with what stands below it. What always holds: order is kept; a key that is no
//! path of brackets is a name as it stands.

use bytes::Bytes;
use serde_json::{Value, json};

/// The most brackets of a key: what has more is a name as it stands.
const MOST_STEPS: usize = 64;

/// The most pairs that are looked at: far above what a client sends.
pub const MOST_PAIRS: usize = 10_000;

/// A part with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePart {
    /// Its name, if it has one.
    pub filename: Option<String>,
    /// Its media type.
    pub content_type: String,
    /// What is in it.
    pub bytes: Bytes,
}

impl FilePart {
    /// What is known of a file, as a value: only the server sees it.
    #[must_use]
    pub fn value(&self) -> Value {
        json!({
            "filename": self.filename,
            "content_type": self.content_type,
            "size": self.bytes.len(),
        })
    }
}

/// A value of a pair.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// A text.
    Text(String),
    /// A file of a multipart body.
    File(FilePart),
}

/// What stands under a key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// The values of the key itself.
    pub leaves: Vec<Leaf>,
    /// What stands in brackets behind it.
    pub children: Vec<(String, Node)>,
}

impl Node {
    /// How many nodes there are in it, itself included.
    pub fn size(&self) -> usize {
        let inner = self.children.iter().map(|(_, node)| node.size());
        1 + self.leaves.len() + inner.sum::<usize>()
    }

    /// The tree of pairs.
    pub fn of(pairs: impl IntoIterator<Item = (String, Leaf)>) -> Self {
        let mut root = Self::default();
        for (key, leaf) in pairs {
            root.put(&steps(&key), leaf);
        }
        root
    }

    fn put(&mut self, steps: &[&str], leaf: Leaf) {
        let Some((first, rest)) = steps.split_first() else {
            return self.leaves.push(leaf);
        };
        // The last one is asked for most often.
        let mut known = self.children.iter_mut().rev();
        if let Some((_, child)) = known.find(|(name, _)| name == first) {
            return child.put(rest, leaf);
        }
        let mut child = Self::default();
        child.put(rest, leaf);
        self.children.push(((*first).to_owned(), child));
    }

    /// Takes out what stands under a name.
    pub fn take(&mut self, name: &str) -> Option<Self> {
        let index = self.children.iter().position(|(known, _)| known == name)?;
        Some(self.children.remove(index).1)
    }

    /// The one text that it is, if it is nothing else.
    pub fn text(&self) -> Option<&str> {
        match (self.leaves.as_slice(), self.children.as_slice()) {
            ([Leaf::Text(text)], []) => Some(text),
            _ => None,
        }
    }
}

/// The steps of a key: `a[b][]` is `a`, `b` and an empty one.
fn steps(key: &str) -> Vec<&str> {
    let Some((name, rest)) = key.split_once('[').filter(|(name, _)| !name.is_empty()) else {
        return vec![key];
    };
    let Some(inner) = rest.strip_suffix(']') else {
        return vec![key];
    };
    let mut found = vec![name];
    found.extend(inner.split("][").take(MOST_STEPS));
    match found.len() > MOST_STEPS {
        true => vec![key],
        false => found,
    }
}

/// The pairs of `application/x-www-form-urlencoded`, decoded.
#[must_use]
pub fn pairs(text: &str) -> Vec<(String, String)> {
    let pieces = text.split('&').filter(|piece| !piece.is_empty());
    let pairs = pieces.map(|piece| {
        let (key, value) = piece.split_once('=').unwrap_or((piece, ""));
        (decoded(key, true), decoded(value, true))
    });
    pairs.take(MOST_PAIRS + 1).collect()
}

/// A text without percent-encoding; in forms and queries, `+` is a space.
#[must_use]
pub fn decoded(text: &str, is_form: bool) -> String {
    if !text.contains(['%', '+']) {
        return text.to_owned();
    }
    let mut bytes = text.bytes();
    let mut found = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' if is_form => found.push(b' '),
            b'%' => {
                let mut ahead = bytes.clone();
                let digits = (ahead.next().and_then(digit), ahead.next().and_then(digit));
                match digits {
                    (Some(high), Some(low)) => {
                        found.push(high * 16 + low);
                        bytes = ahead;
                    }
                    _ => found.push(byte),
                }
            }
            _ => found.push(byte),
        }
    }
    String::from_utf8(found)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}
