//! Requests for lists, page by page, whatever leads from one page to the next.
//!
//! In: a request and a page that it gave. Out: the request for the page behind it, or that there is none. What always holds:
//! all else of the request is carried on; what an answer says of the way is followed only to the server of the request.

use http::HeaderMap;

use super::contract::Operation;
use super::paged::{Cursor, CursorPaged};

/// A request for a page of a list, from which the request for the page behind it follows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no request for a list that has pages",
    label = "this request has no pages",
    note = "`items` and `pages` take requests for lists, such as `Things::list()`; `send` takes every request"
)]
pub trait Paged: Operation + Sized + Clone {
    /// What the list holds.
    type Element;

    /// Whether the request only counts, so that a page that comes twice is told by nothing but its body.
    const COUNTED: bool = false;

    /// Where the page begins, as the request has it; `None` for the first page.
    fn place_in_list(&self) -> Option<String>;

    /// Whether the list is read from its last item to its first.
    fn reads_backwards(&self) -> bool {
        false
    }

    /// The request for the page behind this one, all else unchanged.
    fn request_behind(&self, page: &Self::Output, headers: &HeaderMap) -> NextPage<Self>;

    /// The items of a page.
    fn items_of(page: Self::Output) -> Vec<Self::Element>;

    /// By what an item is known, if that is a place in the list.
    fn mark_of(item: &Self::Element) -> Option<&str> {
        let _ = item;
        None
    }

    /// The request that goes on behind an item of the page: so many were taken, and the last one is known by `mark`. Where no
    /// request can say so, it is the one for the page itself, of which these items come again.
    fn request_for_rest(&self, taken: usize, mark: Option<&str>) -> Option<Self> {
        let _ = (taken, mark);
        Some(self.clone())
    }
}

/// What is behind a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage<O> {
    /// The page that this request gives.
    Page(O),
    /// Nothing: it was the last one.
    Last,
    /// More, as the API claims, but it names no place to go on from.
    Nowhere,
}

/// Lists whose items are places.
impl<O: CursorPaged> Paged for O {
    type Element = <O as CursorPaged>::Item;

    fn place_in_list(&self) -> Option<String> {
        match self.cursor()? {
            Cursor::After(id) | Cursor::Before(id) => Some(id.to_owned()),
        }
    }

    fn reads_backwards(&self) -> bool {
        matches!(self.cursor(), Some(Cursor::Before(_)))
    }

    fn request_behind(&self, page: &Self::Output, _: &HeaderMap) -> NextPage<Self> {
        if !page.has_more {
            return NextPage::Last;
        }
        let end = match self.reads_backwards() {
            true => page.data.first(),
            false => page.data.last(),
        };
        match end.and_then(Self::cursor_of) {
            None => NextPage::Nowhere,
            Some(id) => self
                .request_for_rest(0, Some(id))
                .map_or(NextPage::Last, NextPage::Page),
        }
    }

    fn items_of(page: Self::Output) -> Vec<Self::Element> {
        page.data
    }

    fn mark_of(item: &Self::Element) -> Option<&str> {
        Self::cursor_of(item)
    }

    fn request_for_rest(&self, _: usize, mark: Option<&str>) -> Option<Self> {
        let id = mark?;
        self.at(match self.reads_backwards() {
            true => Cursor::Before(id),
            false => Cursor::After(id),
        })
    }
}

/// A place that was counted, and so many more. `None` if no number of that kind is as large.
pub fn counted_on<N: Copy + Into<i128> + TryFrom<i128>>(
    here: Option<N>,
    first: i128,
    more: usize,
) -> Option<N> {
    let here = here.map_or(first, Into::into);
    N::try_from(here.checked_add(i128::try_from(more).ok()?)?).ok()
}
