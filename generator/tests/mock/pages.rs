//! Lists go on by each of the ways that the model knows.

use serde_json::Value;

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
