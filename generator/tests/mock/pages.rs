//! Lists go on by each of the ways that the model knows.

use serde_json::{Value, json};

use super::support::Mock;

/// A list of ten numbers, made through its own collection, whose answer and parameters are these.
fn mock(parameters: &str, answer: &str, paging: &str) -> Mock {
    let mock = Mock::new(&format!(
        "
components:
  schemas:
    Item: {{type: object, required: [id], properties: {{id: {{type: integer}}}}}}
paths:
  /items:
    get:
      x-paging: {paging}
      parameters:
        - {{name: limit, in: query, schema: {{type: integer, default: 4}}}}
        {parameters}
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {answer}}}}}}}}}
    post:
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Item'}}}}}}}}}}
"
    ));
    for _ in 0..10 {
        assert_eq!(mock.form("POST", "/items", "").status, 200);
    }
    mock
}

const ITEMS: &str = "{type: array, items: {$ref: '#/components/schemas/Item'}}";

fn ids(items: &Value) -> Vec<i64> {
    let items = items.as_array().unwrap().iter();
    items.map(|item| item["id"].as_i64().unwrap()).collect()
}

#[test]
fn by_a_token() {
    let answer = format!(
        "{{type: object, properties: {{data: {ITEMS}, next: {{type: string, nullable: true}}}}}}"
    );
    let mock = mock(
        "- {name: cursor, in: query, schema: {type: string}}",
        &answer,
        "{by: token, items: data, next: next, to: cursor}",
    );
    let mut target = "/items".to_owned();
    let mut found = Vec::new();
    loop {
        let body = mock.get(&target).body;
        found.push(ids(&body["data"]));
        match body["next"].as_str() {
            Some(next) => target = format!("/items?cursor={next}"),
            None => break,
        }
    }
    assert_eq!(found, [vec![10, 9, 8, 7], vec![6, 5, 4, 3], vec![2, 1]]);
    let stale = mock.get("/items?cursor=bla");
    assert_eq!((stale.status, stale.param()), (400, "cursor"));
}

#[test]
fn by_a_link() {
    let answer = format!(
        "{{type: object, properties: {{data: {ITEMS}, next: {{type: string, nullable: true}}}}}}"
    );
    let mock = mock("", &answer, "{by: link, items: data, next: next}");
    let next = mock.get("/items?limit=6").body["next"]
        .as_str()
        .unwrap()
        .to_owned();
    let target = next.strip_prefix("http://127.0.0.1").unwrap();
    let body = mock.get(target).body;
    assert_eq!(ids(&body["data"]), [4, 3, 2, 1]);
    assert_eq!(body["next"], Value::Null);
}

#[test]
fn by_a_number_and_by_an_offset() {
    let answer =
        format!("{{type: object, properties: {{data: {ITEMS}, pages: {{type: integer}}}}}}");
    let mock = mock(
        "- {name: page, in: query, schema: {type: integer}}",
        &answer,
        "{by: page, items: data, to: page, total: pages}",
    );
    let body = mock.get("/items?page=3").body;
    assert_eq!(
        (ids(&body["data"]), &body["pages"]),
        (vec![2, 1], &3.into())
    );
}

const CURSORS: &str = "
components:
  schemas:
    item:
      type: object
      required: [id, kind, size]
      properties: {id: {type: string}, kind: {type: string, enum: [a, b]}, size: {type: integer}, note: {type: string, example: hello}}
paths:
  /items:
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer, default: 4}}
        - {name: starting_after, in: query, schema: {type: string}}
        - {name: ending_before, in: query, schema: {type: string}}
        - {name: kind, in: query, schema: {type: string}}
        - {name: size, in: query, style: deepObject, explode: true, schema: {anyOf: [{type: object, properties: {gt: {type: integer}, gte: {type: integer}, lt: {type: integer}, lte: {type: integer}}}, {type: integer}]}}
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                required: [object, data, has_more, url]
                properties:
                  object: {type: string, enum: [list]}
                  data: {type: array, items: {$ref: '#/components/schemas/item'}}
                  has_more: {type: boolean}
                  url: {type: string}
  /items/{item}:
    parameters: [{name: item, in: path, required: true, schema: {type: string}}]
    get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/item'}}}}}}
";

fn items() -> Mock {
    let mock = Mock::new(CURSORS);
    let items = (0..10).map(|number| {
        let kind = if number % 2 == 0 { "a" } else { "b" };
        let id = format!("i{number}");
        (id.clone(), json!({"id": id, "kind": kind, "size": number}))
    });
    let items: serde_json::Map<String, Value> = items.collect();
    assert_eq!(mock.engine.seed(&json!({ "item": items })), Ok(10));
    mock
}

#[test]
fn by_the_last_item_with_filters_and_bounds() {
    let mock = items();
    let page = |query: &str| {
        let body = mock.get(&format!("/items?{query}")).body;
        let items = body["data"]
            .as_array()
            .unwrap_or_else(|| panic!("{body}"))
            .iter();
        let ids: Vec<String> = items
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect();
        (ids.join(" "), body["has_more"].as_bool().unwrap())
    };
    let is = |ids: &str, more| (ids.to_owned(), more);
    assert_eq!(page(""), is("i9 i8 i7 i6", true));
    assert_eq!(page("starting_after=i6"), is("i5 i4 i3 i2", true));
    assert_eq!(page("starting_after=i2"), is("i1 i0", false));
    assert_eq!(page("ending_before=i2&limit=3"), is("i5 i4 i3", true));
    assert_eq!(page("ending_before=i8"), is("i9", false));
    assert_eq!(page("kind=a&limit=2"), is("i8 i6", true));
    // A cursor need not be one of those that a filter leaves.
    assert_eq!(page("kind=a&starting_after=i5"), is("i4 i2 i0", false));
    assert_eq!(page("size[gte]=3&size[lt]=5"), is("i4 i3", false));
    assert_eq!(page("size=7"), is("i7", false));
    let gone = mock.get("/items?starting_after=i77");
    assert_eq!((gone.status, gone.param()), (400, "starting_after"));
}

#[test]
fn answers_of_next_year() {
    let mock = items();
    let twisted = |words: &str, target: &str| {
        let plan = form_mock::faults::parse(words).unwrap();
        mock.twisted("GET", target, "", "", &[], &plan.twist)
    };
    let item = twisted(
        "unknown-enum, missing-member, added-member=more",
        "/items/i1",
    )
    .body;
    assert_eq!(
        item,
        json!({"id": "i1", "kind": "of_next_year", "size": 1, "more": {}})
    );
    let list = twisted("missing-member=size", "/items").body;
    assert_eq!(list["data"][0].get("size"), None);
    assert!(list["data"][1].get("size").is_some());
    assert_eq!(
        twisted("stale-cursor", "/items?starting_after=i6").status,
        400
    );
    assert_eq!(mock.get("/items/i1").body["kind"], "b");
}
