//! Lists, page by page and item by item, asynchronously.

use std::convert::Infallible;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::pager::{Buffer, Pager};
use crate::runtime::call::{CallError, Cause, RequestOptions, Response};
use crate::runtime::operation::{Operation, Paged};

/// A call under way.
pub(super) type Fetch<O> = Pin<
    Box<
        dyn Future<
                Output = Result<
                    Response<<O as Operation>::Output>,
                    CallError<<O as Operation>::Error>,
                >,
            > + Send,
    >,
>;

/// Makes a call.
type Sender<O> = Box<dyn Fn(O, &RequestOptions) -> Fetch<O> + Send + Sync>;

/// The pages of a list, a [`Stream`]. It ends after an error; [`resume`](Self::resume) then gives the request that failed.
#[must_use = "nothing is asked for until the first page is taken"]
pub struct Pages<O: Paged> {
    send: Sender<O>,
    pager: Pager<O>,
    fetch: Option<Fetch<O>>,
}

/// Nothing in it is pinned but what is in boxes.
impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Pages<O> {
    pub(super) fn new(operation: O, options: RequestOptions, send: Sender<O>) -> Self {
        Self {
            send,
            pager: Pager::new(operation, options),
            fetch: None,
        }
    }

    /// The next page, for programs without a library of streams. Nothing is lost if the future is dropped.
    pub async fn next(&mut self) -> Option<Result<Response<O::Output>, CallError<O::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The request for the next page, from which the list can be read on, by another client or later. `None` at the end, and
    /// where there is no way on: if a page ended where an earlier one had.
    #[must_use]
    pub fn resume(&self) -> Option<&O> {
        self.pager.resume()
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<Response<O::Output>, CallError<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let fetch = match &mut this.fetch {
            Some(fetch) => fetch,
            none => match this.pager.ask() {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(Cause::Paging(error).into()))),
                Some(Ok((operation, options))) => none.insert((this.send)(operation, options)),
            },
        };
        let page = ready!(fetch.as_mut().poll(context));
        this.fetch = None;
        match &page {
            Ok(page) => this.pager.receive(page),
            Err(_) => this.pager.fail(),
        }
        Poll::Ready(Some(page))
    }
}

/// The items of a list, over all its pages, a [`Stream`]. It ends after an error; [`resume`](Self::resume) then gives the
/// request that failed.
#[must_use = "nothing is asked for until the first item is taken"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    buffer: Buffer<O>,
}

/// Nothing in it is pinned but what is in boxes.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Items<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self {
            pages,
            buffer: Buffer::new(),
        }
    }

    /// The next item, for programs without a library of streams. Nothing is lost if the future is dropped.
    pub async fn next(&mut self) -> Option<Result<O::Element, CallError<O::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The request that goes on behind the last item taken. `None` at the end, and where there is no way on: if a page ended
    /// where an earlier one had, or behind an item without an id. Where nothing but a whole page can be asked for, items of it
    /// that were taken come again.
    #[must_use]
    pub fn resume(&self) -> Option<O> {
        self.buffer.resume(&self.pages.pager)
    }
}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Element, CallError<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.buffer.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Ok(page)) => {
                    let given = this.pages.pager.given();
                    this.buffer.fill(page.into_value(), given);
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

/// What a `for` loop can go through: nothing that is asynchronous. What it is about is a parameter, as the compiler would
/// otherwise speak of the trait of iterators.
#[diagnostic::on_unimplemented(
    message = "`{Walk}` is asynchronous: a `for` loop cannot go through it",
    label = "this has to be awaited, one by one",
    note = "write `while let Some(next) = items.next().await`, or take a blocking client"
)]
pub trait InLoops<Walk> {}

/// Never holds, and is there for what the compiler says.
#[doc(hidden)]
impl<O: Paged> Iterator for Pages<O>
where
    (): InLoops<Self>,
{
    type Item = Infallible;

    fn next(&mut self) -> Option<Infallible> {
        None
    }
}

/// Never holds, and is there for what the compiler says.
#[doc(hidden)]
impl<O: Paged> Iterator for Items<O>
where
    (): InLoops<Self>,
{
    type Item = Infallible;

    fn next(&mut self) -> Option<Infallible> {
        None
    }
}

impl<O: Paged + fmt::Debug> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("pager", &self.pager)
            .finish_non_exhaustive()
    }
}

impl<O: Paged + fmt::Debug> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
