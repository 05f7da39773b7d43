//! Requests for lists, page by page.
//!
//! In: a request and a page that it gave. Out: the request for the page after or before it.

use super::contract::Operation;
use crate::runtime::types::List;

/// A request for a page of a list, from which the requests for its neighbours follow.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no request for a list that has pages",
    label = "this request has no pages",
    note = "`items` and `pages` take requests for lists, such as `Things::list()`; `send` takes every request"
)]
pub trait CursorPaged:
    Operation<Output = List<<Self as CursorPaged>::Item>> + Sized + Clone
{
    /// What the list holds.
    type Item;

    /// The cursor that the request has.
    fn cursor(&self) -> Option<Cursor<'_>>;

    /// The request with another cursor, all else unchanged; `None` if the list cannot be read in that direction.
    fn at(&self, cursor: Cursor<'_>) -> Option<Self>;

    /// What makes an item a cursor.
    fn cursor_of(item: &Self::Item) -> Option<&str>;

    /// The request for the page after `page`, all else unchanged; `None` if `page` is the last one.
    ///
    /// [`List::has_more`] speaks of the direction that the request went. A cursor that the request has already is the end,
    /// so that no list is read for ever.
    fn next_page(&self, page: &List<Self::Item>) -> Option<Self> {
        let here = self.cursor();
        if !page.has_more && !matches!(here, Some(Cursor::Before(_))) {
            return None;
        }
        let next = Cursor::After(Self::cursor_of(page.data.last()?)?);
        if here == Some(next) {
            return None;
        }
        self.at(next)
    }

    /// The request for the page before `page`, all else unchanged; `None` if `page` is the first one, as that of a request
    /// without a cursor is, or the list cannot be read backwards.
    fn previous_page(&self, page: &List<Self::Item>) -> Option<Self> {
        let here = self.cursor()?;
        if !page.has_more && matches!(here, Cursor::Before(_)) {
            return None;
        }
        let previous = Cursor::Before(Self::cursor_of(page.data.first()?)?);
        if here == previous {
            return None;
        }
        self.at(previous)
    }
}

/// A place in a list, and the direction in which it is read from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor<'a> {
    /// Forwards from after the item with this id.
    After(&'a str),
    /// Backwards from before the item with this id.
    Before(&'a str),
}
