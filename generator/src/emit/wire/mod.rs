//! What becomes of types on the wire and in logs.
//!
//! In: a type of the model with its members. Out: the impls that read, write, check and show its values, and the statements
//! that do so with inputs. What always holds: what is printed here defines no type.

pub mod debug;
pub mod decode;
pub mod encode;
pub mod errors;
pub mod form;
pub mod keys;
mod likeness;
pub mod limits;
