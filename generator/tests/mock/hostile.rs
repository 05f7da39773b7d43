//! Nothing that is sent brings the server down, and what it refuses has changed nothing.

use super::support::Mock;

const ANY: &str = "
components:
  schemas:
    Node: {type: object, required: [id], properties: {id: {type: string}, next: {$ref: '#/components/schemas/Node'}, map: {type: object, additionalProperties: {type: string}}}}
paths:
  /nodes:
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: filter, in: query, style: deepObject, explode: true, schema: {type: object, properties: {a: {type: integer}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Node'}}}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}}
  /nodes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}}}
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            encoding: {next: {style: deepObject, explode: true}, list: {style: deepObject, explode: true}}
            schema:
              type: object
              properties:
                next: {type: object, properties: {next: {type: object, additionalProperties: true}}}
                list: {type: array, items: {type: integer}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}}
  /files:
    post:
      requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}}}}}}
      responses: {'204': {description: d}}
";

/// Pieces of requests that parsers trip over.
const PIECES: [&str; 28] = [
    "a",
    "[",
    "]",
    "][",
    "[]",
    "[0]",
    "[99999999999999999999]",
    "=",
    "&",
    "%",
    "%4",
    "%zz",
    "%00",
    "+",
    "next",
    "list",
    "filter",
    "limit",
    "é",
    "\u{202e}",
    "{",
    "}",
    "\"",
    ":",
    "null",
    "1e999",
    "--b",
    "\r\n\r\n",
];

/// A text of pieces by chance, the same for the same number.
fn text(seed: &mut u64, most: usize) -> String {
    let mut next = || {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        usize::try_from(*seed >> 11).unwrap_or_default()
    };
    let count = next() % most;
    (0..count).map(|_| PIECES[next() % PIECES.len()]).collect()
}

#[test]
fn anything_is_survived() {
    let mock = Mock::new(ANY);
    let made = mock.json("POST", "/nodes", "{\"id\": \"n\"}");
    assert_eq!(made.status, 200, "{made:?}");
    let mut seed = 0x9E37_79B9_7F4A_7C15;
    for _ in 0..3000 {
        let before = mock.engine.dump();
        let target = format!("/nodes?{}", text(&mut seed, 12));
        mock.get(&target);
        mock.get(&format!("/{}", text(&mut seed, 6)));
        let answers = [
            mock.form("POST", "/nodes/n", &text(&mut seed, 12)),
            mock.json("POST", "/nodes", &text(&mut seed, 12)),
            mock.send(
                "POST",
                "/files",
                "multipart/form-data; boundary=b",
                &text(&mut seed, 12),
                &[],
            ),
        ];
        if answers.iter().all(|answer| answer.status >= 400) {
            assert_eq!(mock.engine.dump(), before);
        }
    }
}

#[test]
fn what_is_very_deep_or_very_much_is_refused() {
    let mock = Mock::new(ANY);
    mock.json("POST", "/nodes", "{\"id\": \"n\"}");
    let deep = format!("next{}=1", "[next]".repeat(100_000));
    assert_eq!(mock.form("POST", "/nodes/n", &deep).status, 400);
    let many = "a=1&".repeat(100_000);
    assert_eq!(mock.form("POST", "/nodes/n", &many).status, 400);
    let deep = format!("{}1{}", "{\"next\":".repeat(100_000), "}".repeat(100_000));
    assert_eq!(mock.json("POST", "/nodes", &deep).status, 400);
    let keys: String = (0..10_000)
        .map(|number| format!("list[{number}]=1&"))
        .collect();
    assert_eq!(mock.form("POST", "/nodes/n", &keys).status, 200);
}

/// Each level can be read in three ways, of which none is right: all together would be 3 to the power of 60.
#[test]
fn alternatives_in_alternatives_end() {
    let mock = Mock::new(
        "
components:
  schemas:
    One: {type: object, required: [one], properties: {one: {type: string}, next: {$ref: '#/components/schemas/Any'}}}
    Two: {type: object, required: [two], properties: {two: {type: string}, next: {$ref: '#/components/schemas/Any'}}}
    Three: {type: object, required: [three], properties: {three: {type: string}, next: {$ref: '#/components/schemas/Any'}}}
    Any: {anyOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}, {$ref: '#/components/schemas/Three'}]}
paths:
  /form:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            encoding: {next: {style: deepObject, explode: true}}
            schema: {type: object, properties: {next: {$ref: '#/components/schemas/Any'}}}
      responses: {'204': {description: d}}
  /json:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Any'}}}}
      responses: {'204': {description: d}}
",
    );
    let form = format!("next{}=1", "[next]".repeat(60));
    let json = format!("{}1{}", "{\"next\":".repeat(60), "}".repeat(60));
    let began = std::time::Instant::now();
    assert_eq!(mock.form("POST", "/form", &form).status, 400);
    assert_eq!(mock.json("POST", "/json", &json).status, 400);
    let right = "next[one]=1&next[next][two]=2&next[next][next][three]=3";
    assert_eq!(mock.form("POST", "/form", right).status, 204);
    let took = began.elapsed();
    assert!(took < std::time::Duration::from_secs(20), "{took:?}");
}
