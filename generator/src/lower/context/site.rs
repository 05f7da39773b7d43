//! Where in a document the lowering is.
//!
//! In: the place of a schema, and what stands around it. Out: the same, for what stands inside it. What always holds: each step
//! inwards is counted.

use crate::api::{Ident, Pointer};

/// Whether a schema is met on its way to the server or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// In parameters and bodies.
    Request,
    /// In responses, events and components.
    Response,
}

/// Where in the document the lowering is, and what a type found there would be called.
#[derive(Clone, Debug)]
pub struct Site {
    /// The schema's pointer.
    pub pointer: Pointer,
    /// The name that follows from the path, in words.
    pub name: String,
    /// The module of the owner.
    pub module: Ident,
    /// Where the schema is used.
    pub direction: Direction,
    /// How many inline schemas stand around this one.
    pub depth: usize,
}

impl Site {
    /// The site of a schema inside this one's.
    pub fn child(&self, tokens: &[&str], name: String) -> Self {
        let pointer = tokens
            .iter()
            .fold(self.pointer.clone(), |pointer, token| pointer.child(token));
        Self {
            pointer,
            name,
            module: self.module.clone(),
            direction: self.direction,
            depth: self.depth + 1,
        }
    }
}
