//! Lists of paths to expand.
//!
//! In: arrays, vectors and other lists of texts or of typed paths. Out: typed paths. What always holds: a list without a path
//! needs no type, so that `[]` is one.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::iter::{Chain, Cloned, Copied, Filter, FilterMap, Map, Once, Skip, Take};

use crate::runtime::conventions::page;
use crate::runtime::types::Argument;

/// A path into a response that a request asks to expand.
pub trait ExpandPath {
    /// The path, relative to the resource.
    fn path(&self) -> &str;

    /// Whether the document knows this path.
    fn is_known(&self) -> bool;

    /// What stands before the path: `prefix`, which is `data.` on a list. A path of the caller's own may have it already, or
    /// be of the page itself, as the count of all items is: nothing stands before such a path.
    fn prefix(&self, prefix: &'static str) -> &'static str {
        let path = self.path();
        let own = !self.is_known() && (path.starts_with(prefix) || path == page::TOTAL);
        if own { "" } else { prefix }
    }
}

/// A list of paths of the type `P`, or of what they are made of.
///
/// Not every iterator is one: the type of `[]` is known only as long as one implementation fits it, and a blanket one for
/// iterators would fit it, too. An empty array of texts, such as a `[&str; 0]` that is given a name, is none either, for the same
/// reason: write `[]`, or take a slice of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of paths to expand",
    label = "expected an array, a vector or a slice of texts or of `{P}`",
    note = "one path is given as `[path]`; what another iterator yields can be collected into a `Vec`"
)]
pub trait IntoPaths<P> {
    /// The paths, in the order of the list.
    fn into_paths(self) -> Vec<P>;
}

/// No path.
impl<P> IntoPaths<P> for [P; 0] {
    fn into_paths(self) -> Vec<P> {
        Vec::new()
    }
}

/// No path.
impl<P> IntoPaths<P> for &[P; 0] {
    fn into_paths(self) -> Vec<P> {
        Vec::new()
    }
}

macro_rules! arrays {
    ($($length:literal)*) => {$(
        impl<P, T: Argument<P>> IntoPaths<P> for [T; $length] {
            fn into_paths(self) -> Vec<P> {
                all(self)
            }
        }

        impl<P, T: Clone + Argument<P>> IntoPaths<P> for &[T; $length] {
            fn into_paths(self) -> Vec<P> {
                all(self.iter().cloned())
            }
        }
    )*};
}

arrays!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32);

macro_rules! lists {
    ($(<$($part:ident),*> $list:ty;)*) => {$(
        impl<P, $($part),*> IntoPaths<P> for $list
        where
            $list: IntoIterator<Item: Argument<P>>,
        {
            fn into_paths(self) -> Vec<P> {
                all(self)
            }
        }
    )*};
}

lists! {
    <T> Vec<T>;
    <T> VecDeque<T>;
    <T> BTreeSet<T>;
    <T, S> HashSet<T, S>;
    <T> Option<T>;
    <T> std::vec::IntoIter<T>;
    <T> Once<T>;
    <I> Cloned<I>;
    <I> Copied<I>;
    <I> Skip<I>;
    <I> Take<I>;
    <I, J> Chain<I, J>;
    <I, F> Map<I, F>;
    <I, F> Filter<I, F>;
    <I, F> FilterMap<I, F>;
}

impl<P, T: Clone + Argument<P>> IntoPaths<P> for &[T] {
    fn into_paths(self) -> Vec<P> {
        all(self.iter().cloned())
    }
}

impl<P, T: Clone + Argument<P>> IntoPaths<P> for &Vec<T> {
    fn into_paths(self) -> Vec<P> {
        self.as_slice().into_paths()
    }
}

fn all<P>(list: impl IntoIterator<Item: Argument<P>>) -> Vec<P> {
    list.into_iter().map(Into::into).collect()
}
