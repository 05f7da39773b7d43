//! Lists over several pages, by both clients: the order, what is carried on, where it ends and how it is resumed.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/list.rs"]
mod list;

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use api::{Shop, builder};
use form_runtime::{
    BlockingClient, CallError, Cause, Client, CursorPaged, List, PagingError, RequestOptions,
};
use futures_core::Stream;
use list::{ListThings, Memory, Mode};
use serde_json::{Value, json};

fn blocking(memory: &Memory) -> BlockingClient<Shop, Memory> {
    BlockingClient::with_transport(builder().config().unwrap(), memory.clone())
}

fn asynchronous(memory: &Memory) -> Client<Shop, Memory> {
    Client::with_transport(builder().config().unwrap(), memory.clone())
}

/// Runs a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("waits"),
    }
}

fn all<S: Stream + Unpin>(stream: &mut S) -> Vec<S::Item> {
    let mut items = Vec::new();
    now(async {
        while let Some(item) = poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await {
            items.push(item);
        }
    });
    items
}

fn numbers(items: Vec<Result<Value, CallError<Value>>>) -> String {
    let number = |item: Result<Value, CallError<Value>>| match item {
        Ok(item) => item["id"]
            .as_str()
            .unwrap()
            .trim_start_matches("th_")
            .to_owned(),
        Err(error) => match error.cause() {
            Cause::Paging(PagingError::RepeatedCursor) => " repeated".to_owned(),
            Cause::Paging(PagingError::EmptyPage) => " empty".to_owned(),
            _ => " failed".to_owned(),
        },
    };
    items.into_iter().map(number).collect()
}

/// The items by both clients, which have to agree, and the queries.
fn items(mode: Mode, list: &ListThings) -> (String, Vec<String>) {
    let options = RequestOptions::new().idempotency_key("mine");
    let (one, other) = (Memory::new(mode), Memory::new(mode));
    let found = numbers(blocking(&one).items_with(list.clone(), &options).collect());
    let streamed = all(&mut asynchronous(&other).items_with(list.clone(), &options));
    assert_eq!(found, numbers(streamed));
    assert_eq!(*one.seen.lock().unwrap(), *other.seen.lock().unwrap());
    let seen = one.seen.lock().unwrap();
    for (index, (_, key)) in seen.iter().enumerate() {
        let expected = (index == 0).then_some("mine");
        assert_eq!(key.as_deref(), expected, "a key is for one request");
    }
    drop(seen);
    (found, one.queries())
}

fn red() -> ListThings {
    ListThings {
        color: Some("red".to_owned()),
        ..ListThings::default()
    }
}

#[test]
fn forwards() {
    let (found, queries) = items(Mode::Right, &red());
    assert_eq!(found, "0123456789");
    assert_eq!(
        queries,
        [
            "color=red",
            "color=red&starting_after=th_2",
            "color=red&starting_after=th_5",
            "color=red&starting_after=th_8"
        ]
    );
}

#[test]
fn backwards() {
    let list = ListThings {
        before: Some("th_8".to_owned()),
        ..red()
    };
    let (found, queries) = items(Mode::Right, &list);
    assert_eq!(found, "76543210");
    assert_eq!(
        queries,
        [
            "color=red&ending_before=th_8",
            "color=red&ending_before=th_5",
            "color=red&ending_before=th_2"
        ]
    );
}

#[test]
fn lists_that_would_not_end() {
    assert_eq!(items(Mode::Repeats, &red()).0, "012012 repeated");
    assert_eq!(items(Mode::Empty, &red()).0, "012 empty");
    let list = ListThings {
        after: Some("th_2".to_owned()),
        ..red()
    };
    assert_eq!(items(Mode::Repeats, &list).0, "012 repeated");
}

#[test]
fn an_empty_page_that_claims_more_can_be_asked_for_again() {
    let memory = Memory::new(Mode::Empty);
    let client = blocking(&memory);
    let mut pages = client.pages(red());
    assert!(pages.next().unwrap().is_ok());
    assert!(pages.next().unwrap().unwrap().data.is_empty());
    let again = pages.resume().unwrap().after.clone();
    assert!(pages.next().unwrap().is_err());
    assert!(pages.next().is_none());
    assert_eq!(pages.resume().unwrap().after, again);
    assert_eq!(again.as_deref(), Some("th_2"));
}

