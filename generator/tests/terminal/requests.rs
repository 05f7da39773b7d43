//! From what is typed to a request.

use crate::support::Terminal;

/// Orders: a form with nested members, a list and a map.
pub const ORDERS: &str = "
paths:
  /v1/orders:
    get:
      operationId: listOrders
      summary: List all orders
      parameters:
        - {name: status, in: query, description: Only orders in that state., schema: {type: string, enum: [open, done]}}
        - {name: created, in: query, style: deepObject, explode: true, schema: {anyOf: [{type: object, properties: {gt: {type: integer, format: unix-time}, gte: {type: integer, format: unix-time}, lt: {type: integer, format: unix-time}, lte: {type: integer, format: unix-time}}}, {type: integer, format: unix-time}]}}
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 2}}
        - {name: starting_after, in: query, schema: {type: string}}
      responses: {'200': {description: A page., content: {application/json: {schema: {$ref: '#/components/schemas/OrderList'}}}}}
    post:
      operationId: createOrder
      summary: Make an order
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/NewOrder'}}}}
      responses: {'200': {description: The order., content: {application/json: {schema: {$ref: '#/components/schemas/order'}}}}}
  /v1/orders/{order}:
    parameters: [{name: order, in: path, required: true, description: ID of the order., schema: {type: string}}]
    get:
      operationId: retrieveOrder
      summary: Retrieve an order
      responses: {'200': {description: The order., content: {application/json: {schema: {$ref: '#/components/schemas/order'}}}}}
    post:
      operationId: updateOrder
      summary: Change an order
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/NewOrder'}}}}
      responses: {'200': {description: The order., content: {application/json: {schema: {$ref: '#/components/schemas/order'}}}}}
  /v1/orders/{order}/close:
    post:
      operationId: closeOrder
      summary: Close an order
      x-irreversible: true
      parameters: [{name: order, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: The order., content: {application/json: {schema: {$ref: '#/components/schemas/order'}}}}}
components:
  schemas:
    OrderList:
      type: object
      required: [data, has_more, object, url]
      properties:
        data: {type: array, items: {$ref: '#/components/schemas/order'}}
        has_more: {type: boolean}
        object: {type: string, enum: [list]}
        url: {type: string}
    NewOrder:
      type: object
      properties:
        note: {type: string, maxLength: 10, description: What to do. It is shown to nobody.}
        tags: {type: array, items: {type: string}}
        lines:
          type: array
          items: {type: object, required: [price], properties: {price: {type: string, maxLength: 9}, quantity: {type: integer}, taxes: {type: array, items: {type: object, properties: {rate: {type: string}}}}}}
        send:
          type: boolean
          description: Sends the order at once.
          x-irreversible: {otherwise: keep, description: Keeps the order for later.}
        address:
          type: object
          properties:
            first_line: {type: string, maxLength: 20}
            country: {type: string}
        metadata: {anyOf: [{type: object, additionalProperties: {type: string}}, {type: string, enum: ['']}]}
    order:
      type: object
      x-resourceId: order
      required: [id, status, amount, due_by, object]
      properties:
        id: {type: string, example: or_1A2B3C4D5E6F7G8H}
        object: {type: string, enum: [order]}
        status: {type: string, enum: [open, done]}
        amount: {type: integer}
        note: {type: string, nullable: true}
        due_by: {type: integer, format: unix-time, x-deadline: {name: due_in}}
        address: {type: object, properties: {first_line: {type: string}, country: {type: string}}}
";

