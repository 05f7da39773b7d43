//! What is sent, and what is shown of the answer.

use crate::requests::ORDERS;
use crate::support::Terminal;

fn orders(count: usize) -> Terminal {
    let terminal = Terminal::new(ORDERS);
    for number in 0..count {
        let ran = terminal.run(&format!("orders create --note {number}"));
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    terminal
}

fn id(terminal: &Terminal) -> String {
    terminal
        .run("orders list -q")
        .out
        .lines()
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn json_where_nobody_looks_and_a_record_at_a_terminal() {
    let terminal = orders(1);
    let id = id(&terminal);
    let ran = terminal.run(&format!("orders retrieve {id}"));
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["id"], id.as_str());
    let terminal = terminal.typing("");
    let ran = terminal.run(&format!("orders retrieve {id} --color never"));
    assert!(ran.out.contains(&format!("\nid      {id}\n")), "{ran:?}");
    assert!(ran.out.contains("note    0\n"), "{ran:?}");
    assert!(ran.out.contains("due_by  2"), "{ran:?}");
    assert!(
        ran.out.contains(" ago)\n") || ran.out.contains("(in "),
        "{ran:?}"
    );
}

#[test]
fn lists_over_their_pages() {
    let terminal = orders(5);
    let ran = terminal.run("orders list --all -q");
    assert_eq!(ran.out.lines().count(), 5, "{ran:?}");
    assert_eq!(ran.sent.len(), 3, "{ran:?}");
    assert!(ran.sent[0].ends_with("/v1/orders?limit=2"), "{ran:?}");
    assert!(ran.sent[1].contains("limit=2&starting_after="), "{ran:?}");
    let ran = terminal.run("orders list --limit 3 --output json");
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value.as_array().unwrap().len(), 3);
    let ran = terminal.run("orders list");
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(value["data"].is_array(), "{ran:?}");
}

#[test]
fn tables_values_apart_and_queries() {
    let terminal = orders(2);
    let ran = terminal.run("orders list --output csv --columns note,status");
    assert!(ran.out.starts_with("note,status\n1,"), "{ran:?}");
    let ran = terminal.run("orders list --output table --columns note");
    assert_eq!(
        ran.out.split_whitespace().collect::<Vec<_>>(),
        ["note", "1", "0"]
    );
    let ran = terminal.run("orders list --query $.data[*].note");
    assert_eq!(ran.out, "\"1\"\n\"0\"\n");
    let ran = terminal.run("orders list --all --query $[?@.note==\"1\"].note -q");
    assert_eq!(ran.out, "1\n", "{ran:?}");
    let ran = terminal.run("orders list --output yaml --all");
    assert!(ran.out.starts_with("- object: order\n  id: "), "{ran:?}");
    let ran = terminal.run("orders list --output table");
    assert!(ran.out.starts_with(" id "), "{ran:?}");
}

#[test]
fn a_document_says_which_columns_there_are() {
    let stated = ORDERS.replace(
        "x-resourceId: order
",
        "x-resourceId: order
      x-cli: {columns: [amount, address.country, id]}
",
    );
    let terminal = Terminal::new(&stated);
    terminal.run("orders create --address.country AT");
    let ran = terminal.run("orders list --output csv");
    assert!(
        ran.out.starts_with(
            "amount,address.country,id
"
        ),
        "{ran:?}"
    );
    let ran = terminal.run("orders list --output csv --columns id");
    assert!(
        ran.out.starts_with(
            "id
"
        ),
        "{ran:?}"
    );
}

#[test]
fn what_cannot_be_undone_is_confirmed() {
    let terminal = orders(1);
    let id = id(&terminal);
    let ran = terminal.run(&format!("orders close {id}"));
    assert_eq!((ran.code, ran.sent.len()), (10, 0), "{ran:?}");
    assert!(ran.err.contains("--yes"), "{ran:?}");
    let ran = terminal.run(&format!("orders update {id} --send"));
    assert_eq!((ran.code, ran.sent.len()), (10, 0), "{ran:?}");
    let ran = terminal.run(&format!("orders update {id} -d send=true"));
    assert_eq!((ran.code, ran.sent.len()), (10, 0), "{ran:?}");
    let ran = terminal.run(&format!("orders update {id} --keep"));
    assert_eq!((ran.code, ran.sent.len()), (0, 1), "{ran:?}");
    let ran = terminal.run(&format!("orders close {id} --yes"));
    assert_eq!((ran.code, ran.sent.len()), (0, 1), "{ran:?}");
    let terminal = terminal.typing("no\n");
    let ran = terminal.run(&format!("orders close {id}"));
    assert_eq!((ran.code, ran.sent.len()), (10, 0), "{ran:?}");
    assert!(
        ran.err
            .contains("Close an order. This cannot be undone. Go on? [y/N] "),
        "{ran:?}"
    );
    let terminal = terminal.typing("y\n");
    let ran = terminal.run(&format!("orders close {id}"));
    assert_eq!((ran.code, ran.sent.len()), (0, 1), "{ran:?}");
}

#[test]
fn errors_have_classes() {
    let terminal = orders(0);
    let ran = terminal.run("orders retrieve or_0");
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.err.starts_with("error: "), "{ran:?}");
    assert_eq!(terminal.run("orders nothing").code, 2);
    assert_eq!(terminal.run("orders retrieve").code, 2);
    assert_eq!(terminal.run("orders list --profile x").code, 3);
}

#[test]
fn anything_else_is_raw() {
    let terminal = orders(1);
    let ran = terminal.run("raw get '/v1/orders?limit=1' -d status=open");
    assert_eq!(ran.sent, ["GET /v1/orders?limit=1&status=open"], "{ran:?}");
    let ran = terminal.run("raw POST /v1/orders -d note=5 --idempotency-key k");
    assert_eq!(ran.sent, ["POST /v1/orders note=5 key=k"], "{ran:?}");
    let ran = terminal.run("raw POST v1");
    assert_eq!(ran.code, 2, "{ran:?}");
    let id = id(&terminal);
    assert_eq!(
        terminal
            .run(&format!("raw POST /v1/orders/{id}/close"))
            .code,
        10
    );
}

#[test]
fn secrets_appear_nowhere() {
    let mut terminal = orders(0);
    terminal
        .env
        .insert("PETS_KEY".to_owned(), "sk_secret".to_owned());
    for line in [
        "orders create --dry-run",
        "orders create --print curl --header 'X-Auth-Token: sk_secret'",
        "orders create --print rust",
        "orders create --key sk_secret",
        "orders create --header sk_secret",
        "orders retrieve or_0 --key sk_secret",
    ] {
        let ran = terminal.run(line);
        assert!(
            !ran.out.contains("sk_secret") && !ran.err.contains("sk_secret"),
            "{line}: {ran:?}"
        );
    }
    assert!(
        terminal
            .run("orders list --key sk_secret")
            .err
            .starts_with("warning: ")
    );
}
