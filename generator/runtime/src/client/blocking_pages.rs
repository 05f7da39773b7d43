//! Lists, page by page and item by item, blocking.

use std::fmt;

use super::blocking_client::BlockingClient;
use super::pager::{Buffer, Pager};
use crate::runtime::call::{CallError, Cause, RequestOptions, Response};
use crate::runtime::config::Vendor;
use crate::runtime::operation::Paged;
use crate::runtime::transport::BlockingTransport;

/// The pages of a list. It ends after an error; [`resume`](Self::resume) then gives the request that failed.
#[must_use = "nothing is asked for until the first page is taken"]
pub struct BlockingPages<O, V, T> {
    client: BlockingClient<V, T>,
    pager: Pager<O>,
}

impl<O: Paged, V: Vendor, T: BlockingTransport> BlockingPages<O, V, T> {
    pub(super) fn new(client: BlockingClient<V, T>, operation: O, options: RequestOptions) -> Self {
        Self {
            client,
            pager: Pager::new(operation, options),
        }
    }

    /// The request for the next page, from which the list can be read on, by another client or later. `None` at the end, and
    /// where there is no way on: if a page ended where an earlier one had.
    #[must_use]
    pub fn resume(&self) -> Option<&O> {
        self.pager.resume()
    }
}

impl<O: Paged, V: Vendor, T: BlockingTransport> Iterator for BlockingPages<O, V, T> {
    type Item = Result<Response<O::Output>, CallError<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        let (operation, options) = match self.pager.ask()? {
            Ok(request) => request,
            Err(error) => return Some(Err(Cause::Paging(error).into())),
        };
        let page = self.client.send_with(operation, options);
        match &page {
            Ok(page) => self.pager.receive(page),
            Err(_) => self.pager.fail(),
        }
        Some(page)
    }
}

/// The items of a list, over all its pages. It ends after an error; [`resume`](Self::resume) then gives the request that
/// failed.
#[must_use = "nothing is asked for until the first item is taken"]
pub struct BlockingItems<O: Paged, V, T> {
    pages: BlockingPages<O, V, T>,
    buffer: Buffer<O>,
}

impl<O: Paged, V: Vendor, T: BlockingTransport> BlockingItems<O, V, T> {
    pub(super) fn new(pages: BlockingPages<O, V, T>) -> Self {
        Self {
            pages,
            buffer: Buffer::new(),
        }
    }

    /// The request that goes on behind the last item taken. `None` at the end, and where there is no way on: if a page ended
    /// where an earlier one had, or behind an item without an id. Where nothing but a whole page can be asked for, items of it
    /// that were taken come again.
    #[must_use]
    pub fn resume(&self) -> Option<O> {
        self.buffer.resume(&self.pages.pager)
    }
}

impl<O: Paged, V: Vendor, T: BlockingTransport> Iterator for BlockingItems<O, V, T> {
    type Item = Result<O::Element, CallError<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.buffer.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => {
                    let given = self.pages.pager.given();
                    self.buffer.fill(page.into_value(), given);
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<O: fmt::Debug, V, T> fmt::Debug for BlockingPages<O, V, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingPages")
            .field("pager", &self.pager)
            .finish_non_exhaustive()
    }
}

impl<O: Paged + fmt::Debug, V, T> fmt::Debug for BlockingItems<O, V, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingItems")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
