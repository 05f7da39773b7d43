//! What functions take for a value.
//!
//! In: whatever is [`Into`] a type. Out: the same, under a name for which the compiler has words that say what to do. What always
//! holds: nothing else is an argument, and all of it is.

/// Whatever becomes a `T` by [`Into`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not accepted where `{T}` is wanted",
    label = "give a `{T}`, or what becomes one",
    note = "an id is accepted as text, as an `Id` of its kind of object, and as such an object; a value of an enum as itself or as text",
    note = "what may be missing is set by `maybe(value, setter)`; of several values, give one, or make a request for each"
)]
pub trait Argument<T>: Into<T> {}

#[diagnostic::do_not_recommend]
impl<S: Into<T>, T> Argument<T> for S {}
