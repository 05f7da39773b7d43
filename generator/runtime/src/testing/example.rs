//! Values that the document allows.
//!
//! In: JSON that was made with the crate. Out: a value of a type. What always holds: the same crate gives the same values.

use serde::de::DeserializeOwned;

/// A type of which there is a value that the document allows.
///
/// ```
/// use form_runtime::Example;
/// use serde_json::Value;
///
/// # struct Thing { size: i64 }
/// # impl<'de> serde::Deserialize<'de> for Thing {
/// #     fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
/// #         i64::deserialize(deserializer).map(|size| Self { size })
/// #     }
/// # }
/// # impl Example for Thing {
/// #     const JSON: &'static str = "3";
/// # }
/// assert_eq!(Thing::example().size, 3);
/// assert_eq!(Thing::example_with(|thing| thing.size = 4).size, 4);
/// ```
pub trait Example: DeserializeOwned {
    /// The value, as the API sends it.
    const JSON: &'static str;

    /// A value.
    ///
    /// # Panics
    ///
    /// Never: what is made by the generator is read by what it makes.
    #[must_use]
    #[track_caller]
    fn example() -> Self {
        match serde_json::from_str(Self::JSON) {
            Ok(value) => value,
            Err(error) => unreadable(&error),
        }
    }

    /// The same value with something else in it: also of a type that no other crate can make.
    #[must_use]
    #[track_caller]
    fn example_with(change: impl FnOnce(&mut Self)) -> Self {
        let mut value = Self::example();
        change(&mut value);
        value
    }
}

#[expect(
    clippy::panic,
    reason = "it depends on no input, and is there for tests alone"
)]
#[track_caller]
fn unreadable(error: &serde_json::Error) -> ! {
    panic!("an example that was made with the crate can't be read: {error}")
}

/// Events of which there is one of each kind that the document describes.
pub trait ExampleEvent: Sized {
    /// The kinds.
    type Kind;

    /// The body of an event of a kind, as the API sends it; `None` of one that the document does not describe, or whose body is no JSON.
    #[must_use]
    fn example_body(kind: &Self::Kind) -> Option<&'static str>;

    /// An event of a kind, read from its [body](Self::example_body).
    #[must_use]
    fn example_of(kind: &Self::Kind) -> Option<Self>;
}
