//! A document of cases, and an overlay that names its properties and values wherever an overlay can.
//!
//! In: nothing. Out: both. What always holds: they stay what they are when the vendor's document changes.

/// The property `signature` and the value `won` stand on a line of their own each.
pub const CASES: &str = "openapi: 3.0.0
info: {title: Cases, version: '1'}
servers: [{url: https://cases.example}]
paths:
  /cases/{case}:
    post:
      parameters: [{name: case, in: path, required: true, schema: {type: string}}]
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, properties: {proof: {$ref: '#/components/schemas/proof'}}}
      responses:
        '200':
          description: The case.
          content: {application/json: {schema: {$ref: '#/components/schemas/case'}}}
components:
  schemas:
    proof:
      type: object
      properties:
        letter: {type: string}
        receipt: {type: string}
        signature: {type: string}
    case:
      type: object
      required: [reason, status]
      properties:
        reason: {type: string, enum: [duplicate, fraudulent]}
        status:
          type: string
          enum:
            - lost
            - open
            - won
";

/// What its overlay says.
pub const OVERLAY_OF_CASES: &str = "overlay: 1.1.0
info: {title: Questions, version: '1'}
actions:
  - target: $.components.schemas.proof.properties['receipt', 'signature']
    update: {maxLength: 100}
  - target: $.components.schemas.proof.properties
    update:
      letter:
        description: What the customer wrote.
      signature:
        description: Who has received it.
  - target: $.components.schemas.case.properties.status
    update:
      x-valueGroups:
        is_closed:
          description: It has ended.
          values:
            - lost
            - won
  - target: $.components.schemas.case.properties.reason
    update:
      x-valueFields:
        recommended_proof:
          description: What helps.
          of: {$ref: '#/components/schemas/proof'}
          values:
            duplicate:
              - receipt
              - signature
            fraudulent:
              - letter
              - signature
";

/// The document without some lines that it has once.
pub fn without(lines: &str) -> String {
    assert_eq!(CASES.matches(lines).count(), 1, "{lines}");
    CASES.replace(lines, "")
}
