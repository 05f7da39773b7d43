//! Objects are made, found, changed and taken out, whatever they are called.

use form_mock::engine::Opened;
use form_mock::read::Incoming;
use serde_json::json;

use super::support::Mock;

const PETS: &str = "
x-client: {idempotencyHeader: Idempotency-Key, versionHeader: Api-Version, retryHeader: Should-Retry}
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties:
        id: {type: string, example: pet_1234567890}
        name: {type: string}
        nick_name: {type: string, nullable: true}
        labels: {type: object, additionalProperties: {type: string}}
        owner: {type: object, nullable: true, properties: {email: {type: string, nullable: true}, phone: {type: string, nullable: true}}}
        created: {type: integer, format: unix-time}
paths:
  /pets:
    get:
      parameters: [{name: name, in: query, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {data: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}}}
    post:
      requestBody: {content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}, nickName: {type: string}}}}}}
      responses: {'201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /pets/{pet_id}:
    parameters: [{name: pet_id, in: path, required: true, schema: {type: string}}]
    get:
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            encoding: {owner: {style: deepObject, explode: true}, labels: {style: deepObject, explode: true}}
            schema:
              type: object
              properties:
                name: {type: string}
                nick_name: {anyOf: [{type: string}, {type: string, enum: ['']}]}
                labels: {anyOf: [{type: object, additionalProperties: {type: string}}, {type: string, enum: ['']}]}
                owner: {type: object, properties: {email: {anyOf: [{type: string}, {type: string, enum: ['']}]}, phone: {type: string}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    delete:
      responses: {'204': {description: d}}
  /pets/{pet_id}/wash:
    parameters: [{name: pet_id, in: path, required: true, schema: {type: string}}]
    post:
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /weather:
    get:
      parameters: [{name: city, in: query, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, required: [city, degrees], properties: {city: {type: string}, degrees: {type: number, minimum: -10}}}}}}}
";