#[test]
fn a_failure_is_told_and_the_list_resumed() {
    let memory = Memory::new(Mode::FailsOnce);
    let client = blocking(&memory);
    let mut items = client.items(red());
    let first: Vec<_> = items.by_ref().collect();
    assert_eq!(numbers(first), "012 failed");
    assert!(items.next().is_none());
    let resumed = items.resume().unwrap();
    assert_eq!(resumed.after.as_deref(), Some("th_2"));
    assert_eq!(numbers(client.items(resumed).collect()), "3456789");

    let memory = Memory::new(Mode::FailsOnce);
    let client = asynchronous(&memory);
    let mut items = client.items(red());
    assert_eq!(numbers(all(&mut items)), "012 failed");
    let resumed = items.resume().unwrap();
    assert_eq!(numbers(all(&mut client.items(resumed))), "3456789");
}

/// Whether a list that is read for a while is resumed right there.
fn resumes(list: ListThings, expected: &[&str]) {
    let memory = Memory::new(Mode::Right);
    let client = blocking(&memory);
    for taken in 0..expected.len() {
        let mut items = client.items(list.clone());
        let mut found = numbers(items.by_ref().take(taken).collect());
        let rest = items.resume().map(|list| client.items(list));
        found.push_str(&numbers(rest.into_iter().flatten().collect()));
        assert_eq!(found, expected.concat(), "after {taken}");
    }
}

#[test]
fn a_list_is_resumed_behind_any_item() {
    resumes(red(), &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    let list = ListThings {
        before: Some("th_8".to_owned()),
        ..red()
    };
    resumes(list, &["7", "6", "5", "4", "3", "2", "1", "0"]);
}

#[test]
fn pages() {
    let memory = Memory::new(Mode::Right);
    let sizes = |pages: Vec<usize>| assert_eq!(pages, [3, 3, 3, 1]);
    let pages = blocking(&memory).pages(red());
    sizes(pages.map(|page| page.unwrap().data.len()).collect());
    let mut pages = asynchronous(&memory).pages(red());
    let found = all(&mut pages);
    sizes(
        found
            .into_iter()
            .map(|page| page.unwrap().data.len())
            .collect(),
    );
    assert!(pages.resume().is_none());
}

#[test]
fn streams_can_be_sent_to_other_threads() {
    fn assert_send<T: Send + Unpin>(_: &T) {}
    let client = asynchronous(&Memory::new(Mode::Right));
    assert_send(&client.pages(red()));
    assert_send(&client.items(red()));
    assert_send(&Box::pin(client.send(red())));
}

#[test]
fn neighbours_of_a_page_follow_from_its_cursors() {
    let page = |ids: &[&str], has_more: bool| -> List<Value> {
        let data: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
        serde_json::from_value(json!({"data": data, "has_more": has_more, "url": "/v1/things"}))
            .unwrap()
    };
    let after = |id: &str| ListThings {
        after: Some(id.to_owned()),
        ..red()
    };
    let before = |id: &str| ListThings {
        before: Some(id.to_owned()),
        ..red()
    };
    let (middle, last, none) = (
        page(&["a", "b"], true),
        page(&["a"], false),
        page(&[], true),
    );

    assert_eq!(red().next_page(&middle), Some(after("b")));
    assert_eq!(red().next_page(&last), None);
    assert_eq!(red().previous_page(&middle), None);
    assert_eq!(after("x").next_page(&middle), Some(after("b")));
    assert_eq!(after("x").next_page(&last), None);
    assert_eq!(after("x").previous_page(&last), Some(before("a")));
    assert_eq!(before("x").next_page(&last), Some(after("a")));
    assert_eq!(before("x").previous_page(&middle), Some(before("a")));
    assert_eq!(before("x").previous_page(&last), None);

    assert_eq!(after("b").next_page(&middle), None, "the same cursor again");
    assert_eq!(
        before("a").previous_page(&middle),
        None,
        "the same cursor again"
    );
    assert_eq!(red().next_page(&none), None, "no item to go on from");
    assert_eq!(after("x").previous_page(&none), None);
}
