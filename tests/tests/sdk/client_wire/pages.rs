//! Lists over several pages: what is asked for, what is yielded, and where it ends.

use std::sync::Mutex;

use acceptance::interpret;
use acceptance::json::Json;
use acceptance::options::{builder, options};
use acceptance::recorded::Case;
use acceptance::sent::Sent;
use acceptance::served;
use acceptance::transports::{ALL, By, Caller};
use acceptance::watch::within;
use loopback::{Act, Arrived, Loopback};
use stripe_disputes::client::{Cause, PagingError, RequestOptions};
use stripe_disputes::{Disputes, ListDisputes};

use super::headers::Headers;
use super::{PATIENCE, all, assert_same, caller, treatment};

/// A server with the pages of a case, one after another.
fn pages(case: &str) -> Loopback {
    let mut pages: Vec<_> = served::pages(case).to_vec();
    pages.reverse();
    let pages = Mutex::new(pages);
    Loopback::answering(move |_| match pages.lock().unwrap().pop() {
        Some(page) => Act::answer(200, &served::list(page).to_string()),
        None => Act::answer(
            400,
            "{\"error\": {\"message\": \"there was no such page\"}}",
        ),
    })
}

/// How many items the recorded call took.
fn taken(input: &Json) -> usize {
    match input.get("op").and_then(Json::as_text).unwrap_or_default() {
        "autopage" => usize::MAX,
        "autopage_take3" => 3,
        "autopage_take7" => 7,
        other => panic!("{other}"),
    }
}

/// The ids, and what ended the list if not its end.
fn items(caller: &Caller, list: ListDisputes, options: RequestOptions, most: usize) -> String {
    let found = caller.items(list, options, most);
    let mut ids: Vec<String> = Vec::new();
    for item in found {
        ids.push(match item {
            Ok(dispute) => dispute.id.as_str().replace("dp_", ""),
            Err(error) => match error.cause() {
                Cause::Paging(PagingError::EmptyPage) => "empty".to_owned(),
                Cause::Paging(PagingError::RepeatedCursor) => "repeated".to_owned(),
                _ => panic!("{error}"),
            },
        });
    }
    ids.join(" ")
}

/// What the walk over the list of a case gives.
fn yielded(case: &str) -> &'static str {
    match case {
        "page_backward_3" => "5 4 3 2 1",
        "page_stop_early" => "1 2 3",
        "page_empty" => "",
        "page_second_empty_has_more" => "1 2 empty",
        "page_exact_boundary" => "1 2 3 4",
        "page_same_cursor_loop" => "1 2 1 2 repeated",
        // With both cursors, the list is read backwards.
        "page_both_cursors" => "2 1 4 3 5",
        _ => "1 2 3 4 5",
    }
}

/// What has to arrive, which is what the SDK for Node sends, but for what is decided otherwise.
fn requests(case: &Case) -> Vec<Sent> {
    let mut requests = case.requests.clone();
    match &*case.name {
        // The third request is the first one that asks again for what the second one gave.
        "page_same_cursor_loop" => requests.truncate(2),
        "page_both_cursors" => {
            for request in requests.iter_mut().skip(1) {
                request.query.retain(|(name, _)| name != "starting_after");
            }
        }
        _ => {}
    }
    requests
}

/// The same input without an idempotency key.
fn without_key(input: &Json) -> Json {
    let Json::Object(members) = input else {
        return input.clone();
    };
    let kept = |(name, value): &(String, Json)| {
        (name != "idempotency_key").then(|| (name.clone(), without_key(value)))
    };
    Json::Object(members.iter().filter_map(kept).collect())
}

fn check(what: &str, case: &Case, arrived: &[Arrived], server: &Loopback) {
    let requests = requests(case);
    assert_eq!(arrived.len(), requests.len(), "{what}: {arrived:?}");
    let mut headers = Headers::default();
    let mut input = case.input.clone();
    for (arrived, recorded) in arrived.iter().zip(&requests) {
        assert_same(what, arrived, recorded);
        headers.check(what, arrived, server, &input);
        // All options are carried on but this one: a key is for one request.
        input = without_key(&input);
    }
}

fn run(by: By, case: &Case) {
    let what = format!("{by:?}, {}", case.name);
    let list = interpret::list(&case.input).unwrap();
    let options = options(&case.input).unwrap();
    let builder = || builder(&case.input).unwrap();

    let server = pages(&case.name);
    let by_items = caller(by, builder(), &server);
    let most = taken(&case.input);
    let found = items(&by_items, list.clone(), options.clone(), most);
    assert_eq!(found, yielded(&case.name), "{what}");
    check(&what, case, &server.arrived(), &server);

    // The same by pages, of which as many are taken as were recorded.
    let server = pages(&case.name);
    let by_pages = caller(by, builder(), &server);
    let most = requests(case).len();
    let found = by_pages.pages(list, options, most);
    assert!(found.iter().all(Result::is_ok), "{what}: {found:?}");
    let pages = served::pages(&case.name).iter();
    for (found, (ids, has_more)) in found.into_iter().zip(pages) {
        let page = found.unwrap();
        let found: Vec<&str> = page
            .data
            .iter()
            .map(|dispute| dispute.id.as_str())
            .collect();
        assert_eq!((&*found, page.has_more), (*ids, *has_more), "{what}");
    }
    check(&what, case, &server.arrived(), &server);
}

#[test]
fn asks_for_the_pages_that_the_sdks_ask_for() {
    for by in ALL {
        let run = within(PATIENCE, &format!("{by:?}"), move || {
            let mut run = 0;
            for (name, case) in all() {
                if treatment(&name).as_deref() == Some("pages") {
                    self::run(by, &case);
                    run += 1;
                }
            }
            run
        });
        assert_eq!(run, 9, "{by:?}");
    }
}

/// A page is asked for again like any other request, and what came before it is not.
#[test]
fn a_page_that_fails_once_is_asked_for_again() {
    for by in ALL {
        let page = |ids: &'static [&'static str], more| {
            Act::answer(200, &served::list((ids, more)).to_string())
        };
        let server = Loopback::start([
            page(&["dp_1", "dp_2"], true),
            Act::ResetAfter,
            Act::answer(500, ""),
            page(&["dp_3"], false),
        ]);
        let client = caller(by, builder(&Json::Null).unwrap(), &server);
        let options = RequestOptions::new().account("acct_1");
        let list = Disputes::list().limit(2).charge("ch_1");
        assert_eq!(items(&client, list, options, usize::MAX), "1 2 3", "{by:?}");
        let arrived = server.arrived();
        assert_eq!(arrived.len(), 4, "{by:?}");
        assert_eq!(arrived[1], arrived[2], "{by:?}");
        assert_eq!(arrived[1], arrived[3], "{by:?}");
        let carried = |request: &Arrived| request.header("stripe-account") == Some("acct_1");
        assert!(arrived.iter().all(carried), "{by:?}: {arrived:?}");
    }
}
