//! Why reading ended before its time.
//!
//! In: a fault of a text, or a message of a visitor. Out: which of the two it was. What always holds: nothing of a text or a message is kept.

use std::fmt;

use serde::de;

/// Why reading stopped. What exactly is wrong is found out by reading again, so that nothing of it is kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// It is no JSON.
    Syntax,
    /// It is JSON, but not what was asked for.
    Data,
}

impl std::error::Error for Stop {}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "it is no JSON",
            Self::Data => "a value that does not fit",
        })
    }
}

impl de::Error for Stop {
    /// Takes nothing of the message: nobody knows what stands in it.
    #[cold]
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Data
    }

    #[cold]
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::Data
    }

    #[cold]
    fn missing_field(_: &'static str) -> Self {
        Self::Data
    }
}
