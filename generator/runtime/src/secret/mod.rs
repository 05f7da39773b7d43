//! Secrets, and what they are shown as.
//!
//! In: what the caller has: a text, or what fetches one; and the schemes of the API. Out: texts, and the values of headers. What
//! always holds: nothing of it is shown by `Debug`; nothing here does I/O.

mod grant;
mod scheme;
mod secret;
mod text;
mod token;
mod tokens;

pub use grant::OAuthGrant;
pub(crate) use grant::token_in;
pub use scheme::{Scheme, SchemeKind};
pub use secret::Secret;
pub(crate) use text::{SecretText, basic, bearer, private};
pub use token::{Token, TokenError};
pub(crate) use tokens::{TokenSource, Tokens, Turn};