fn dry(line: &str) -> String {
    let ran = Terminal::new(ORDERS).run(&format!("{line} --dry-run"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.sent.is_empty(), "{ran:?}");
    ran.out
}

#[test]
fn flags_are_pairs() {
    assert_eq!(
        dry(
            "orders update or_1 --note hi --address.first-line 'A street' --tags a --tags b --metadata k=v --unset-metadata gone"
        ),
        "POST https://api.example/v1/orders/or_1\n\
         Content-Type: application/x-www-form-urlencoded\n\n\
         note=hi\ntags=a\ntags=b\naddress[first_line]=A street\nmetadata[k]=v\nmetadata[gone]=\n"
    );
}

#[test]
fn pairs_by_their_key_are_sent_as_they_stand() {
    assert_eq!(
        dry("orders create -d 'address[first_line]=A & B' -d metadata[k]= --note 1"),
        "POST https://api.example/v1/orders\n\
         Content-Type: application/x-www-form-urlencoded\n\n\
         note=1\naddress[first_line]=A & B\nmetadata[k]=\n"
    );
}

#[test]
fn times_are_dates_or_seconds() {
    assert_eq!(
        dry(
            "orders list --created.gte 2026-01-31 --created.lt 2026-01-31T08:00:00+01:00 --status open"
        ),
        "GET https://api.example/v1/orders?status=open&created%5Bgte%5D=1769817600&created%5Blt%5D=1769842800\n"
    );
    assert_eq!(
        dry("orders list --created 5"),
        "GET https://api.example/v1/orders?created=5\n"
    );
}

#[test]
fn what_breaks_a_limit_is_never_sent() {
    let terminal = Terminal::new(ORDERS);
    for (line, fault) in [
        ("orders create --note 'far too long a note'", "note"),
        ("orders create -d nothing=1", "nothing"),
        ("orders create -d address[town]=1", "address[town]"),
        ("orders list --status gone", "status"),
        ("orders list --created x", "created"),
        ("orders retrieve ''", "order"),
        ("orders retrieve ..", "order"),
        ("orders create -d note", "-d note"),
    ] {
        let ran = terminal.run(line);
        assert_eq!(ran.code, 2, "{line}: {ran:?}");
        assert!(ran.err.contains(fault), "{line}: {ran:?}");
        assert!(ran.sent.is_empty() && ran.out.is_empty(), "{line}: {ran:?}");
    }
}

#[test]
fn a_path_is_percent_encoded() {
    assert_eq!(
        dry("orders retrieve 'a/b c'"),
        "GET https://api.example/v1/orders/a%2Fb%20c\n"
    );
}

#[test]
fn a_truth_value_has_a_word_for_no() {
    assert!(dry("orders create --keep").ends_with("\nsend=false\n"));
    assert!(dry("orders create --send").ends_with("\nsend=true\n"));
    assert!(dry("orders create --send=false").ends_with("\nsend=false\n"));
}

#[test]
fn members_come_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("address.yaml");
    let line = format!(
        "orders create --address-file {} --address.country AT",
        path.display()
    );
    std::fs::write(&path, "first_line: 12\ncountry: DE\n").unwrap();
    assert!(dry(&line).ends_with("\naddress[first_line]=12\naddress[country]=AT\n"));
    std::fs::write(&path, "address: {first_line: A}\n").unwrap();
    assert!(dry(&line).ends_with("\naddress[first_line]=A\naddress[country]=AT\n"));
    std::fs::write(&path, "town: B\n").unwrap();
    let ran = Terminal::new(ORDERS).run(&line);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("address[town]"), "{ran:?}");
}

#[test]
fn elements_of_lists_have_flags_by_their_number() {
    assert_eq!(
        dry(
            "orders create --lines.1.price b --lines.0.price a --lines.0.quantity 2 --lines.1.taxes.0.rate r"
        ),
        "POST https://api.example/v1/orders\n\
         Content-Type: application/x-www-form-urlencoded\n\n\
         lines[0][price]=a\nlines[0][quantity]=2\nlines[1][price]=b\nlines[1][taxes][0][rate]=r\n"
    );
    assert!(
        dry("orders create --lines '{\"price\": \"a\"}' --lines.1.price b")
            .ends_with("\nlines[0][price]=a\nlines[1][price]=b\n")
    );
    for (line, fault) in [
        ("orders create --lines.1.price a", "none with the number 0"),
        (
            "orders create --lines '{}' --lines.7.price a",
            "none with the number 1",
        ),
        ("orders create --lines.0.quantity 1", "lines[0][price]"),
        ("orders create --lines.x.price a", "--lines.x.price"),
    ] {
        let ran = Terminal::new(ORDERS).run(line);
        assert_eq!(ran.code, 2, "{line}: {ran:?}");
        assert!(ran.err.contains(fault), "{line}: {ran:?}");
    }
}

#[test]
fn curl_does_the_same() {
    let ran =
        Terminal::new(ORDERS).run("orders create --note 'a b' -d metadata[k]=$x --print curl");
    assert_eq!(
        ran.out,
        "curl https://api.example/v1/orders \\\n  --data-urlencode 'note=a b' \\\n  --data-urlencode 'metadata[k]=$x'\n"
    );
    let ran = Terminal::new(ORDERS).run("orders retrieve or_1 --print curl");
    assert_eq!(ran.out, "curl https://api.example/v1/orders/or_1\n");
}

#[test]
fn names_of_common_options_stay_theirs() {
    let terminal = Terminal::new(
        "
paths:
  /search:
    get:
      operationId: search
      parameters:
        - {name: query, in: query, required: true, schema: {type: string}}
        - {name: 'Page-Mark', in: header, schema: {type: string}}
      responses: {'204': {description: Done.}}
",
    );
    let group = &terminal.program.words.groups[0];
    let line = format!(
        "{} {} --api-query x --page-mark 7 --dry-run",
        group.name, group.operations[0].name
    );
    let ran = terminal.run(&line);
    assert_eq!(
        ran.out, "GET https://api.example/search?query=x\nPage-Mark: 7\n",
        "{ran:?}"
    );
}

