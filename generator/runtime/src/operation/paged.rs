//! Requests for lists, page by page.
//!
//! In: a request and a page that it gave. Out: the request for the page after or before it. What always holds: only the
//! cursor changes from page to page; a cursor that the request has already is the end, so that no list is read for ever.

use super::request::Operation;
use crate::runtime::types::List;

/// A request for a page of a list, from which the requests for its neighbours follow.
pub trait CursorPaged:
    Operation<Output = List<<Self as CursorPaged>::Item>> + Sized + Clone
{
    /// What the list holds.
    type Item;

    /// The request for the page after `page`, all else unchanged; `None` if `page` is the last one.
    fn next_page(&self, page: &List<Self::Item>) -> Option<Self> {
        // `has_more` speaks of the direction the request went; there is always a way back.
        let comes_back = matches!(self.cursor(), Some(Cursor::Before(_)));
        if !page.has_more && !comes_back {
            return None;
        }
        moved(self, Cursor::After(Self::cursor_of(page.data.last()?)?))
    }

    /// The request for the page before `page`, all else unchanged; `None` if `page` is the first one, or the list
    /// cannot be read backwards.
    fn previous_page(&self, page: &List<Self::Item>) -> Option<Self> {
        let may_have_one = match self.cursor() {
            Some(Cursor::After(_)) => true,
            Some(Cursor::Before(_)) => page.has_more,
            // The list begins there.
            None => false,
        };
        if !may_have_one {
            return None;
        }
        moved(self, Cursor::Before(Self::cursor_of(page.data.first()?)?))
    }

    /// The cursor that the request has.
    fn cursor(&self) -> Option<Cursor<'_>>;

    /// The request with another cursor, all else unchanged; `None` if the list cannot be read in that direction.
    fn at(&self, cursor: Cursor<'_>) -> Option<Self>;

    /// What makes an item a cursor.
    fn cursor_of(item: &Self::Item) -> Option<&str>;
}

/// The request with another cursor, unless it has that one.
fn moved<O: CursorPaged>(request: &O, cursor: Cursor<'_>) -> Option<O> {
    match request.cursor() == Some(cursor) {
        true => None,
        false => request.at(cursor),
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
