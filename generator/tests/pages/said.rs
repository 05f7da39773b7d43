//! What pages say is so: answers have what the request does, lists end, and programs can be pointed at a server for tests.

use crate::written;

const DOORS: &str = "openapi: 3.0.3
info: {title: Doors, version: '1'}
servers: [{url: 'https://doors.example'}]
x-client: {baseUrlVariable: DOORS_BASE}
paths:
  /doors:
    get:
      summary: List all doors
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100, default: 10}}
        - {name: starting_after, in: query, schema: {type: string}}
      responses: {'200': {description: Doors., content: {application/json: {schema: {$ref: '#/components/schemas/DoorList'}}}}}
  /doors/{door}:
    get:
      summary: Retrieve a door
      parameters: [{name: door, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: The door., content: {application/json: {schema: {$ref: '#/components/schemas/door'}}}}}
  /doors/{door}/close:
    post:
      summary: Close a door
      x-mock: [{state: {state: shut}, refuse: {status: 400, message: It is shut.}}, {set: {state: shut, seen.by_owner: true}}]
      parameters: [{name: door, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: The door., content: {application/json: {schema: {$ref: '#/components/schemas/door'}}}}}
components:
  schemas:
    DoorList:
      type: object
      required: [data, has_more, object, url]
      properties:
        data: {type: array, items: {$ref: '#/components/schemas/door'}}
        has_more: {type: boolean}
        object: {type: string, enum: [list]}
        url: {type: string}
    door:
      type: object
      x-resourceId: door
      x-mock: {initial: {state: open}}
      required: [id, state, seen]
      properties:
        id: {type: string, example: door_1A2B3C4D5E6F7G8H}
        state: {type: string, enum: [open, shut]}
        seen: {$ref: '#/components/schemas/view'}
    view: {type: object, required: [by_owner], properties: {by_owner: {type: boolean, description: Whether its owner has seen it.}}}
";

/// The server for tests does it, so that the page shows what is there afterwards.
#[test]
fn an_answer_has_what_the_request_does() {
    let files = written(DOORS);
    let page = &files["operations/doors/close.md"];
    assert!(page.contains("\"state\": \"shut\""), "{page}");
    assert!(page.contains("\"by_owner\": true"), "{page}");
    let page = &files["operations/doors/retrieve.md"];
    assert!(page.contains("\"state\": \"open\""), "{page}");
}

/// What stands in the answer is explained beside it, and not behind a link.
#[test]
fn members_within_members_are_explained() {
    let files = written(DOORS);
    let page = &files["operations/doors/close.md"];
    assert!(
        page.contains(
            "objects/View.md))\n  - `seen.by_owner` (boolean)\n    Whether its owner has seen it.\n"
        ),
        "{page}"
    );
    let page = &files["operations/doors/list.md"];
    assert!(page.contains("  - `data[].state` ("), "{page}");
    assert!(!page.contains("`data[].seen.by_owner`"), "{page}");
}

#[test]
fn a_list_has_an_end() {
    let files = written(DOORS);
    for page in ["guide/pagination.md", "operations/doors/list.md"] {
        let page = &files[page];
        assert!(
            page.contains("leads to the next page. `has_more` says whether there is one."),
            "{page}"
        );
    }
}

#[test]
fn a_program_is_pointed_at_a_server_for_tests() {
    let files = written(DOORS);
    let page = &files["guide/testing.md"];
    assert!(
        page.contains("form-codegen mock DOCUMENT --port 12111"),
        "{page}"
    );
    assert!(page.contains("DOORS_BASE=http://127.0.0.1:12111"), "{page}");
}