/// Files, and what refers to them.
pub const FILES: &str = "
paths:
  /files:
    post:
      operationId: createFile
      requestBody: {content: {multipart/form-data: {schema: {type: object, required: [file, purpose], properties: {file: {type: string, format: binary}, purpose: {type: string, enum: [logo, case_proof]}}}}}}
      responses: {'200': {description: The file., content: {application/json: {schema: {$ref: '#/components/schemas/file'}}}}}
  /cases:
    post:
      operationId: createCase
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {proof: {type: object, properties: {receipt: {type: string, x-expansionResources: {oneOf: [{$ref: '#/components/schemas/file'}]}}, note: {type: string, maxLength: 3}}}}}}}}
      responses: {'200': {description: The case., content: {application/json: {schema: {$ref: '#/components/schemas/case'}}}}}
  /search:
    post:
      operationId: search
      requestBody: {content: {application/json: {schema: {type: object, required: [words], properties: {words: {type: string}, within: {type: object, properties: {days: {type: integer, maximum: 9}}}}}}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    file: {type: object, x-resourceId: file, required: [id], properties: {id: {type: string}}}
    case: {type: object, x-resourceId: case, required: [id], properties: {id: {type: string}, proof: {type: object, properties: {receipt: {type: string}}}}}
";

#[test]
fn a_file_instead_of_an_id_is_uploaded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "contents").unwrap();
    let path = path.display();
    let terminal = Terminal::new(FILES);
    let ran = terminal.run(&format!("cases create --proof.receipt @{path}"));
    assert_eq!((ran.code, ran.sent.len()), (0, 2), "{ran:?}");
    assert!(
        ran.sent[0].contains("case_proof") && ran.sent[0].contains("contents"),
        "{ran:?}"
    );
    assert!(
        ran.sent[1].starts_with("POST /cases proof%5Breceipt%5D="),
        "{ran:?}"
    );
    assert!(!ran.sent[1].contains("upload"), "{ran:?}");
    // Nothing is uploaded for what would be refused.
    let ran = terminal.run(&format!(
        "cases create --proof.receipt @{path} --proof.note long"
    ));
    assert_eq!((ran.code, ran.sent.len()), (2, 0), "{ran:?}");
    let ran = terminal.run("cases create --proof.receipt @nothing");
    assert_eq!((ran.code, ran.sent.len()), (2, 0), "{ran:?}");
    let ran = terminal.run(&format!("cases create --proof.receipt @{path} --dry-run"));
    assert!(
        ran.out.starts_with(&format!(
            "# 1. the upload of {path}\nPOST https://api.example/files\n"
        )),
        "{ran:?}"
    );
    assert!(
        ran.out.ends_with("proof[receipt]=(id of the upload)\n"),
        "{ran:?}"
    );
    let ran = terminal.run(&format!(
        "cases create --proof.receipt @{path} --upload-with purpose=logo"
    ));
    assert!(ran.sent[0].contains("logo"), "{ran:?}");
    // Where a file is asked for, `@` is no part of its name.
    let ran = terminal.run(&format!("files create --purpose logo --file @{path}"));
    assert!(ran.sent[0].contains("contents"), "{ran:?}");
}

#[test]
fn a_document_says_what_uploads_are_given() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "contents").unwrap();
    let stated = FILES.replace(
        "operationId: createCase",
        "operationId: createCase
      x-cli: {uploadWith: {purpose: logo}}",
    );
    let line = format!("cases create --proof.receipt @{}", path.display());
    let ran = Terminal::new(&stated).run(&line);
    assert!(ran.sent[0].contains("logo"), "{ran:?}");
    let ran = Terminal::new(&stated).run(&format!("{line} --upload-with purpose=case_proof"));
    assert!(ran.sent[0].contains("case_proof"), "{ran:?}");
}

#[test]
fn a_body_of_json_has_flags_too() {
    let terminal = Terminal::new(FILES);
    let group = &terminal.program.words.groups.last().unwrap();
    let command = format!("{} {}", group.name, group.operations[0].name);
    let ran = terminal.run(&format!("{command} --words a --within.days 7"));
    assert_eq!(
        ran.sent,
        ["POST /search {\"words\":\"a\",\"within\":{\"days\":7}}"],
        "{ran:?}"
    );
    let ran = terminal.run(&format!("{command} --words a --within.days 10"));
    assert_eq!((ran.code, ran.sent.len()), (2, 0), "{ran:?}");
}
