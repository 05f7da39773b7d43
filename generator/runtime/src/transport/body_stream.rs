//! Bodies for the asynchronous transports.
//!
//! In: a body. Out: its bytes as frames. What always holds: the exact size is known from the start; bytes in memory are handed
//! out without a copy and at once; sources are read on threads that may block, a chunk at a time, and no more than that is
//! read ahead.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::runtime::body::{Body, BodyReader};

/// A body that is being sent, in a Tokio runtime.
pub(super) struct BodyStream {
    state: BodyStreamState,
    left: u64,
}

enum BodyStreamState {
    Memory(Bytes),
    Reader(Box<BodyReader>),
    Reading(JoinHandle<(Box<BodyReader>, io::Result<Option<Bytes>>)>),
    End,
}

impl BodyStream {
    /// Starts a sending.
    pub(super) fn new(body: &Body) -> Self {
        let state = match body.as_bytes() {
            Some(bytes) => BodyStreamState::Memory(bytes.clone()),
            None => BodyStreamState::Reader(Box::new(body.reader())),
        };
        let left = body.len();
        Self { state, left }
    }

    /// The next bytes.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Option<Bytes>>> {
        loop {
            match std::mem::replace(&mut self.state, BodyStreamState::End) {
                BodyStreamState::Memory(bytes) => return Poll::Ready(Ok(Some(bytes))),
                BodyStreamState::End => return Poll::Ready(Ok(None)),
                BodyStreamState::Reader(mut reader) if reader.has_to_read() => {
                    self.state = BodyStreamState::Reading(spawn_blocking(move || {
                        let chunk = reader.next_chunk();
                        (reader, chunk)
                    }));
                }
                BodyStreamState::Reader(mut reader) => {
                    let chunk = reader.next_chunk();
                    self.state = BodyStreamState::Reader(reader);
                    return Poll::Ready(chunk);
                }
                BodyStreamState::Reading(mut reading) => {
                    let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
                        self.state = BodyStreamState::Reading(reading);
                        return Poll::Pending;
                    };
                    let (reader, chunk) = read.map_err(io::Error::other)?;
                    self.state = BodyStreamState::Reader(reader);
                    return Poll::Ready(chunk);
                }
            }
        }
    }
}

impl http_body::Body for BodyStream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        if this.left == 0 {
            return Poll::Ready(None);
        }
        let chunk = ready!(this.poll_chunk(context)).transpose();
        Poll::Ready(chunk.map(|chunk| {
            let chunk = chunk?;
            this.left = this.left.saturating_sub(chunk.len() as u64);
            Ok(Frame::data(chunk))
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