#[test]
fn an_object_lives() {
    let mock = Mock::new(PETS);
    let made = mock.json("POST", "/pets", r#"{"name": "Rex", "nickName": "R"}"#);
    assert_eq!(made.status, 201, "{made:?}");
    let id = made.body["id"].as_str().unwrap();
    assert!(id.starts_with("pet_"), "{id}");
    assert_eq!(
        (&made.body["name"], &made.body["nick_name"]),
        (&json!("Rex"), &json!("R"))
    );
    let item = format!("/pets/{id}");
    assert_eq!(mock.get(&item).body, made.body);
    assert_eq!(
        mock.form("POST", &format!("{item}/wash"), "").body,
        made.body
    );

    let body = "owner[email]=a&owner[phone]=1&labels[x]=1&labels[y]=2";
    let changed = mock.form("POST", &item, body).body;
    assert_eq!(changed["owner"], json!({"email": "a", "phone": "1"}));
    let changed = mock
        .form(
            "POST",
            &item,
            "owner[email]=&labels[x]=&labels[z]=3&nick_name=",
        )
        .body;
    assert_eq!(changed["owner"], json!({"email": null, "phone": "1"}));
    assert_eq!(changed["labels"], json!({"y": "2", "z": "3"}));
    assert_eq!(changed["nick_name"], json!(null));
    let changed = mock.form("POST", &item, "labels=").body;
    assert_eq!(changed["labels"], json!({}));
    assert_eq!(mock.get(&item).body, changed);

    mock.json("POST", "/pets", r#"{"name": "Max"}"#);
    let names = |target: &str| {
        let pets = mock.get(target).body["data"].as_array().unwrap().clone();
        pets.iter()
            .map(|pet| pet["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("/pets"), ["Max", "Rex"]);
    assert_eq!(names("/pets?name=Rex"), ["Rex"]);
    assert_eq!(mock.form("DELETE", &item, "").status, 204);
    assert_eq!(mock.get(&item).status, 404);
    assert_eq!(names("/pets"), ["Max"]);
}

/// A filter is a text: none that is there is the one that is missing.
#[test]
fn a_filter_finds_nothing_that_is_missing() {
    let document = PETS.replace(
        "parameters: [{name: name, in: query, schema: {type: string}}]",
        "parameters: [{name: nick_name, in: query, schema: {type: string}}]",
    );
    let mock = Mock::new(&document);
    mock.json("POST", "/pets", r#"{"name": "Rex"}"#);
    let found = mock.get("/pets?nick_name=null");
    assert_eq!(found.body["data"], json!([]), "{found:?}");
}

#[test]
fn what_fits_nothing_answers_with_an_example() {
    let answer = Mock::new(PETS).get("/weather?city=Oslo");
    assert_eq!(answer.body, json!({"city": "Oslo", "degrees": 0}));
}

#[test]
fn a_key_makes_a_request_count_once() {
    let mock = Mock::new(PETS);
    let send = |body: &str| {
        let headers = [("idempotency-key", "k"), ("api-version", "8")];
        mock.send("POST", "/pets", "application/json", body, &headers)
    };
    let refused = send(r#"{"name": 1}"#);
    assert_eq!(refused.status, 400);
    let first = send(r#"{"name": "Rex"}"#);
    assert_eq!(first.header("api-version"), Some("8"));
    assert!(first.header("request-id").is_some());
    let again = send(r#"{"name": "Rex"}"#);
    assert_eq!(again.body, first.body);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(send(r#"{"name": "Max"}"#).status, 400);
    assert_eq!(mock.get("/pets").body["data"].as_array().unwrap().len(), 1);
}

#[test]
fn a_key_is_taken_until_its_request_is_answered() {
    let mock = Mock::new(PETS);
    let mut incoming = Incoming {
        method: "POST".to_owned(),
        path: "/pets".to_owned(),
        query: String::new(),
        headers: Default::default(),
        body: r#"{"name": "Rex"}"#.into(),
    };
    let headers = [
        ("idempotency-key", "k"),
        ("content-type", "application/json"),
    ];
    for (name, value) in headers {
        incoming.headers.insert(name, value.parse().unwrap());
    }
    let Opened::New(ticket) = mock.engine.open(&incoming) else {
        panic!("it was never asked");
    };
    let Opened::Known(busy) = mock.engine.open(&incoming) else {
        panic!("it is not answered yet");
    };
    assert_eq!(busy.status, 409);
    let may_pass = ("should-retry".to_owned(), "true".to_owned());
    assert!(busy.headers.contains(&may_pass), "{busy:?}");
    // Its connection broke.
    drop(ticket);
    assert!(matches!(mock.engine.open(&incoming), Opened::New(_)));
}

#[test]
fn what_is_in_it_can_be_put_in_and_taken_out() {
    let mock = Mock::new(PETS);
    let seed = json!({"Pet": {"rex": {"name": "Rex"}, "max": {"name": "Max", "nick_name": {"$ref": "#/Pet/rex"}}}});
    assert_eq!(mock.engine.seed(&seed), Ok(2));
    let dumped = mock.engine.dump();
    let pets: Vec<_> = dumped["Pet"].as_object().unwrap().iter().collect();
    assert_eq!(pets[1].1["nick_name"], json!(pets[0].0));
    assert_eq!(mock.engine.seed(&dumped), Ok(2));
    assert_eq!(mock.engine.dump(), dumped);
    let wrong = [
        (
            json!({"Cat": {}}),
            "there is no resource `Cat`: there are Pet",
        ),
        (
            json!({"Pet": {"rex": {"nam": 1}}}),
            "#/Pet/rex: `nam` is no member of Pet",
        ),
        (
            json!({"Pet": {"rex": {"name": {"$ref": "#/Pet/mx"}}}}),
            "`#/Pet/mx` leads to no object of the file",
        ),
    ];
    for (seed, fault) in wrong {
        assert_eq!(mock.engine.seed(&seed), Err(fault.to_owned()));
    }
    assert_eq!(mock.engine.dump(), dumped);
}

const BELOW: &str = "
components:
  schemas:
    call: {type: object, properties: {sid: {type: string, nullable: true}, to: {type: string, nullable: true}, account_sid: {type: string, nullable: true}}}
paths:
  /Accounts/{AccountSid}/Calls.json:
    parameters: [{name: AccountSid, in: path, required: true, schema: {type: string}}]
    get:
      parameters: [{name: To, in: query, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {calls: {type: array, items: {$ref: '#/components/schemas/call'}}}}}}}}
    post:
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, required: [To], properties: {To: {type: string}}}}}}
      responses: {'201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/call'}}}}}
  /Accounts/{AccountSid}/Calls/{Sid}.json:
    parameters:
      - {name: AccountSid, in: path, required: true, schema: {type: string}}
      - {name: Sid, in: path, required: true, schema: {type: string, pattern: '^CA[0-9a-fA-F]{32}$'}}
    get:
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/call'}}}}}
    delete:
      responses: {'204': {description: d}}
";

#[test]
fn objects_below_others_are_found_below_them_alone() {
    let mock = Mock::new(BELOW);
    let made = mock.form("POST", "/Accounts/AC1/Calls.json", "To=555").body;
    let sid = made["sid"].as_str().unwrap();
    assert!(sid.starts_with("CA") && sid.len() == 34, "{sid}");
    assert_eq!(
        (&made["to"], &made["account_sid"]),
        (&json!("555"), &json!("AC1"))
    );
    assert_eq!(
        mock.get(&format!("/Accounts/AC1/Calls/{sid}.json")).body,
        made
    );
    assert_eq!(
        mock.get(&format!("/Accounts/AC2/Calls/{sid}.json")).status,
        404
    );
    let count = |target: &str| mock.get(target).body["calls"].as_array().unwrap().len();
    assert_eq!(
        [
            count("/Accounts/AC1/Calls.json"),
            count("/Accounts/AC2/Calls.json")
        ],
        [1, 0]
    );
    assert_eq!(count("/Accounts/AC1/Calls.json?To=556"), 0);
}
