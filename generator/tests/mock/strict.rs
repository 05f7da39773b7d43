//! What the document does not allow is refused, with the parameter as the API names it.

use super::support::Mock;

const PETS: &str = "
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties: {id: {type: string}, name: {type: string}, age: {type: integer}}
    Error:
      type: object
      properties:
        error:
          type: object
          properties:
            type: {type: string, enum: [bad_request_invalid, auth_failed, oops_server]}
            param: {type: string}
            message: {type: string}
paths:
  /pets:
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100}}
        - {name: tags, in: query, schema: {type: array, items: {type: string}}}
        - {name: born, in: query, style: deepObject, explode: true, schema: {type: object, properties: {gte: {type: integer}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
        default: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
    post:
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            encoding: {owner: {style: deepObject, explode: true}, toys: {style: deepObject, explode: true}}
            schema:
              type: object
              required: [name]
              properties:
                name: {type: string, maxLength: 5, minLength: 2}
                kind: {type: string, enum: [cat, dog]}
                good: {type: boolean}
                weight: {type: number}
                born: {type: string, format: date}
                owner: {type: object, required: [email], properties: {email: {type: string}, phone: {type: string}}}
                toys: {type: array, maxItems: 2, items: {type: integer}}
      responses:
        '201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        default: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
  /pets/{pet}:
    get:
      security: [{key: []}]
      parameters: [{name: pet, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        default: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
";

#[test]
fn each_fault_of_a_form_is_named() {
    let mock = Mock::new(PETS);
    for (body, param) in [
        ("", "name"),
        ("nam=Rex&name=Rex", "nam"),
        ("name=R", "name"),
        ("name=Rexxxx", "name"),
        ("name=Rex&name=Max", "name"),
        ("name[first]=Rex", "name"),
        ("name=Rex&kind=cow", "kind"),
        ("name=Rex&good=yes", "good"),
        ("name=Rex&good=1", "good"),
        ("name=Rex&weight=heavy", "weight"),
        ("name=Rex&born=yesterday", "born"),
        ("name=Rex&owner[phone]=1", "owner[email]"),
        ("name=Rex&owner[email]=a&owner[fone]=1", "owner[fone]"),
        ("name=Rex&owner=a", "owner"),
        ("name=Rex&toys=1", "toys"),
        ("name=Rex&toys[a]=1", "toys"),
        ("name=Rex&toys[0]=1&toys[1]=x", "toys[1]"),
        ("name=Rex&toys[0]=1&toys[1]=2&toys[2]=3", "toys"),
    ] {
        let answer = mock.form("POST", "/pets", body);
        assert_eq!(
            (answer.status, answer.param()),
            (400, param),
            "{body}: {answer:?}"
        );
        assert_eq!(
            answer.body["error"]["type"], "bad_request_invalid",
            "{body}"
        );
    }
    let all =
        "name=Rex&kind=cat&good=true&weight=1.5&born=2020-01-31&owner[email]=a&toys[0]=1&toys[1]=2";
    let answer = mock.form("POST", "/pets", all);
    assert_eq!(answer.status, 201, "{answer:?}");
}

#[test]
fn all_violations_are_noted() {
    let mock = Mock::new(PETS);
    let answer = mock.form("POST", "/pets", "name=R&kind=cow&goood=true");
    assert_eq!(answer.reply.notes.len(), 3, "{:?}", answer.reply.notes);
}

#[test]
fn a_query_is_as_strict() {
    let mock = Mock::new(PETS);
    for (query, param) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=1.5", "limit"),
        ("limit=%2B1", "limit"),
        ("limt=1", "limt"),
        ("tags[0]=a", "tags"),
        ("born[gt]=1", "born[gt]"),
        ("born[gte]=x", "born[gte]"),
    ] {
        let answer = mock.get(&format!("/pets?{query}"));
        assert_eq!(
            (answer.status, answer.param()),
            (400, param),
            "{query}: {answer:?}"
        );
    }
    for query in ["limit=100", "tags=a&tags=b", "born[gte]=1", "limit="] {
        assert_eq!(mock.get(&format!("/pets?{query}")).status, 200, "{query}");
    }
}

#[test]
fn what_is_no_operation_is_told_apart() {
    let mock = Mock::new(PETS);
    assert_eq!(mock.get("/cats").status, 404);
    assert_eq!(mock.get("/pets/../pets").status, 404);
    assert_eq!(mock.get("/pets/").status, 404);
    let answer = mock.form("DELETE", "/pets", "");
    assert_eq!(answer.status, 405);
    assert_eq!(
        answer.body["error"]["message"],
        "/pets takes GET, POST, not DELETE."
    );
    assert_eq!(mock.json("POST", "/pets", "{}").status, 415);
    assert_eq!(mock.form("GET", "/pets", "name=Rex").status, 400);
}

#[test]
fn who_proves_nothing_is_not_let_in() {
    let mock = Mock::new(PETS);
    let id = mock.form("POST", "/pets", "name=Rex").body["id"].clone();
    let target = format!("/pets/{}", id.as_str().unwrap());
    let answer = mock.get(&target);
    assert_eq!(answer.status, 401);
    assert_eq!(answer.body["error"]["type"], "auth_failed");
    let asked = |value| {
        mock.send("GET", &target, "", "", &[("authorization", value)])
            .status
    };
    assert_eq!(
        [asked("Bearer a"), asked("Basic YTo="), asked("Bearer ")],
        [200, 401, 401]
    );
}

const FILES: &str = "
paths:
  /files:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file, purpose]
              properties: {file: {type: string, format: binary}, purpose: {type: string, enum: [logo]}}
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                required: [id, size]
                properties: {id: {type: string}, size: {type: integer}, filename: {type: string}}
  /files/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                required: [id, size]
                properties: {id: {type: string}, size: {type: integer}, filename: {type: string}}
";

#[test]
fn parts_of_an_upload_are_checked() {
    let mock = Mock::new(FILES);
    let purpose = "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nlogo\r\n";
    let file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22.pdf\"\r\nContent-Type: application/pdf\r\n\r\nabc\r\n";
    let upload = |parts: &[&str]| {
        let body = parts.concat();
        mock.send(
            "POST",
            "/files",
            "multipart/form-data; boundary=b",
            &body,
            &[],
        )
    };
    let answer = upload(&[purpose, file, "--b--\r\n"]);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.body["size"], 3);
    assert_eq!(answer.body["filename"], "a\".pdf");
    assert_eq!(upload(&[file, "--b--\r\n"]).param(), "purpose");
    assert_eq!(upload(&[purpose, "--b--\r\n"]).param(), "file");
    assert_eq!(upload(&[purpose, file]).status, 400);
    assert_eq!(mock.form("POST", "/files", "purpose=logo").status, 415);
}
