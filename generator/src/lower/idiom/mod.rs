//! Idioms: what form-encoded APIs do and OpenAPI has no word for.
//!
//! In: schemas and operations that are lowered, and the document's extensions. Out: pages, paths to expand, events, and
//! what clients have to know. What always holds: an idiom is recognised by its form, or said by an extension; what
//! it is called in an API is data ([`Conventions`](crate::api::Conventions)), which `x-client` may state.

pub mod client;
pub mod conventions;
pub mod events;
pub mod expand;
mod extension;
pub mod page_names;
pub mod pages;
pub mod paging;
mod publication;
pub mod stated_paging;
pub mod value_fields;
