//! What `x-mock` says happens.

use form_mock::engine::Trigger;
use serde_json::json;

use super::support::Mock;

const ORDERS: &str = "
x-webhooks:
  order.paid: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/event'}}}}, responses: {'200': {description: d}}}}
  order.created: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/event'}}}}, responses: {'200': {description: d}}}}
components:
  schemas:
    event:
      type: object
      discriminator: {propertyName: type}
      required: [id, type, data]
      properties:
        id: {type: string}
        type: {type: string, enum: [order.paid, order.created]}
        data: {type: object, required: [object], properties: {object: {$ref: '#/components/schemas/order'}, previous_attributes: {type: object, additionalProperties: true}}}
    order:
      type: object
      x-resourceId: order
      x-mock: {idPrefix: or_, initial: {state: open, count.paid: 0}}
      required: [id, state, count]
      properties:
        id: {type: string}
        state: {type: string, enum: [gone, open, paid]}
        count: {type: object, properties: {paid: {type: integer}}}
paths:
  /orders:
    post:
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/order'}}}}}
    get:
      responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/order'}}}}}}
  /orders/{order}:
    get:
      parameters: [{name: order, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/order'}}}}}
  /orders/{order}/pay:
    post:
      x-mock:
        - state: {state: [paid, gone]}
          refuse: {status: 409, code: no_longer_open, message: It is not open.}
        - when: {now: true}
          set: {state: paid}
          add: {count.paid: 2}
          emit: [order.paid]
      parameters: [{name: order, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {now: {type: boolean, default: true}}}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/order'}}}}}
";

#[test]
fn an_action_does_what_is_said() {
    let mock = Mock::new(ORDERS);
    let made = mock.form("POST", "/orders", "").body;
    let id = made["id"].as_str().unwrap();
    assert!(id.starts_with("or_"));
    assert_eq!(
        (&made["state"], &made["count"]),
        (&json!("open"), &json!({"paid": 0}))
    );
    let pay = format!("/orders/{id}/pay");
    assert_eq!(mock.form("POST", &pay, "now=false").body, made);
    assert_eq!(mock.engine.take_events(), []);
    let paid = mock.form("POST", &pay, "").body;
    assert_eq!(
        (&paid["state"], &paid["count"]),
        (&json!("paid"), &json!({"paid": 2}))
    );
    let events = mock.engine.take_events();
    let event: serde_json::Value = serde_json::from_slice(&events[0].body).unwrap();
    assert_eq!(event["type"], "order.paid");
    assert_eq!(event["data"]["object"], paid);
    let previous = json!({"state": "open", "count": {"paid": 0}});
    assert_eq!(event["data"]["previous_attributes"], previous);
    let refused = mock.form("POST", &pay, "");
    assert_eq!(
        (refused.status, &refused.body["error"]["code"]),
        (409, &json!("no_longer_open"))
    );
    assert_eq!(mock.engine.take_events(), []);
}

#[test]
fn an_event_by_hand_and_the_object_agree() {
    let mock = Mock::new(ORDERS);
    let trigger = |event: &str, set: &[(&str, serde_json::Value)]| {
        let set = set
            .iter()
            .map(|(path, value)| ((*path).to_owned(), value.clone()));
        let trigger = Trigger {
            event: event.to_owned(),
            object: None,
            set: set.collect(),
        };
        mock.engine.trigger(&trigger)
    };
    let made = trigger("order.created", &[("count.paid", json!(7))]).unwrap();
    assert_eq!(made["count"], json!({"paid": 7}));
    let target = format!("/orders/{}", made["id"].as_str().unwrap());
    assert_eq!(mock.get(&target).body, made);
    assert_eq!(mock.get("/orders").body[0], made);
    let paid = trigger("order.paid", &[("state", json!("paid"))]).unwrap();
    assert_eq!(paid["id"], made["id"]);
    assert_eq!(mock.get(&target).body["state"], "paid");
    assert_eq!(mock.engine.take_events().len(), 2);
    let fault = trigger("order.pad", &[]).unwrap_err();
    assert_eq!(
        fault,
        "there is no event `order.pad`: there are order.paid, order.created"
    );
    let fault = trigger("order.paid", &[("sate", json!(1))]).unwrap_err();
    assert_eq!(fault, "`sate` of `sate` is no member of order");
}
